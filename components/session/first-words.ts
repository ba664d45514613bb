import { launcherStrings, type LauncherStrings } from '../strings/launcher.js';

/**
 * The words that an element draws before anything else is loaded. In another language than English they are
 * waited for, so that nothing is drawn twice and moves; where they cannot be loaded, they are English.
 */
export async function firstWords(element: Element): Promise<LauncherStrings> {
  const { lang } = document.documentElement;
  const isUntold = !lang && !element.closest('[lang]');
  if (element.matches(':lang(en)') || (isUntold && navigator.language.startsWith('en')))
    return launcherStrings;
  return import('../strings/languages.js').then(
    ({ firstWords }) => firstWords(element),
    () => launcherStrings,
  );
}
