import { markerKey } from '../signaling/marker-key.js';
import type { TelnyxSessionOptions } from './session-options.js';
import { findStorage, storageName } from './session-storage.js';

/** A call outlives its page for this long: more than a reload takes, less than the server keeps it (90 s). */
const LIFETIME_MS = 60_000;

/** Whether an entry that was written then still counts. */
export function isRecent(storedAt: number, now: number): boolean {
  return now - storedAt >= 0 && now - storedAt <= LIFETIME_MS;
}

/**
 * Whether an earlier page in this tab left a call less than a minute ago that a session with these options would
 * take up again when it connects. Looks into the storage and loads nothing; never throws.
 */
export function hasRecoverableCall(options: TelnyxSessionOptions): boolean {
  try {
    const text = findStorage(options)?.getItem(markerKey(storageName(options)));
    const { storedAt } = JSON.parse(text ?? '{}') as { readonly storedAt?: number };
    return isRecent(storedAt ?? 0, options.clock?.now() ?? Date.now());
  } catch {
    return false;
  }
}
