export interface FindBrowserOptions {
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly platform?: string;
  readonly exists?: (path: string) => boolean;
  /** Gets a browser where there is none; the default runs `apt-get`. */
  readonly install?: () => void;
  /** Whether the process may install packages. */
  readonly isRoot?: boolean;
}

/** Finds Chrome, Chromium or Edge; throws one sentence that says what to install. */
export function findBrowser(options?: FindBrowserOptions): string;

/** Finds Firefox; throws one sentence that says what to install. */
export function findFirefox(options?: FindBrowserOptions): string;
