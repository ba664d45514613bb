import type { TelnyxError } from '../../src/index.js';
import { endingOf, type EndingName } from './call-causes.js';
import type { PresentStrings } from './table.js';
import { type ErrorWords, trouble, type TroubleWords } from './trouble.js';

/** What goes wrong, as a visitor sees it; many numbers of the core mean the same to them. */
export type TroubleKind = keyof TroubleWords;

/** For a login that is refused again and again, which is no passing trouble any more. */
export const REFUSED_AGAIN = -46001;

const NOT_ANSWERED = 60007;

/** By number of the core's error table; 0 stands for any other. */
const kinds: Readonly<Record<number, TroubleKind>> = {
  0: 'unknown',
  10007: 'noConversation',
  42001: 'microphoneBlocked',
  42002: 'noMicrophone',
  42003: 'busyMicrophone',
  60013: 'busyMicrophone',
  60003: 'insecurePage',
  60004: 'oldBrowser',
  45001: 'connection',
  45002: 'connection',
  60005: 'connection',
  60006: 'connection',
  48001: 'offline',
  45003: 'lost',
  48501: 'lost',
  45004: 'refused',
  46001: 'refused',
  [REFUSED_AGAIN]: 'switchedOff',
  46003: 'refused',
  60012: 'refused',
  46002: 'notSetUp',
  60001: 'notSetUp',
  44002: 'notSetUp',
  60007: 'unanswered',
  60014: 'notLoaded',
};

/** Why a call was not answered, where the far end has said so. */
const refusals: Readonly<Partial<Record<EndingName, TroubleKind>>> = {
  causeBusy: 'busy',
  causeDeclined: 'declined',
  causeForbidden: 'forbidden',
};

/** The words for an error: those that the page set for its number, else those of the language. */
export function wordsFor(
  code: number,
  { errors = {}, troubles = trouble.troubles }: PresentStrings,
  context: TelnyxError['context'] = {},
): ErrorWords {
  const ending = code === NOT_ANSWERED ? endingOf(context) : undefined;
  const kind = (ending && refusals[ending]) ?? kinds[code];
  return errors[code] ?? (kind ? troubles[kind] : (errors[0] ?? troubles.unknown));
}

/** The words of a language by number. */
export function errorsOf(troubles: TroubleWords): Readonly<Record<number, ErrorWords>> {
  return Object.fromEntries(Object.entries(kinds).map(([code, kind]) => [code, troubles[kind]]));
}
