import type { CallCause, CallSnapshot } from '../../src/index.js';
import { endingOf } from '../strings/call-causes.js';
import { causeText } from '../strings/cause-text.js';
import type { PhoneStrings } from '../strings/table.js';

/** Who is at the other end, as well as it is known. */
export const callName = (
  { remoteName, remoteNumber }: Pick<CallSnapshot, 'remoteName' | 'remoteNumber'>,
  words: PhoneStrings,
): string => remoteName || remoteNumber || words.unknownCaller;

/** Where a call is, in words; for one that is over, how it ended. */
export function callStateWords(call: CallSnapshot, words: PhoneStrings): string {
  switch (call.state) {
    case 'new':
    case 'requesting':
      return words.callRequesting;
    case 'ringing':
      return call.direction === 'inbound' ? words.incomingCall : words.callRinging;
    case 'early':
      return words.callRinging;
    case 'answering':
      return words.callAnswering;
    case 'active':
      return words.callActive;
    case 'held':
      return words.callHeld;
    case 'reconnecting':
      return words.callReconnecting;
    case 'ended':
      return call.answeredAt === null && call.cause ? causeWords(call, call.cause, words) : words.callEnded;
  }
}

/** The network's own terms for the end of a call that came to nothing; empty where there is nothing to be explained. */
export function callCauseText({ direction, state, answeredAt, cause }: CallSnapshot): string {
  const isExplained = direction === 'inbound' || answeredAt !== null || state !== 'ended';
  return isExplained || !cause || /^(ORIGINATOR_CANCEL|NORMAL_CLEARING)$/.test(cause.cause)
    ? ''
    : causeText(cause);
}

function causeWords({ direction }: CallSnapshot, { cause, sipCode }: CallCause, words: PhoneStrings): string {
  // An incoming call that this side refused is told to the caller as busy.
  if (direction === 'inbound') return cause === 'ORIGINATOR_CANCEL' ? words.missed : words.callEnded;
  const known = endingOf({ cause, sipCode });
  if (known) return words[known];
  return cause === 'NORMAL_CLEARING' ? words.callEnded : words.causeFailed;
}
