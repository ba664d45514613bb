import type { SessionSnapshot, TelnyxSession } from '../../src/index.js';
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

/** What still waits for its device to be plugged in or to be told by the browser, by session and role. */
const waiting = new WeakMap<TelnyxSession, Map<DeviceRole, AbortController>>();

/**
 * Uses what was chosen on this site before as soon as it is there, unless something else is chosen first: it may be
 * plugged in later, and some browsers tell no device before the microphone was allowed.
 */
export async function restoreDevice(session: TelnyxSession, role: DeviceRole): Promise<void> {
  const id = remembered(role);
  const roles = waiting.get(session) ?? new Map<DeviceRole, AbortController>();
  if (!id || session.snapshot.devices[role.chosen] !== null || roles.has(role)) return;
  const wait = new AbortController();
  waiting.set(session, roles.set(role, wait));
  const attempt = ({ devices }: SessionSnapshot): Promise<void> | void => {
    const isChosen = devices[role.chosen] !== null;
    const isThere = devicesOf(devices, role).some(({ deviceId }) => deviceId === id);
    if (wait.signal.aborted || (!isChosen && !isThere)) return;
    stopRestoring(session, role);
    if (!isChosen) return role.use(session, id);
  };
  session.subscribe(
    (snapshot) => {
      // What cannot be used now is left alone; the system's default serves.
      Promise.resolve(attempt(snapshot)).catch(() => undefined);
    },
    { signal: wait.signal },
  );
  await session.refreshDevices();
  await attempt(session.snapshot);
}

/** Something else was chosen, the system's default perhaps. */
export function stopRestoring(session: TelnyxSession, role: DeviceRole): void {
  const roles = waiting.get(session);
  roles?.get(role)?.abort();
  roles?.delete(role);
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
