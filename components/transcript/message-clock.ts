import type { TranscriptItem } from '../../src/index.js';
import { ownLanguage } from '../strings/own-language.js';

/** When something was said, in the language of the words around it. */
export class MessageClock {
  #language = '';
  #format = new Intl.DateTimeFormat();
  #times = new WeakMap<TranscriptItem, string>();

  /** Formatted once, since a growing text is drawn many times a second beside messages that stay. */
  timeOf(item: TranscriptItem, language: string): string {
    if (language !== this.#language) {
      this.#language = language;
      const options = { hour: 'numeric', minute: '2-digit' } as const;
      this.#format = new Intl.DateTimeFormat(ownLanguage(language), options);
      this.#times = new WeakMap();
    }
    const time = this.#times.get(item) ?? this.#format.format(item.timestamp);
    this.#times.set(item, time);
    return time;
  }
}
