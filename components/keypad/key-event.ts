/** Sent by `<telnyx-keypad>` for a key pressed outside a call. */
export class TelnyxKeyEvent extends CustomEvent<{ readonly key: string }> {
  constructor(key: string) {
    super('telnyx-key', { bubbles: true, composed: true, detail: { key } });
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'telnyx-key': TelnyxKeyEvent;
  }
}
