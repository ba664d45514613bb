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

const HEADER_NAME = /^X-[A-Za-z0-9-]{1,62}$/i;
const LINE_BREAK = /[\r\n\0]/;
const LONGEST_HEADER_VALUE = 512;
const MOST_HEADERS = 50;

/**
 * Checks what a page wants to call with, before anything is opened or sent.
 *
 * @throws TelnyxError 44002 naming the parameter: an empty destination where one is needed, a header whose
 *   name does not begin with `X-` or whose value could smuggle in another header.
 */
export function assertCallOptions(options: CallOptions, needsDestination: boolean): void {
  if (needsDestination && !options.destination?.trim())
    throw invalid('destination', 'There is no destination.');
  if (LINE_BREAK.test(options.destination ?? ''))
    throw invalid('destination', 'The destination has a line break.');
  if (LINE_BREAK.test(options.clientState ?? ''))
    throw invalid('clientState', 'The client state has a line break.');
  assertCustomHeaders(options.customHeaders ?? []);
}

/** @throws TelnyxError 44002 as `assertCallOptions`. */
export function assertCustomHeaders(headers: readonly CustomHeader[]): void {
  if (headers.length > MOST_HEADERS) throw invalid('customHeaders', 'There are more than 50 custom headers.');
  for (const { name, value } of headers) {
    if (!HEADER_NAME.test(name)) {
      throw invalid(
        'customHeaders',
        'A custom header needs a name of letters, digits and dashes after "X-".',
      );
    }
    if (typeof value !== 'string' || LINE_BREAK.test(value) || value.length > LONGEST_HEADER_VALUE) {
      throw invalid(
        'customHeaders',
        'A custom header needs one line of at most 512 characters as its value.',
      );
    }
  }
}

const DIGITS = /^[0-9A-D*#,]+$/i;

/** @throws TelnyxError 44002 when there is anything but `0-9 A-D * # ,`. */
export function assertDigits(digits: string): void {
  if (!DIGITS.test(digits)) throw invalid('digits', 'Only the keys 0-9, A-D, *, # and a comma can be sent.');
}

function invalid(parameter: string, message: string): TelnyxError {
  return new TelnyxError(44002, { message, context: { parameter }, fatal: false });
}
