import type { TranscriptItem } from '../../src/index.js';

/** Items finish near the end of the conversation; looking no further keeps a long one cheap. */
const WINDOW = 30;

/** Finds finished items that are new since the last look, for a live region that says each of them once. */
export class Announcer {
  #known: Set<string> | null = null;

  /** What stood there at the first look is not news, and neither is a text still growing. */
  news(items: readonly TranscriptItem[]): TranscriptItem[] {
    const known = this.#known;
    const finished = items.slice(-WINDOW).filter(({ status, text }) => status === 'final' && text !== '');
    this.#known = new Set(finished.map(({ id }) => id));
    return known ? finished.filter(({ id }) => !known.has(id)) : [];
  }
}
