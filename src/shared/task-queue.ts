import { deferred } from './deferred.js';
import { untilAborted } from './delay.js';
import { abortedError } from './errors.js';

/** Runs one asynchronous task at a time, in order, until its signal aborts; then all waiting ones reject. */
export class TaskQueue {
  readonly #signal: AbortSignal;
  /** The end of the last task, while there is one. */
  #tail: Promise<void> | null = null;

  constructor(signal: AbortSignal) {
    this.#signal = signal;
  }

  /** Where nothing else runs the task begins in this very turn. */
  run<T>(task: () => Promise<T>): Promise<T> {
    const begin = async () => {
      if (this.#signal.aborted) throw abortedError(this.#signal);
      return untilAborted(task(), this.#signal);
    };
    const before = this.#tail;
    const ended = deferred();
    this.#tail = ended.promise;
    const result = before?.then(begin) ?? begin();
    const release = () => {
      if (this.#tail === ended.promise) this.#tail = null;
      ended.resolve();
    };
    result.then(release, release);
    return result;
  }
}
