import type { ReactiveControllerHost } from 'lit';
import type { Call, CallSnapshot, SessionStatus } from '../../src/index.js';
import { callFor, isAnswered, isLive } from '../session/current-call.js';
import { hostAround } from '../session/host-around.js';
import type { SessionHost } from '../session/session-host.js';
import { phone } from '../strings/phone.js';
import type { PhoneStrings, PresentStrings } from '../strings/table.js';
import { SessionController, type SessionControllerOptions } from './session-controller.js';

/** A part that is about one call: the one of this id, or the current one. */
export type CallPart = ReactiveControllerHost & HTMLElement & { readonly callId: string };

interface CallView {
  readonly calls: readonly CallSnapshot[];
  readonly status: SessionStatus;
}

/** Gives a part of a phone its call, the words for it, and the reason when it can do nothing at the moment. */
export class CallController extends SessionController<CallView> {
  readonly #part: CallPart;

  constructor(part: CallPart, options?: SessionControllerOptions) {
    super(part, ({ calls, status }) => ({ calls, status }), options);
    this.#part = part;
  }

  get call(): CallSnapshot | null {
    return callFor(this.value, this.#part.callId);
  }

  /** What takes commands; `null` when the call is over or unknown. */
  get running(): Call | null {
    const { call } = this;
    return isLive(call) ? (this.session?.getCall(call.id) ?? null) : null;
  }

  get words(): PresentStrings & PhoneStrings {
    return { ...phone, ...this.strings };
  }

  /** Starts a call; rejects when it is never answered. The host, where there is one, knows its own settings. */
  async start(destination: string): Promise<unknown> {
    const host = hostAround(this.#part) as SessionHost | null;
    if (host) return host.startCall(destination);
    await this.session?.connect();
    return this.session?.call({ destination }).answered;
  }

  /** Why nothing can be done with an answered call; `null` when it can. */
  get obstacle(): string | null {
    const { call, words } = this;
    if (!isLive(call)) return this.session ? words.noCall : words.notConnected;
    if (!isAnswered(call)) return words.notAnswered;
    return call.state === 'reconnecting' ? words.notNow : null;
  }
}
