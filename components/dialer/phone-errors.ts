import type { PhoneStrings } from '../strings/table.js';
import type { ErrorWords } from '../strings/trouble.js';

/** Where the words for trouble speak of an assistant, a phone says something else. By number, as there. */
export function phoneErrors(words: PhoneStrings): Readonly<Record<number, ErrorWords>> {
  const refused = { title: words.loginRefused, advice: words.loginRefusedAdvice };
  return {
    44002: { title: words.callRefused, advice: words.callRefusedAdvice },
    45004: { title: words.notRegistered, advice: words.notRegisteredAdvice },
    46001: refused,
    46002: { title: words.loginMissing, advice: words.loginMissingAdvice },
    46003: refused,
    60012: { title: words.callRefused, advice: words.callRefusedAdvice },
  };
}
