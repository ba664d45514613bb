import type { WarningCode, WARNINGS } from './warnings.js';

/**
 * Every failure the package reports: number, name, what happened, and whether the call or session is over.
 * Numbers below 60000 are Telnyx's own (the error registry of its official SDK) and mean the same here;
 * from 60000 up they are ours. Elements choose the words a visitor reads by the number.
 */
export const ERRORS = {
  33006: ['ANSWER_WHILE_PEER_ACTIVE', 'The call is answered already.', false],
  33010: ['MULTIPLE_ACTIVE_CALLS_DETECTED', 'Another call is active at the same time.', false],
  35002: ['UNKNOWN_REATTACHED_SESSION', 'The gateway offers a call that is not known here.', false],
  36004: ['MEDIA_RECOVERY_REQUIRED', 'The audio path is made anew.', false],
  36003: ['SIGNALING_RECOVERY_REQUIRED', 'The connection to the gateway is made anew.', false],
  40001: ['SDP_CREATE_OFFER_FAILED', 'The browser could not prepare the call.', true],
  40002: ['SDP_CREATE_ANSWER_FAILED', 'The browser could not prepare the answer.', true],
  40003: ['SDP_SET_LOCAL_DESCRIPTION_FAILED', 'The browser refused its own call description.', true],
  40004: ['SDP_SET_REMOTE_DESCRIPTION_FAILED', 'The far end sent a description the browser refuses.', true],
  40005: ['SDP_SEND_FAILED', 'The gateway did not take the call.', true],
  42001: ['MEDIA_MICROPHONE_PERMISSION_DENIED', 'The use of the microphone was refused.', true],
  42002: ['MEDIA_DEVICE_NOT_FOUND', 'No microphone was found.', true],
  42003: ['MEDIA_GET_USER_MEDIA_FAILED', 'The microphone could not be opened.', true],
  44001: ['HOLD_FAILED', 'The call could not be held or resumed.', false],
  44002: ['INVALID_CALL_PARAMETERS', 'The call was started with parameters that cannot work.', true],
  44003: ['BYE_SEND_FAILED', 'The gateway did not confirm the end of the call.', false],
  45001: ['WEBSOCKET_CONNECTION_FAILED', 'The gateway cannot be reached.', true],
  45002: ['WEBSOCKET_ERROR', 'The connection to the gateway broke.', false],
  45003: ['RECONNECTION_EXHAUSTED', 'The connection was lost and could not be restored.', true],
  45004: ['GATEWAY_FAILED', 'The gateway failed to register this session.', false],
  46001: ['LOGIN_FAILED', 'The gateway refused the login.', true],
  46002: ['INVALID_CREDENTIALS', 'The credentials are missing or incomplete.', true],
  46003: ['AUTHENTICATION_REQUIRED', 'The gateway asks for a new login.', true],
  47001: ['ICE_RESTART_FAILED', 'The audio path could not be restored.', false],
  48001: ['NETWORK_OFFLINE', 'The browser is offline.', false],
  48501: ['SESSION_NOT_REATTACHED', 'The call did not survive the interruption.', true],
  49001: ['UNEXPECTED_ERROR', 'Something unexpected went wrong.', true],
  60001: ['INVALID_GATEWAY_URL', 'The gateway address is not a wss:// URL (ws:// only for loopback).', true],
  60002: ['INVALID_ATTRIBUTE', 'An attribute has a value that cannot be used; its default applies.', false],
  60003: ['INSECURE_CONTEXT', 'The microphone needs a page served over https or from localhost.', true],
  60004: ['WEBRTC_UNSUPPORTED', 'This browser cannot make calls.', true],
  60005: ['REQUEST_TIMEOUT', 'The gateway did not answer in time.', false],
  60006: ['CONNECTION_CLOSED', 'The connection closed before the answer came.', false],
  60007: ['CALL_NOT_ANSWERED', 'The call ended before it was answered.', true],
  60008: ['ABORTED', 'The operation was given up.', false],
  60009: ['MALFORMED_FRAME', 'The gateway sent a message that cannot be understood; it was dropped.', false],
  60010: ['INVALID_STATE', 'This cannot be done now.', false],
  60011: ['AUDIO_PLAYBACK_BLOCKED', 'The browser holds the sound back until the next click or key.', false],
  60012: ['REQUEST_REFUSED', 'The gateway refused the request.', false],
  60013: ['MICROPHONE_IN_USE', 'The microphone is in use by another program.', true],
  60014: ['ENGINE_LOAD_FAILED', 'The call engine could not be loaded.', true],
  60015: ['START_CANCELLED', 'The page cancelled the start of the call.', false],
  60016: ['MESSAGE_TOO_LARGE', 'The message is too large to be sent.', false],
} as const satisfies Readonly<Record<number, readonly [name: string, message: string, fatal: boolean]>>;

