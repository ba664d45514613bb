import type { TelnyxSession } from '../../src/index.js';

/** An element that lets devices be chosen. */
export interface DeviceHost {
  readonly rememberDevices: string | boolean;
}

/** What the keys of remembered devices begin with. */
export const DEVICE_KEY = 'telnyx-elements:device:';

/** Whether the element keeps the choice for this site: on unless `"false"`. */
export const remembersDevices = ({ rememberDevices }: DeviceHost) => String(rememberDevices) !== 'false';

/** Uses the devices that were chosen on this site before. The code for it loads only where some were. */
export async function restoreDevices(session: TelnyxSession, host: DeviceHost): Promise<void> {
  if (!remembersDevices(host) || !isAnyRemembered()) return;
  const { restoreAll } = await import('./remembered-device.js');
  await restoreAll(session);
}

function isAnyRemembered(): boolean {
  try {
    return Object.keys(localStorage).some((key) => key.startsWith(DEVICE_KEY));
  } catch {
    // Storage is closed to this page.
    return false;
  }
}
