import * as z from 'zod/mini';

import type { Call } from '../call/call.js';
import { customHeader } from '../protocol/dialog.js';
import { dialogParams } from '../protocol/dialog-params.js';
import type { KeyValueStorage } from '../signaling/sticky-session.js';
import { isRecent } from './recoverable-call.js';

const markedCall = z.object({
  id: z.string(),
  direction: z.enum(['inbound', 'outbound']),
  remoteName: z.string(),
  remoteNumber: z.string(),
  customHeaders: z.array(customHeader),
  startedAt: z.number(),
  answeredAt: z.number(),
  isMuted: z.boolean(),
  isHeld: z.boolean(),
  dialog: dialogParams,
});
const record = z.object({ storedAt: z.number(), calls: z.array(markedCall) });

/** What a page needs to know of a call that an earlier page began. */
export type MarkedCall = z.infer<typeof markedCall>;

/** Takes the calls that an earlier page left less than a minute ago; none when the entry is missing, old or broken. */
export function takeMarkers(storage: KeyValueStorage, key: string, now: number): readonly MarkedCall[] {
  try {
    const text = storage.getItem(key) ?? '';
    storage.removeItem(key);
    const { storedAt, calls } = record.parse(JSON.parse(text));
    return isRecent(storedAt, now) ? calls : [];
  } catch {
    return [];
  }
}

/** What there is to know of the answered ones of these calls. */
export function markCalls(calls: readonly Call[]): readonly MarkedCall[] {
  return calls.flatMap(({ snapshot, dialog }) => {
    const { answeredAt } = snapshot;
    return answeredAt === null ? [] : markedCall.parse({ ...snapshot, answeredAt, dialog });
  });
}

/** Writes calls down for the next page. */
export function writeMarkers(
  storage: KeyValueStorage,
  key: string,
  calls: readonly MarkedCall[],
  now: number,
): void {
  try {
    storage.setItem(key, JSON.stringify({ storedAt: now, calls }));
  } catch {
    // Full or forbidden storage costs the recovery after a reload, nothing else.
  }
}