/** A number of the table above, or of the warnings about a running call. */
export type TelnyxErrorCode = keyof typeof ERRORS | WarningCode;

/** The upper-case word that belongs to a number. */
export type TelnyxErrorName = (typeof ERRORS)[keyof typeof ERRORS][0] | (typeof WARNINGS)[WarningCode][0];

export interface TelnyxErrorOptions {
  /** Replaces the general sentence by a more exact one. Never holds a credential or an SDP. */
  readonly message?: string | undefined;
  /** The call it belongs to. */
  readonly callId?: string | undefined;
  /** What was caught, for a debugger; it never reaches a log. */
  readonly cause?: unknown;
  /** Facts for support, such as `cause`, `sipCode`, `sipReason`, `rpcCode`, `attribute`. */
  readonly context?: Readonly<Record<string, string | number | boolean | null>> | undefined;
  /** The words of a warning, whose table is loaded later than this class. */
  readonly words?: (typeof WARNINGS)[WarningCode];
  /** Overrides the table where the same number can be passing or final. */
  readonly fatal?: boolean | undefined;
}

/** The one error class of the package. `code` says what happened; `fatal` whether the call or session is over. */
export class TelnyxError extends Error {
  declare readonly name: TelnyxErrorName;
  readonly code: TelnyxErrorCode;
  readonly fatal: boolean;
  readonly callId: string | undefined;
  readonly context: Readonly<Record<string, string | number | boolean | null>>;

  constructor(code: TelnyxErrorCode, options: TelnyxErrorOptions = {}) {
    const entry = code in ERRORS ? ERRORS[code as keyof typeof ERRORS] : options.words;
    const [name, message, fatal = false] = entry ?? ERRORS[49001];
    super(options.message ?? message, options.cause === undefined ? undefined : { cause: options.cause });
    // Defined, because assigning fails on pages that have frozen `Error.prototype`, which has a name too.
    Object.defineProperty(this, 'name', { value: name });
    this.code = code;
    this.fatal = options.fatal ?? fatal;
    this.callId = options.callId;
    this.context = options.context ?? {};
  }
}

/** True for our errors, also for those of another copy of the package on the same page. */
export function isTelnyxError(value: unknown): value is TelnyxError {
  return (
    value instanceof TelnyxError ||
    (value instanceof Error &&
      'code' in value &&
      typeof value.code === 'number' &&
      (value.code in ERRORS || 'fatal' in value))
  );
}

/** Passes our own errors through and wraps anything else as the given number. */
export function toTelnyxError(value: unknown, code: TelnyxErrorCode = 49001): TelnyxError {
  return isTelnyxError(value) ? value : new TelnyxError(code, { cause: value });
}

/** For requests that some gateways take without a word: silence counts as consent, a refusal does not. */
export function ignoreMissingAnswer(error: unknown): void {
  if (!isTelnyxError(error) || error.code !== 60005) throw error;
}

/** What an aborted wait rejects with. */
export function abortedError(signal: AbortSignal): TelnyxError {
  return toTelnyxError(signal.reason, 60008);
}
