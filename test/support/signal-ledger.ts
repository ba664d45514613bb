/** Counts who listens to abort signals of the code under test, until `close()`. */
export class SignalLedger {
  readonly #listeners = new Map<AbortSignal, Set<unknown>>();
  readonly #undo: () => void;

  constructor() {
    const listeners = this.#listeners;
    const { prototype } = AbortSignal;
    // eslint-disable-next-line @typescript-eslint/unbound-method -- they are bound to the signal of each call below
    const { addEventListener: add, removeEventListener: remove } = prototype;
    prototype.addEventListener = function (this: AbortSignal, ...args: Parameters<typeof add>) {
      const all = listeners.get(this) ?? new Set();
      listeners.set(this, all.add(args[1]));
      add.apply(this, args);
    };
    prototype.removeEventListener = function (this: AbortSignal, ...args: Parameters<typeof remove>) {
      listeners.get(this)?.delete(args[1]);
      remove.apply(this, args);
    };
    this.#undo = () => {
      // They are those of every event target.
      Reflect.deleteProperty(prototype, 'addEventListener');
      Reflect.deleteProperty(prototype, 'removeEventListener');
    };
  }

  /** Listeners that still wait: with an abort they are gone, as the platform has it. */
  get waiting(): number {
    let count = 0;
    for (const [signal, all] of this.#listeners) if (!signal.aborted) count += all.size;
    return count;
  }

  /** The most that listen to one and the same signal, which shows those that are never taken off while it lives. */
  get mostOnOne(): number {
    return Math.max(0, ...[...this.#listeners].map(([signal, { size }]) => (signal.aborted ? 0 : size)));
  }

  close(): void {
    this.#undo();
  }
}
