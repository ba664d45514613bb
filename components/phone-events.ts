export interface CallInfoDetail {
  readonly callId: string;
  /** Keys that the far end pressed; empty when it sent something else. */
  readonly digits: string;
  /** What the server sent, as it came: not to be trusted. */
  readonly params: Readonly<Record<string, unknown>>;
}

/** Sent when the far end presses keys, or tells something else along a call. */
export class TelnyxCallInfoEvent extends CustomEvent<CallInfoDetail> {
  constructor(detail: CallInfoDetail) {
    super('telnyx-call-info', { bubbles: true, composed: true, detail });
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'telnyx-call-info': TelnyxCallInfoEvent;
  }
}
