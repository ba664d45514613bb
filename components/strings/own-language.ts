/** The reader's own kind of a language, which knows whether the day has 12 or 24 hours; else the language itself. */
export const ownLanguage = (language: string): string =>
  navigator.languages.find((each) => each.split('-')[0] === language.split('-')[0]) ?? language;
