/**
 * The script tag: finds the elements of the page, now and later, and loads the files each of them needs.
 *
 * It is written without `import` and `export`, so that the built file runs as a classic script and as a module.
 * A classic script from another origin has no base address of its own for `import()`; `currentScript` knows it.
 * In a module `currentScript` is null, and a relative specifier resolves against the module.
 *
 * Elements inside shadow roots are not looked for: a page that puts them there loads the bundle instead.
 */

/** Put in by the build: the chunks of each tag by name, all of which may be fetched at once. */
declare const ELEMENT_FILES: Readonly<Record<string, readonly string[]>>;

(() => {
  const page = globalThis as { telnyxElements?: boolean; telnyxElementsWarned?: boolean };
  // An element with this id would stand there too.
  if (page.telnyxElements === true) {
    if (!page.telnyxElementsWarned)
      console.warn('telnyx-elements: this script is on the page more than once.');
    page.telnyxElementsWarned = true;
    return;
  }
  page.telnyxElements = true;

  const files = ELEMENT_FILES;
  const waiting = new Set(Object.keys(files));
  const selector = [...waiting].join();
  const script = document.currentScript as HTMLScriptElement | null;
  const base = script ? new URL('.', script.src).href : './';

  const load = (file: string): Promise<unknown> => import(/* @vite-ignore */ base + file);

  const loadElement = ({ localName }: Element) => {
    if (!waiting.delete(localName)) return;
    Promise.all((files[localName] ?? []).map((name) => load(`chunks/${name}.js`)))
      // A cached script may name files that a newer release has replaced; the bundle keeps its name.
      .catch(() => load('telnyx-elements.bundle.js'))
      .catch((error: unknown) => console.error(`telnyx-elements: could not load <${localName}>`, error));
  };

  const search = (root: ParentNode) => root.querySelectorAll(selector).forEach(loadElement);

  new MutationObserver((records) => {
    for (const { addedNodes } of records) {
      for (const node of addedNodes) {
        if (node instanceof Element) {
          loadElement(node);
          search(node);
        }
      }
    }
  }).observe(document, { childList: true, subtree: true });
  search(document);
})();
