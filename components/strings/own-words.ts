import type { Strings } from './table.js';

/** The texts that a page has given. What is none, such as a function, would be shown as its source. */
export const ownWords = (strings: object | null | undefined): Partial<Omit<Strings, 'errors'>> =>
  Object.fromEntries(Object.entries(strings ?? {}).filter(([, word]) => typeof word === 'string'));
