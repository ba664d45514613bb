import type { MediaEngine, Peer, PeerOptions } from '../media/media-engine.js';
import type { Clock } from '../shared/clock.js';

/** Gathered addresses grow stale: a router forgets a mapping after half a minute to two minutes. */
const LIFETIME_MS = 30_000;

/**
 * Keeps one peer connection ready with its offer made and its candidates gathering, so that a call can be
 * sent in the same turn as the click. Without use it is closed again.
 */
export class WarmPeer {
  readonly #engine: MediaEngine;
  readonly #options: PeerOptions;
  readonly #clock: Clock;
  #peer: Peer | null = null;
  #timer: unknown = null;

  constructor(engine: MediaEngine, options: PeerOptions, clock: Clock) {
    this.#engine = engine;
    this.#options = options;
    this.#clock = clock;
  }

  /** Prepares one if there is none. A browser that cannot make it says so when the call is made. */
  warm(): void {
    if (this.#peer) return;
    try {
      this.#engine.assertSupported({ needsMicrophone: false });
      this.#peer = this.#engine.createPeer(this.#options);
    } catch {
      return;
    }
    this.#peer.createOffer().catch(() => {
      this.cool();
    });
    void this.#engine.isMicrophoneGranted();
    this.#timer = this.#clock.setTimeout(() => {
      this.cool();
    }, LIFETIME_MS);
  }

  /** Hands the prepared one over, or a new one; from now on it belongs to the caller. */
  take(options: PeerOptions): Peer {
    // Its offer is made, so what the offer says cannot be chosen any more.
    const fits = options.sendsAudio === this.#options.sendsAudio && !options.preferredCodecs?.length;
    if (!fits) this.cool();
    const peer = this.#peer ?? this.#engine.createPeer(options);
    this.#forget();
    return peer;
  }

  cool(): void {
    this.#peer?.close();
    this.#forget();
  }

  #forget(): void {
    this.#clock.clearTimeout(this.#timer);
    this.#peer = null;
  }
}
