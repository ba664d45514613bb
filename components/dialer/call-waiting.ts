import type { CallSnapshot } from '../../src/index.js';
import { TelnyxCallList } from '../call-list/call-list.js';
import { callName } from '../call-list/call-words.js';
import { defineElement } from '../define/define-element.js';
import { TelnyxIncomingCall } from '../incoming-call/incoming-call.js';
import { isIncoming } from '../session/current-call.js';
import { fill } from '../strings/fill.js';
import { waiting } from '../strings/phone-waiting.js';
import type { PhoneStrings, PresentStrings } from '../strings/table.js';
import { PagePresence } from './page-presence.js';

/** Registers the parts that show calls coming in, and several at once. */
export function defineWaitingParts() {
  defineElement('telnyx-call-list', TelnyxCallList);
  defineElement('telnyx-incoming-call', TelnyxIncomingCall);
}

/** What a phone needs once somebody calls, or there are several calls. Loaded with the first of them. */
export class CallWaiting {
  readonly #presence = new PagePresence();

  constructor() {
    defineWaitingParts();
  }

  /** Tells outside the element who is calling, but for the calls that the page shows by itself. */
  watch(
    calls: readonly CallSnapshot[],
    takenCallIds: readonly string[],
    strings: PresentStrings & PhoneStrings,
  ): void {
    const call = calls.find((each) => isIncoming(each) && !takenCallIds.includes(each.id));
    const { incomingFrom } = { ...waiting, ...strings };
    this.#presence.update(
      call ? { title: fill(incomingFrom, { name: callName(call, strings) }), body: call.remoteNumber } : null,
    );
  }

  /** The phone is gone, and with it its mark on the page. */
  leave(): void {
    this.#presence.update(null);
  }
}
