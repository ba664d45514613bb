/** More than this many packets of 20 ms waiting means delay, so the oldest are dropped. */
const MAX_WAITING = 8;

/** Sound on its way from one call leg to another, or back. */
export class FrameQueue {
  #frames: Uint8Array[] = [];

  push(frame: Uint8Array): void {
    this.#frames.push(frame);
    if (this.#frames.length > MAX_WAITING) this.#frames.shift();
  }

  take(): Uint8Array | null {
    return this.#frames.shift() ?? null;
  }
}
