/** How many entries are worth remembering: what repeats or comes late does so within a few turns. */
const LIMIT = 256;

/** A map that forgets its oldest entries, so that a session that lasts for days does not grow. */
export class RecentMap<V> {
  readonly #entries = new Map<string, V>();

  get size(): number {
    return this.#entries.size;
  }

  has(key: string): boolean {
    return this.#entries.has(key);
  }

  get(key: string): V | undefined {
    return this.#entries.get(key);
  }

  set(key: string, value: V): void {
    // Taken out first, so that an entry in use is never the oldest.
    this.#entries.delete(key);
    this.#entries.set(key, value);
    if (this.#entries.size <= LIMIT) return;
    for (const oldest of this.#entries.keys()) {
      this.#entries.delete(oldest);
      break;
    }
  }

  clear(): void {
    this.#entries.clear();
  }
}
