import { tell } from './tell.js';

export interface SubscribeOptions {
  /** Ends the subscription. */
  readonly signal?: AbortSignal | undefined;
}

/** A value that changes, seen from outside. */
export interface ReadableStore<T> {
  readonly value: T;
  /** Calls the listener after each change, not at once. Returns the function that ends the subscription. */
  subscribe(listener: (value: T) => void, options?: SubscribeOptions | null): () => void;
}

/** One immutable value and those who want to know when it changes. A throwing listener harms no other. */
export class Store<T> implements ReadableStore<T> {
  #value: T;
  readonly #listeners = new Set<(value: T) => void>();

  constructor(initial: T) {
    this.#value = initial;
  }

  get value(): T {
    return this.#value;
  }

  /** Replaces the value; the same value again is no change. */
  set(value: T): void {
    if (Object.is(value, this.#value)) return;
    this.#value = value;
    for (const listener of [...this.#listeners]) {
      // An earlier listener may have ended this one's subscription a moment ago.
      if (this.#listeners.has(listener)) tell(listener, this.#value);
    }
  }

  subscribe(listener: (value: T) => void, options?: SubscribeOptions | null): () => void {
    const signal = options?.signal;
    const stop = () => {
      this.#listeners.delete(own);
      signal?.removeEventListener('abort', stop);
    };
    // A wrapper of its own, so that the same function may subscribe twice.
    const own = (value: T) => {
      listener(value);
    };
    if (signal?.aborted) return stop;
    this.#listeners.add(own);
    signal?.addEventListener('abort', stop, { once: true });
    return stop;
  }

  /** How many listen; for leak tests. */
  get listenerCount(): number {
    return this.#listeners.size;
  }
}
