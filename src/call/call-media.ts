import type { Peer } from '../media/media-engine.js';
import type { Clock } from '../shared/clock.js';
import { deferred } from '../shared/deferred.js';
import { abortedError } from '../shared/errors.js';
import { CallMicrophone, type CallMicrophoneOptions } from './call-microphone.js';
import { PeerExchange, type PeerExchangeOptions } from './peer-exchange.js';

export interface CallMediaOptions extends PeerExchangeOptions, CallMicrophoneOptions {
  readonly clock: Clock;
  readonly peer: Peer;
  /** Of the peer in use, whichever that is. */
  readonly onConnectionState: () => void;
}

/** A new peer that cannot reach the gateway within this time is given up. */
const CONNECTING_TIMEOUT_MS = 10_000;

/** The media of one call: its microphone, the peer in use, and for a while the peer that replaces it. */
export class CallMedia {
  readonly microphone: CallMicrophone;
  readonly #options: CallMediaOptions;
  readonly #signal: AbortSignal;
  readonly #remote = deferred();
  #hasRemote = false;
  #current: PeerExchange;
  #successor: PeerExchange | null = null;

  constructor(options: CallMediaOptions, signal: AbortSignal) {
    this.#options = options;
    this.#signal = signal;
    this.microphone = new CallMicrophone(options, () => this.peers, signal);
    this.#current = this.#createExchange(options.peer);
    signal.addEventListener('abort', () => {
      this.#remote.reject(abortedError(signal));
      for (const peer of this.peers) peer.close();
    });
  }

  /** The exchange with the peer in use. */
  get current(): PeerExchange {
    return this.#current;
  }

  get peer(): Peer {
    return this.#current.peer;
  }

  /** Those that play and send, or will: two while one replaces the other. */
  get peers(): readonly Peer[] {
    return [this.#current, this.#successor].flatMap((exchange) => exchange?.peer ?? []);
  }

  /** Resolves once the far end's description is in force. */
  get remoteApplied(): Promise<void> {
    return this.#remote.promise;
  }

  /** The offer, where it can be sent in this very turn: made already, and no permission to wait for. */
  get readyOffer(): string | null {
    return this.#options.trickleIce && this.microphone.isReady ? this.peer.localDescription : null;
  }

  /** Applies the far end's first description; it may be repeated later, and is then ignored. */
  async applyRemote(sdp: string): Promise<void> {
    if (!this.#hasRemote) {
      this.#hasRemote = true;
      this.peer.applyAnswer(sdp).then(this.#remote.resolve, this.#remote.reject);
    }
    await this.#remote.promise;
  }

  /** A candidate of the far end; the description of a successor is always the newest. */
  async addCandidate(candidate: RTCIceCandidateInit): Promise<void> {
    await (this.#successor ?? this.#current).peer.addCandidate(candidate);
  }

  /**
   * Takes a new peer that answers the server's offer. The old one plays and sends until the new one is
   * connected, which is what the promise stands for; when it rejects the old one is still in use.
   */
  async succeed(peer: Peer, negotiate: (exchange: PeerExchange) => Promise<void>): Promise<void> {
    this.#successor?.peer.close();
    const successor = this.#createExchange(peer);
    this.#successor = successor;
    const { track } = this.microphone;
    try {
      if (track) await peer.sendTrack(track);
      await negotiate(successor);
      await successor.connected(CONNECTING_TIMEOUT_MS, this.#options.clock);
      this.peer.close();
      this.#current = successor;
      // Also of a call that nobody had answered yet.
      this.#hasRemote = true;
      this.#remote.resolve();
    } catch (error) {
      peer.close();
      throw error;
    } finally {
      if (this.#successor === successor) this.#successor = null;
    }
  }

  #createExchange(peer: Peer): PeerExchange {
    const exchange = new PeerExchange(peer, this.#options, this.#signal);
    exchange.connectionState.subscribe(() => {
      if (exchange === this.#current) this.#options.onConnectionState();
    });
    return exchange;
  }
}
