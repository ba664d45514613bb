import { CAUSE_CODES, type CauseWord } from '../../src/protocol/causes.js';
import type { Bye } from './call-report.js';

/** Why the gateway ends a call. */
export const HANG_UP_REASONS = [
  'normal',
  'busy',
  'rejected',
  'no-answer',
  'unknown-number',
  'no-codec',
  'cancelled',
  'no-profile',
  'time-limit',
] as const;

export type HangUpReason = (typeof HANG_UP_REASONS)[number];

const HANG_UPS: Readonly<Record<HangUpReason, readonly [CauseWord, number | null, string | null]>> = {
  normal: ['NORMAL_CLEARING', null, null],
  busy: ['USER_BUSY', 486, 'Busy Here'],
  rejected: ['CALL_REJECTED', 603, 'Decline'],
  'no-answer': ['NO_ANSWER', 480, 'Temporarily Unavailable'],
  'unknown-number': ['UNALLOCATED_NUMBER', 404, 'Not Found'],
  'no-codec': ['INCOMPATIBLE_DESTINATION', 488, 'Not Acceptable Here'],
  cancelled: ['ORIGINATOR_CANCEL', 487, 'Request Terminated'],
  'no-profile': ['INVALID_GATEWAY', 403, 'no outbound profile, D38'],
  'time-limit': ['ALLOTTED_TIMEOUT', null, null],
};

/** Why one leg of a call ended, for the leg that ends with it: who is called declines, the caller hears "busy". */
export function reasonOf({ cause }: Bye): HangUpReason {
  return HANG_UP_REASONS.find((reason) => HANG_UPS[reason][0] === cause) ?? 'normal';
}

/** The words and numbers that a BYE of the gateway carries for a reason. */
export function byeFor(reason: HangUpReason): Bye {
  const [cause, sipCode, sipReason] = HANG_UPS[reason];
  return { from: 'gateway', cause, causeCode: CAUSE_CODES[cause], sipCode, sipReason };
}
