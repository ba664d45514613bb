import type * as HistoryView from '../history/history-view.js';
import type * as DevicesPage from './devices-page.js';

interface Pages {
  readonly history: typeof HistoryView;
  readonly devices: typeof DevicesPage;
}

const loaders: { readonly [Name in keyof Pages]: () => Promise<Pages[Name]> } = {
  history: () => import('../history/history-view.js'),
  devices: () => import('./devices-page.js'),
};

/** The pages of a phone that most calls do without: each is loaded when it is first opened. */
export class PanelPages {
  #loaded: Partial<Pages> = {};
  /** The page that could not be loaded last. */
  failed: keyof Pages | null = null;

  get<Name extends keyof Pages>(name: Name): Partial<Pages>[Name] {
    return this.#loaded[name];
  }

  /** Loads a page unless it is there; the next attempt tries again what failed. */
  async load(name: keyof Pages): Promise<void> {
    try {
      this.#loaded = { ...this.#loaded, [name]: await loaders[name]() };
      this.failed = null;
    } catch {
      this.failed = name;
    }
  }
}
