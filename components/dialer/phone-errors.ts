import type { TelnyxError } from '../../src/index.js';
import { endingOf } from '../strings/call-causes.js';
import { phone } from '../strings/phone.js';
import { phoneTroubles } from '../strings/phone-troubles.js';
import type { PresentStrings } from '../strings/table.js';
import { REFUSED_AGAIN } from '../strings/trouble-kinds.js';
import type { ErrorWords } from '../strings/trouble.js';

/**
 * The words with those of a phone for its errors, where the ones for trouble speak of an assistant. What the page
 * has set for a number stays.
 */
export function withPhoneErrors(
  strings: PresentStrings,
  { context }: Pick<TelnyxError, 'context'>,
): PresentStrings {
  const words = { ...phone, ...phoneTroubles, ...strings };
  const refused = { title: words.loginRefused, advice: words.loginRefusedAdvice };
  const callRefused = { title: words.callRefused, advice: words.callRefusedAdvice };
  // What the token address of the site answered to somebody who is no longer signed in there.
  const isSignedOut = context.status === 401 || context.status === 403;
  const missing = { title: words.loginMissing, advice: words.loginMissingAdvice };
  // Waiting and trying again would help nobody.
  const unknown = { title: words.causeUnknown, advice: words.callRefusedAdvice };
  const errors: Readonly<Record<number, ErrorWords>> = {
    44002: callRefused,
    45004: { title: words.notRegistered, advice: words.notRegisteredAdvice },
    46001: refused,
    [REFUSED_AGAIN]: refused,
    46002: isSignedOut ? { title: words.signedOut, advice: words.signedOutAdvice } : missing,
    46003: refused,
    60001: missing,
    60012: callRefused,
    ...(endingOf(context) === 'causeUnknown' && { 60007: unknown }),
  };
  return { ...strings, errors: { ...errors, ...strings.errors } };
}
