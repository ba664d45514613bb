/** What a call or session does not survive, by number. */
const FATAL = {
  10007: 'CONVERSATION_NOT_FOUND',
  40001: 'SDP_CREATE_OFFER_FAILED',
  40002: 'SDP_CREATE_ANSWER_FAILED',
  40003: 'SDP_SET_LOCAL_DESCRIPTION_FAILED',
  40004: 'SDP_SET_REMOTE_DESCRIPTION_FAILED',
  40005: 'SDP_SEND_FAILED',
  42001: 'MEDIA_MICROPHONE_PERMISSION_DENIED',
  42002: 'MEDIA_DEVICE_NOT_FOUND',
  42003: 'MEDIA_GET_USER_MEDIA_FAILED',
  44002: 'INVALID_CALL_PARAMETERS',
  45001: 'WEBSOCKET_CONNECTION_FAILED',
  45003: 'RECONNECTION_EXHAUSTED',
  46001: 'LOGIN_FAILED',
  46002: 'INVALID_CREDENTIALS',
  46003: 'AUTHENTICATION_REQUIRED',
  48501: 'SESSION_NOT_REATTACHED',
  49001: 'UNEXPECTED_ERROR',
  60001: 'INVALID_GATEWAY_URL',
  60003: 'INSECURE_CONTEXT',
  60004: 'WEBRTC_UNSUPPORTED',
  60007: 'CALL_NOT_ANSWERED',
  60013: 'MICROPHONE_IN_USE',
  60014: 'ENGINE_LOAD_FAILED',
} as const;

/** What passes, was repaired, or only has to be known. */
const PASSING = {
  31001: 'HIGH_RTT',
  31002: 'HIGH_JITTER',
  31003: 'HIGH_PACKET_LOSS',
  31004: 'LOW_MOS',
  31005: 'LOW_LOCAL_AUDIO',
  31006: 'LOW_INBOUND_AUDIO',
  32001: 'LOW_BYTES_RECEIVED',
  32002: 'LOW_BYTES_SENT',
  33001: 'ICE_CONNECTIVITY_LOST',
  33002: 'ICE_GATHERING_TIMEOUT',
  33003: 'ICE_GATHERING_EMPTY',
  33004: 'PEER_CONNECTION_FAILED',
  33005: 'ONLY_HOST_ICE_CANDIDATES',
  33006: 'ANSWER_WHILE_PEER_ACTIVE',
  33008: 'ICE_CANDIDATE_PAIR_CHANGED',
  33009: 'AUDIO_INPUT_DEVICE_CHANGE_SKIPPED',
  33010: 'MULTIPLE_ACTIVE_CALLS_DETECTED',
  34001: 'TOKEN_EXPIRING_SOON',
  35002: 'UNKNOWN_REATTACHED_SESSION',
  36003: 'SIGNALING_RECOVERY_REQUIRED',
  36004: 'MEDIA_RECOVERY_REQUIRED',
  44001: 'HOLD_FAILED',
  44003: 'BYE_SEND_FAILED',
  45002: 'WEBSOCKET_ERROR',
  45004: 'GATEWAY_FAILED',
  47001: 'ICE_RESTART_FAILED',
  48001: 'NETWORK_OFFLINE',
  60002: 'INVALID_ATTRIBUTE',
  60005: 'REQUEST_TIMEOUT',
  60006: 'CONNECTION_CLOSED',
  60008: 'ABORTED',
  60009: 'MALFORMED_FRAME',
  60010: 'INVALID_STATE',
  60011: 'AUDIO_PLAYBACK_BLOCKED',
  60012: 'REQUEST_REFUSED',
  60015: 'START_CANCELLED',
  60016: 'MESSAGE_TOO_LARGE',
  60017: 'REGISTERED_ELSEWHERE',
  60020: 'MICROPHONE_REPLACED',
  60021: 'SPEAKER_UNAVAILABLE',
  60022: 'TONE_UNAVAILABLE',
} as const;

/**
 * Every failure and warning the package reports, with its name; `docs/errors.md` says what to do about each.
 * Numbers below 60000 are Telnyx's own (10007 its assistant's, the others of the error registry of its official SDK) and mean the same here; from 60000
 * up they are ours. Elements choose the words a visitor reads by the number.
 */
export const ERRORS: typeof FATAL & typeof PASSING = { ...FATAL, ...PASSING };

/** A number of that table. */
export type TelnyxErrorCode = keyof typeof ERRORS;

/** The upper-case word that belongs to a number. */
export type TelnyxErrorName = (typeof ERRORS)[TelnyxErrorCode];

export interface TelnyxErrorOptions {
  /** Says more than the name of the number does. Never holds a credential or an SDP. */
  readonly message?: string | undefined;
  /** The call it belongs to. */
  readonly callId?: string | undefined;
  /** What was caught, for a debugger; it never reaches a log. */
  readonly cause?: unknown;
  /** Facts for support, such as `cause`, `sipCode`, `sipReason`, `rpcCode`, `attribute`. */
  readonly context?: Readonly<Record<string, string | number | boolean | null>> | undefined;
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

  constructor(
    code: TelnyxErrorCode,
    { message, callId, cause, context = {}, fatal }: TelnyxErrorOptions = {},
  ) {
    const name = ERRORS[code];
    super(message ?? describe(name, context), cause === undefined ? undefined : { cause });
    // Defined, because assigning fails on pages that have frozen `Error.prototype`, which has a name too.
    Object.defineProperty(this, 'name', { value: name });
    this.code = code;
    this.fatal = fatal ?? code in FATAL;
    this.callId = callId;
    this.context = context;
  }
}

/** The name in words with the facts that are known: what it means is too long to be in every page. */
function describe(name: string, context: NonNullable<TelnyxErrorOptions['context']>): string {
  const known = Object.entries(context).filter(([, value]) => value !== null);
  const facts = known.map(([fact, value]) => `${fact}: ${value}`).join(', ');
  const words = name.slice(0, 1) + name.slice(1).toLowerCase().replaceAll('_', ' ');
  return `${words}${facts && ` (${facts})`}. See docs/errors.md.`;
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
