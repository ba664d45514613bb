import type { TelnyxSession } from '../../src/index.js';
import { devicesOf, type DeviceRole, roleOf } from './device-role.js';
import { DEVICE_KEY } from './restore-devices.js';

const keyOf = ({ word }: DeviceRole) => DEVICE_KEY + word;

/** Keeps a choice for this site. */
export function rememberDevice(role: DeviceRole, id: string | null): void {
  try {
    if (id === null) localStorage.removeItem(keyOf(role));
    else localStorage.setItem(keyOf(role), id);
  } catch {
    // Storage is closed to this page: the choice holds until it is left.
  }
}

/** Uses what was chosen on this site before, if it is plugged in and nothing else was chosen since. */
export async function restoreDevice(session: TelnyxSession, role: DeviceRole): Promise<void> {
  const id = remembered(role);
  if (!id || session.snapshot.devices[role.chosen] !== null) return;
  await session.refreshDevices();
  const { devices } = session.snapshot;
  if (devicesOf(devices, role).some(({ deviceId }) => deviceId === id)) await role.use(session, id);
}

/** The same for every role. */
export async function restoreAll(session: TelnyxSession): Promise<void> {
  const kinds = ['audioinput', 'audiooutput', 'ringer'];
  await Promise.all(kinds.map((kind) => restoreDevice(session, roleOf(kind))));
}

function remembered(role: DeviceRole): string | null {
  try {
    return localStorage.getItem(keyOf(role));
  } catch {
    return null;
  }
}
