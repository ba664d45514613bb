import { TelnyxError } from '../shared/errors.js';
import type { Clock } from '../shared/clock.js';
import { markerKey } from '../signaling/marker-key.js';
import type { SignalingClient } from '../signaling/signaling-client.js';
import type { StickySession } from '../signaling/sticky-session.js';
import type { CallList } from './call-list.js';
import { markCalls, type MarkedCall, takeMarkers, writeMarkers } from './call-marker.js';
import { pageOf } from './page.js';
import { watchPage } from './page-lifecycle.js';
import type { TelnyxSessionOptions } from './session-options.js';
import type { SessionState } from './session-state.js';
import { findStorage } from './session-storage.js';

export interface ContinuityContext {
  readonly options: TelnyxSessionOptions;
  readonly clock: Clock;
  readonly signaling: SignalingClient;
  readonly sticky: StickySession;
  readonly state: SessionState;
  readonly list: CallList;
  readonly disconnect: () => void;
}

/**
 * Keeps a session and its calls going while the page changes around them: offline and online, frozen and back,
 * reloaded. It is loaded once there is a session, while there is a network.
 */
export class SessionContinuity {
  readonly #context: ContinuityContext;
  readonly #signal: AbortSignal;
  #inherited: readonly MarkedCall[];

  constructor(context: ContinuityContext, signal: AbortSignal) {
    this.#context = context;
    this.#signal = signal;
    const { storage, key } = this.#place;
    this.#inherited = storage && key ? takeMarkers(storage, key, context.clock.now()) : [];
    this.#watch();
  }

  /** Takes over a call of the page before this one; `null` when it is not known. */
  inherit(callId: string): MarkedCall | null {
    const found = this.#inherited.find(({ id }) => id === callId) ?? null;
    if (found) this.#inherited = this.#inherited.filter((call) => call !== found);
    return found;
  }

  /** The server told which calls it still holds: every other one of the page before is lost. */
  settle(reattachedCallIds: readonly string[]): void {
    const lost = this.#inherited.filter(({ id }) => !reattachedCallIds.includes(id));
    if (lost.length === 0) return;
    this.#inherited = this.#inherited.filter((call) => !lost.includes(call));
    for (const { id } of lost) {
      const error = new TelnyxError(48501, { callId: id });
      this.#context.state.patch({ error });
      this.#context.state.report(error);
    }
  }

  get #place() {
    const { options, sticky } = this.#context;
    return { storage: findStorage(options), key: sticky.key && markerKey(sticky.key) };
  }

  /** Leaves the answered calls to the next page; false when there are none, or nowhere to write them down. */
  #handOver(): boolean {
    const { sticky, list, clock } = this.#context;
    const { storage, key } = this.#place;
    const calls = [...this.#inherited, ...markCalls(list.live)];
    if (!storage || !key || calls.length === 0) return false;
    sticky.keep();
    writeMarkers(storage, key, calls, clock.now());
    return true;
  }

  /** The page is there again: nobody else is to find its calls, a duplicate of the tab say. */
  #takeBack(): void {
    const { storage, key } = this.#place;
    this.#context.sticky.withdraw();
    if (storage && key) takeMarkers(storage, key, this.#context.clock.now());
  }

  #watch(): void {
    const { options, clock, signaling, state, list, disconnect } = this.#context;
    const page = pageOf(options);
    if (!page) return;
    const ignore = () => undefined;
    const prove = async (sinceMs?: number) => {
      await signaling.proveAlive(this.#signal, sinceMs);
      signaling.requery();
    };
    watchPage(
      page,
      clock,
      {
        onOnline: () => {
          signaling.reconnectNow(true);
          for (const call of list.live) call.mediaTrouble('network-changed');
          // What was heard before came through another network.
          prove(0).catch(ignore);
        },
        onOffline: () => {
          state.warn(new TelnyxError(48001));
          signaling.proveAlive(this.#signal, 0).catch(ignore);
        },
        onFreeze: () => {
          this.#handOver();
        },
        onReturn: () => {
          this.#takeBack();
          signaling.reconnectNow();
          prove().catch(ignore);
        },
        onLeave: (returns) => {
          // Firefox tells so much by its sockets: it closes them before it loads another page, and after a closed tab.
          const isBack = returns ?? signaling.state.value.status !== 'ready';
          // Else no BYE and no goodbye: the next page comes back for its calls with the same ids.
          if (!isBack || !this.#handOver()) disconnect();
          // The next page has nothing to go on with.
          else for (const call of list.live) if (call.snapshot.answeredAt === null) void call.hangup();
        },
      },
      this.#signal,
    );
  }
}
