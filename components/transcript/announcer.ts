import type { TranscriptItem } from '../../src/index.js';

/** Items finish near the end of the conversation; looking no further keeps a long one cheap. */
const WINDOW = 30;

/** Finds finished items that are new since the last look, for a live region that says each of them once. */
export class Announcer {
  #conversation: object | null = null;
  readonly #known = new Set<string>();
  #count = 0;

  /**
   * What stood there at the first look at a conversation is not news, and neither is a text still growing. Without
   * a conversation, as while the element is being moved, nothing is forgotten.
   */
  news(items: readonly TranscriptItem[], conversation: object | null): TranscriptItem[] {
    if (!conversation) return [];
    const isFirst = conversation !== this.#conversation;
    this.#conversation = conversation;
    if (isFirst || items.length === 0) {
      this.#known.clear();
      this.#count = 0;
    }
    const from = Math.max(0, Math.min(this.#count, items.length - WINDOW));
    this.#count = items.length;
    const news = items
      .slice(from)
      .filter(({ id, status, text }) => status === 'final' && text !== '' && !this.#known.has(id));
    for (const { id } of news) this.#known.add(id);
    return isFirst ? [] : news;
  }
}
