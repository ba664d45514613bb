import type { Clock } from '../../../demo/gateway/clock.js';

interface Timer {
  readonly at: number;
  readonly callback: () => void;
  readonly signal: AbortSignal;
}

/** A clock that stands still until a test moves it. */
export class FakeClock implements Clock {
  #now = 0;
  #timers: Timer[] = [];

  now(): number {
    return this.#now;
  }

  after(ms: number, callback: () => void, signal: AbortSignal): void {
    this.#timers.push({ at: this.#now + Math.max(0, ms), callback, signal });
  }

  /** How many timers wait. */
  get pending(): number {
    return this.#timers.filter(({ signal }) => !signal.aborted).length;
  }

  /** Lets time pass, timer by timer; after each one, what was waiting for promises goes on. */
  async advance(ms: number): Promise<void> {
    const end = this.#now + ms;
    await settle();
    for (let timer = this.#takeDue(end); timer; timer = this.#takeDue(end)) {
      this.#now = Math.max(this.#now, timer.at);
      timer.callback();
      await settle();
    }
    this.#now = end;
  }

  /** Lets time jump, as when the machine was busy or asleep: what became due comes late. */
  jump(ms: number): void {
    this.#now += ms;
  }

  #takeDue(end: number): Timer | undefined {
    this.#timers = this.#timers.filter(({ signal }) => !signal.aborted);
    const [next] = this.#timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
    this.#timers = this.#timers.filter((timer) => timer !== next);
    return next;
  }
}

function settle(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
