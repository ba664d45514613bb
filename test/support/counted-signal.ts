/** An abort signal that counts who listens, so that a forgotten listener shows. */
export class CountedSignal {
  readonly signal: AbortSignal;
  readonly #controller = new AbortController();
  readonly #listeners = new Set<unknown>();

  constructor() {
    const { signal } = this.#controller;
    const add = signal.addEventListener.bind(signal);
    const remove = signal.removeEventListener.bind(signal);
    this.signal = Object.assign(signal, {
      addEventListener: (...args: Parameters<typeof add>) => {
        this.#listeners.add(args[1]);
        add(...args);
      },
      removeEventListener: (...args: Parameters<typeof remove>) => {
        this.#listeners.delete(args[1]);
        remove(...args);
      },
    });
  }

  get listenerCount(): number {
    return this.#listeners.size;
  }

  /** Listeners added with `once` are gone afterwards, as the platform has it. */
  abort(reason?: unknown): void {
    this.#controller.abort(reason);
    this.#listeners.clear();
  }
}
