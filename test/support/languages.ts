/** The languages beside English that are written from right to left. */
export const fromRightToLeft = ['ar', 'he'];

/** Every language beside English that the elements have words in. */
export const languages = [
  ...['es', 'fr', 'de', 'pt-BR', 'it', 'nl', 'pl', 'ja', 'zh-CN', 'ko', 'pt-PT', 'sv', 'da', 'nb', 'fi'],
  ...['cs', 'hu', 'ro', 'el', 'tr', 'uk', 'zh-TW', 'vi', 'id', 'th', 'hi'],
  ...fromRightToLeft,
];
