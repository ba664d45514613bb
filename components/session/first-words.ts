/**
 * The words that an element draws before anything else is loaded. In another language than English they are
 * waited for, so that nothing is drawn twice and moves; where they cannot be loaded, they are English.
 */
export async function firstWords<Words>(
  element: Element,
  english: Words,
  load: () => Promise<{ readonly firstWords: (element: Element) => Words }>,
): Promise<Words> {
  const { lang } = document.documentElement;
  const isUntold = !lang && !element.closest('[lang]');
  if (element.matches(':lang(en)') || (isUntold && navigator.language.startsWith('en'))) return english;
  return load().then(
    (loaded) => loaded.firstWords(element),
    () => english,
  );
}
