import type { Bye } from '../call-report.js';
import { type HangUpReason, reasonOf } from '../hang-ups.js';
import type { FarEnd } from './far-end.js';
import { FrameQueue } from './frame-queue.js';

/** What a bridge needs from each of the two call legs it joins. */
export interface BridgedLeg {
  /** The other side pressed keys. */
  tellDigits(digits: string): void;
  /** The other side is gone, for this reason. */
  hangUp(reason: HangUpReason): void;
}

/** One side of a bridge: holds what the other side said until this side's leg fetches it. */
export class BridgeEnd implements FarEnd {
  readonly name = 'session';
  readonly spoken = [];
  readonly #incoming = new FrameQueue();
  #opposite: BridgeEnd | null = null;
  #leg: BridgedLeg | null = null;

  /** Joins two ends, each of which then hears the other. Ending one leg ends both. */
  connect(opposite: BridgeEnd): void {
    this.#opposite = opposite;
    opposite.#opposite = this;
  }

  /** Names the leg whose far end this is. */
  join(leg: BridgedLeg): void {
    this.#leg = leg;
  }

  nextFrame(): Uint8Array | null {
    return this.#incoming.take();
  }

  hear(frame: Uint8Array): void {
    if (this.#opposite) this.#opposite.#incoming.push(frame);
  }

  onDigits(digits: string): void {
    if (this.#opposite) this.#opposite.#leg?.tellDigits(digits);
  }

  onEnded(bye: Bye): void {
    const opposite = this.#opposite;
    this.#opposite = null;
    if (opposite) opposite.#leg?.hangUp(reasonOf(bye));
  }
}
