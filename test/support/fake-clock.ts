import type { Clock } from '../../src/shared/clock.js';
import { settled } from './settled.js';

interface Timer {
  readonly at: number;
  readonly callback: () => void;
}

/** A clock that stands still until it is told to move. */
export class FakeClock implements Clock {
  readonly #timers = new Map<number, Timer>();
  #now: number;
  #lastHandle = 0;
  #setBackMs = 0;

  constructor(now = 1_700_000_000_000) {
    this.#now = now;
  }

  /** Timers that wait; a leak shows here. */
  get pendingCount(): number {
    return this.#timers.size;
  }

  now(): number {
    return this.#now - this.#setBackMs;
  }

  /** Somebody sets the computer's clock back; timers do not care. */
  setBack(ms: number): void {
    this.#setBackMs += ms;
  }

  setTimeout(callback: () => void, ms: number): unknown {
    this.#lastHandle += 1;
    this.#timers.set(this.#lastHandle, { at: this.#now + ms, callback });
    return this.#lastHandle;
  }

  clearTimeout(handle: unknown): void {
    this.#timers.delete(handle as number);
  }

  /** Moves on by this much. What comes due fires in order, and promises settle after each. */
  async advance(ms: number): Promise<void> {
    const end = this.#now + ms;
    await settled();
    for (let due = this.#takeDue(end); due; due = this.#takeDue(end)) {
      this.#now = due.at;
      due.callback();
      await settled();
    }
    this.#now = end;
  }

  #takeDue(end: number): Timer | null {
    const [handle, timer] = [...this.#timers].sort(([, a], [, b]) => a.at - b.at)[0] ?? [];
    if (handle === undefined || !timer || timer.at > end) return null;
    this.#timers.delete(handle);
    return timer;
  }
}
