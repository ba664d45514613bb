/** The reader's own kind of a language, which knows whether the day has 12 or 24 hours; else the language itself. */
export const ownLanguage = (language: string): string =>
  navigator.languages.find((each) => each.slice(0, 2) === language.slice(0, 2)) ?? language;
