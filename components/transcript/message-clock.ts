import type { TranscriptItem } from '../../src/index.js';

/** When something was said, in the language of the words around it. */
export class MessageClock {
  #language = '';
  #format = new Intl.DateTimeFormat();
  #times = new WeakMap<TranscriptItem, string>();

  /** Formatted once, since a growing text is drawn many times a second beside messages that stay. */
  timeOf(item: TranscriptItem, language: string): string {
    if (language !== this.#language) {
      this.#language = language;
      // The reader's own kind of that language knows whether the day has 12 or 24 hours.
      const own = navigator.languages.find((each) => each.slice(0, 2) === language.slice(0, 2));
      this.#format = new Intl.DateTimeFormat(own ?? language, { hour: 'numeric', minute: '2-digit' });
      this.#times = new WeakMap();
    }
    const time = this.#times.get(item) ?? this.#format.format(item.timestamp);
    this.#times.set(item, time);
    return time;
  }
}
