import { startBrowserAndGateway } from './browser-and-gateway.js';
import type { LoadedFiles } from './files-of-a-call.js';

/** The scripts that a page with a phone really loads: at rest, and over a plain outgoing call with keys and hold. */
export async function filesOfAPhone(): Promise<LoadedFiles> {
  const { browser, origin, close } = await startBrowserAndGateway();
  try {
    const page = await browser.newPage();
    const files: string[] = [];
    page.on('response', (response) => {
      const { pathname } = new URL(response.url());
      if (pathname.startsWith('/dist/') && pathname.endsWith('.js')) files.push(pathname.slice(1));
    });
    await page.goto(`${origin}/scripts/bench/phone.html`);
    await page.waitForNetworkIdle();
    const beforeIntent = [...files];
    const click = (part: string) =>
      page.locator(`telnyx-dialer >>> [part~="${part}"]:not([disabled])`).click();
    const until = (state: string) =>
      page.waitForFunction(`document.querySelector("telnyx-dialer").call?.state === "${state}"`);
    await page.locator('telnyx-dialer >>> [part~="number-input"]').fill('+15550100100');
    await click('call-button');
    await until('active');
    await click('hold-button');
    await until('held');
    await click('keypad-button');
    await page.locator('telnyx-dialer >>> [mode="dtmf"] >>> [data-key="5"]').click();
    await click('end-button');
    await until('ended');
    await page.waitForNetworkIdle();
    return { beforeIntent, wholeCall: files };
  } finally {
    await close();
  }
}
