import type { Peer, PeerEvents } from '../media/media-engine.js';
import type { Clock } from '../shared/clock.js';
import { deferred } from '../shared/deferred.js';
import { delay, untilAborted } from '../shared/delay.js';
import { abortedError, TelnyxError } from '../shared/errors.js';
import { Store } from '../shared/store.js';

export interface PeerExchangeOptions extends Omit<PeerEvents, 'onConnectionState'> {
  readonly trickleIce: boolean;
}

/** Without trickle a description waits this long for candidates, as the official SDK does. */
const GATHERING_TIMEOUT_MS = 1000;
/** To an offer that the server makes anew it wants the answer complete; this long candidates are awaited. */
const ATTACH_GATHERING_MS = 5000;

/** One peer connection and what it tells the gateway: descriptions, then candidates as they are found. */
export class PeerExchange {
  readonly peer: Peer;
  readonly connectionState = new Store<RTCPeerConnectionState>('new');
  readonly #options: PeerExchangeOptions;
  readonly #signal: AbortSignal;
  #isDescriptionSent = false;
  #isEndOfCandidatesTold = false;

  constructor(peer: Peer, options: PeerExchangeOptions, signal: AbortSignal) {
    this.peer = peer;
    this.#options = options;
    this.#signal = signal;
    peer.listen({
      onConnectionState: (state) => {
        this.connectionState.set(state);
      },
      onPlaybackBlocked: options.onPlaybackBlocked,
      onCandidate: (candidate) => {
        // Earlier ones stand in the description already.
        if (this.#isDescriptionSent && options.trickleIce) this.#tellCandidate(candidate);
      },
    });
  }

  offer(): Promise<string> {
    return this.#complete(this.peer.createOffer(), GATHERING_TIMEOUT_MS);
  }

  answer(offer: string, kind: 'answer' | 'attach', sendsAudio: boolean): Promise<string> {
    const timeoutMs = kind === 'attach' ? ATTACH_GATHERING_MS : GATHERING_TIMEOUT_MS;
    return this.#complete(this.peer.createAnswer(offer, sendsAudio), timeoutMs);
  }

  /** Makes an offer with new ICE credentials, whose candidates are gathered anew. */
  restart(): Promise<string> {
    this.#isDescriptionSent = this.#isEndOfCandidatesTold = false;
    return this.#complete(this.peer.createOffer({ iceRestart: true }), GATHERING_TIMEOUT_MS);
  }

  /** To be called in the same turn as the description is sent: from here on candidates travel by themselves. */
  markDescriptionSent(): void {
    this.#isDescriptionSent = true;
    if (this.#options.trickleIce && this.peer.isGathered) this.#tellCandidate(null);
  }

  /** Resolves when media can flow; rejects with 47001 when it cannot, or not in time. */
  async connected(timeoutMs: number, clock: Clock): Promise<void> {
    const arrived = deferred();
    const waiting = new AbortController();
    const refuse = () => arrived.reject(new TelnyxError(47001));
    const check = (state: RTCPeerConnectionState) => {
      if (state === 'connected') arrived.resolve();
      else if (state === 'failed' || state === 'closed') refuse();
    };
    this.connectionState.subscribe(check, { signal: waiting.signal });
    if (this.connectionState.value === 'connected') arrived.resolve();
    delay(timeoutMs, clock, waiting.signal).then(refuse, () => undefined);
    try {
      await untilAborted(arrived.promise, this.#signal);
    } finally {
      waiting.abort();
    }
  }

  async #complete(description: Promise<string>, timeoutMs: number): Promise<string> {
    // What a connection was asked for before it closed never comes.
    const sdp = await untilAborted(description, this.#signal);
    if (!this.#options.trickleIce) await this.peer.gathered(timeoutMs, this.#signal);
    if (this.#signal.aborted) throw abortedError(this.#signal);
    return this.peer.localDescription ?? sdp;
  }

  #tellCandidate(candidate: RTCIceCandidateInit | null): void {
    if (this.#isEndOfCandidatesTold) return;
    this.#isEndOfCandidatesTold = candidate === null;
    this.#options.onCandidate(candidate);
  }
}
