import type { CustomHeader } from '../protocol/dialog.js';
import { TelnyxError } from '../shared/errors.js';

export interface CallOptions {
  /** Phone number or SIP address. May be empty for an assistant, which is fixed by the login. */
  readonly destination?: string | undefined;
  readonly callerName?: string | undefined;
  readonly callerNumber?: string | undefined;
  /** Names begin with `X-`; for an assistant `X-First-Name` becomes the variable `first_name`. */
  readonly customHeaders?: readonly CustomHeader[] | undefined;
  /** Base64 text handed to the Telnyx application that handles the call. */
  readonly clientState?: string | undefined;
  /** Constraints of the microphone, or `false` for a call that only listens. Default `true`. */
  readonly audio?: boolean | MediaTrackConstraints | undefined;
  /** Starts with the microphone muted. */
  readonly muted?: boolean | undefined;
  /**
   * Codecs in the order wanted, as MIME types such as `audio/PCMU`; those the browser lacks are passed over,
   * those not named come after. Default: the browser's own order.
   */
  readonly preferredCodecs?: readonly string[] | undefined;
}

/** How an inbound call is taken. */
export type AnswerOptions = Pick<CallOptions, 'audio' | 'customHeaders' | 'muted'>;

/** `X-`, and more of what RFC 3261 calls a token. */
const HEADER_NAME = /^X-[\w.!%*+`'~-]{1,62}$/i;
const LINE_BREAK = /[\r\n\0]/;
const LONGEST_HEADER_VALUE = 512;
const LONGEST_LIST = 50;

/**
 * Checks what a page wants to call or answer with, before anything is opened or sent. Texts may be `null`.
 *
 * @throws TelnyxError 44002 naming the parameter: an empty destination where one is needed, a value of another
 *   type, a text with a line break, a header whose name does not begin with `X-`.
 */
export function assertCallOptions(options: CallOptions, needsDestination: boolean): void {
  const given: unknown = options;
  if (!isRecord(given)) throw invalid('options', 'The options of a call are no object.');
  for (const name of ['destination', 'callerName', 'callerNumber', 'clientState']) {
    if (!isLine(given[name] ?? '')) throw invalid(name, 'It needs to be a text of one line.');
  }
  if (needsDestination && !options.destination?.trim()) {
    throw invalid('destination', 'There is no destination.');
  }
  const { audio, muted, preferredCodecs } = given;
  if (!isSwitch(audio) && !isRecord(audio))
    throw invalid('audio', 'It needs to be a boolean or constraints.');
  if (!isSwitch(muted)) throw invalid('muted', 'It needs to be a boolean.');
  if (!isListOf(preferredCodecs, isLine)) {
    throw invalid('preferredCodecs', 'They need to be a list of MIME types.');
  }
}

/**
 * The headers that a page gives along, as copies with nothing but name and value: what is sent is what was checked.
 *
 * @throws TelnyxError 44002 for a list that cannot be sent.
 */
export function copyHeaders(given: readonly CustomHeader[] = []): CustomHeader[] {
  const list: unknown = given;
  const copies = Array.isArray(list) ? list.map(copyHeader) : [];
  if (copies.length <= LONGEST_LIST && Array.isArray(list) && copies.every(isHeader)) return copies;
  throw invalid(
    'customHeaders',
    'At most 50, with names of letters and digits after "X-", and one line of at most 512 characters each.',
  );
}

/** What a call is told that cannot be sent. */
export function invalid(parameter: string, message: string): TelnyxError {
  return new TelnyxError(44002, { message, context: { parameter }, fatal: false });
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isLine = (value: unknown): value is string => typeof value === 'string' && !LINE_BREAK.test(value);
const isSwitch = (value: unknown): boolean => value === undefined || typeof value === 'boolean';
const isListOf = (list: unknown, isOne: (item: unknown) => boolean): boolean =>
  list === undefined || (Array.isArray(list) && list.length <= LONGEST_LIST && list.every(isOne));
const copyHeader = (header: unknown) => {
  const { name, value } = Object(header) as Readonly<Record<string, unknown>>;
  return { name, value };
};
const isHeader = (header: { readonly name: unknown; readonly value: unknown }): header is CustomHeader =>
  isLine(header.name) &&
  HEADER_NAME.test(header.name) &&
  isLine(header.value) &&
  header.value.length <= LONGEST_HEADER_VALUE;
