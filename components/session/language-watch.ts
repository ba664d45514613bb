import type { Language } from '../strings/table.js';

/** Tells in which language an element speaks: the nearest `lang` attribute says it, else the browser does. */
export class LanguageWatch {
  readonly #element: Element;
  readonly #onLocale: (locale: Language | null) => void;
  readonly #observer = new MutationObserver(() => void this.#load());
  #locale: Language | null | undefined;
  #loading: Promise<Language | null> | null = null;

  /** Tells the first language as well; `null` stands for English, whose words are there already. */
  constructor(element: Element, onLocale: (locale: Language | null) => void) {
    this.#element = element;
    this.#onLocale = onLocale;
  }

  connect() {
    // Ancestors one by one, which costs less than a look at every change below the document.
    for (let node: Node | null = this.#element; node; node = node.parentNode ?? hostOf(node)) {
      if (node instanceof Element) this.#observer.observe(node, { attributeFilter: ['lang'] });
    }
    void this.#load();
  }

  disconnect() {
    this.#observer.disconnect();
  }

  async #load() {
    const loading = this.#element.matches(':lang(en)') ? Promise.resolve(null) : load(this.#element);
    this.#loading = loading;
    const locale = await loading;
    if (this.#loading !== loading || this.#locale === locale) return;
    this.#locale = locale;
    this.#onLocale(locale);
  }
}

/** English where a language cannot be loaded. */
const load = (element: Element) =>
  import('../strings/languages.js').then(({ loadLocale }) => loadLocale(element)).catch(() => null);

const hostOf = (node: Node) => (node as Partial<ShadowRoot>).host ?? null;
