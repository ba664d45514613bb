import type { Page } from 'puppeteer-core';
import { startBrowserAndGateway } from './browser-and-gateway.js';

export interface LoadedFiles {
  /** Paths below the project's folder, in the order they were asked for. */
  readonly beforeIntent: readonly string[];
  readonly wholeCall: readonly string[];
}

/** The scripts of ours that this page really loads: at rest, and while it is used. */
export async function loadedFiles(path: string, use: (page: Page) => Promise<void>): Promise<LoadedFiles> {
  const { browser, origin, close } = await startBrowserAndGateway();
  try {
    const page = await browser.newPage();
    const files: string[] = [];
    page.on('response', (response) => {
      const { pathname } = new URL(response.url());
      if (pathname.startsWith('/dist/') && pathname.endsWith('.js')) files.push(pathname.slice(1));
    });
    await page.goto(`${origin}${path}`);
    await page.waitForNetworkIdle();
    const beforeIntent = [...files];
    await use(page);
    await page.waitForNetworkIdle();
    return { beforeIntent, wholeCall: files };
  } finally {
    await close();
  }
}
