import { type LoadedFiles, loadedFiles } from './loaded-files.js';

/** The scripts of a page with a phone: at rest, and over a plain outgoing call with keys and hold. */
export function filesOfAPhone(): Promise<LoadedFiles> {
  return loadedFiles('/scripts/bench/phone.html', async (page) => {
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
  });
}
