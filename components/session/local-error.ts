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
  const error: unknown = Object.assign(new Error(detail.message, { cause }), {
    ...detail,
    callId: undefined,
    context: {},
  });
  return error as TelnyxError;
}
