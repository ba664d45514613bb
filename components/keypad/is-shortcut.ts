/** Whether a key is meant for browser or system. Some keyboards type `#` with the Alt key. */
export const isShortcut = ({ altKey, ctrlKey, isComposing, key, metaKey }: KeyboardEvent): boolean =>
  ctrlKey || metaKey || isComposing || (altKey && /\w/.test(key));
