import type { Browser } from 'puppeteer-core';

export interface TranscriptCost {
  /** Milliseconds of main thread for each delta. */
  readonly costs: readonly number[];
  /** The same for a bare paragraph: what the browser and this machine take at least. */
  readonly floor: readonly number[];
  /** Elements of the transcript, of ten thousand messages. */
  readonly nodes: number;
}

/** How much slower than this machine, as a cheap phone is. */
const SLOW_DOWN = 4;

/** Streams text into a conversation of ten thousand messages on a slowed-down processor. */
export async function measureTranscript(
  browser: Browser,
  origin: string,
  deltas: number,
): Promise<TranscriptCost> {
  const page = await browser.newPage();
  try {
    await page.goto(`${origin}/scripts/bench/transcript.html`);
    await page.waitForFunction('globalThis.benchIsReady');
    // Fills caches and compiles, as the first words of a conversation do.
    await page.evaluate('benchTranscript(30)');
    await page.emulateCPUThrottling(SLOW_DOWN);
    return (await page.evaluate(`benchTranscript(${String(deltas)})`)) as TranscriptCost;
  } finally {
    await page.close({ runBeforeUnload: false });
  }
}
