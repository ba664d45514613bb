export interface ErrorDetail {
  /** Telnyx's number, or one of ours from 60000 up. */
  readonly code: number;
  readonly name: string;
  readonly message: string;
  /** Whether the call or session is over. */
  readonly fatal: boolean;
  readonly callId?: string | undefined;
}

/** Sent once for each failure. */
export class TelnyxErrorEvent extends CustomEvent<ErrorDetail> {
  constructor(detail: ErrorDetail) {
    super('telnyx-error', { bubbles: true, composed: true, detail });
  }
}
