import type { TelnyxSession } from '../../src/index.js';

/** What the keys of remembered devices begin with. */
export const DEVICE_KEY = 'telnyx-elements:device:';

/** Uses the devices that were chosen on this site before. The code for it loads only where some were. */
export async function restoreDevices(session: TelnyxSession): Promise<void> {
  if (!isAnyRemembered()) return;
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
