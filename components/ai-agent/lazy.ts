/** Something that loads when it is first asked for. */
export class Lazy<T> {
  readonly #load: () => Promise<T>;
  readonly #onLoaded: () => void;
  #value: T | undefined;
  #loading: Promise<T> | undefined;

  constructor(load: () => Promise<T>, onLoaded: () => void = () => undefined) {
    this.#load = load;
    this.#onLoaded = onLoaded;
  }

  /** What is there already. */
  get loaded(): T | undefined {
    return this.#value;
  }

  /** What is there; else the load begins, and `onLoaded` says when to ask again. A failed one is tried anew. */
  get(): T | undefined {
    if (!this.#loading) this.whenLoaded().catch(() => undefined);
    return this.#value;
  }

  whenLoaded(): Promise<T> {
    this.#loading ??= this.#load().then(
      (value) => {
        this.#value = value;
        // Whoever began the load: others may have asked meanwhile.
        this.#onLoaded();
        return value;
      },
      (error: unknown) => {
        this.#loading = undefined;
        throw error;
      },
    );
    return this.#loading;
  }
}
