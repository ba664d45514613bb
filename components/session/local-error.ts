import type { TelnyxError, TelnyxErrorCode, TelnyxErrorName } from '../../src/index.js';

export interface LocalErrorDetail {
  readonly code: TelnyxErrorCode;
  readonly name: TelnyxErrorName;
  readonly message: string;
  readonly fatal: boolean;
}

/**
 * A failure the elements find by themselves, perhaps because the core could not be loaded. It has the shape
 * of every `TelnyxError`, so `isTelnyxError()` accepts it.
 */
export function localError(detail: LocalErrorDetail, cause?: unknown): TelnyxError {
  // Defined, because assigning a name fails on pages that have frozen `Error.prototype`.
  const members = Object.getOwnPropertyDescriptors({ ...detail, callId: undefined, context: {} });
  const error: unknown = Object.defineProperties(new Error(detail.message, { cause }), members);
  return error as TelnyxError;
}
