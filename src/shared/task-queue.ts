import { untilAborted } from './delay.js';
import { abortedError } from './errors.js';

/** Runs one asynchronous task at a time, in order, until its signal aborts; then all waiting ones reject. */
export class TaskQueue {
  readonly #signal: AbortSignal;
  #tail: Promise<unknown> = Promise.resolve();

  constructor(signal: AbortSignal) {
    this.#signal = signal;
  }

  run<T>(task: () => Promise<T>): Promise<T> {
    const result = this.#tail.then(() => {
      if (this.#signal.aborted) throw abortedError(this.#signal);
      return untilAborted(task(), this.#signal);
    });
    this.#tail = result.catch(() => undefined);
    return result;
  }
}
