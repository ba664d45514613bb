import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import type { Browser, Page } from 'puppeteer-core';

/** Milliseconds after the click. */
export interface CallTimes {
  readonly invite: number;
  readonly firstPacket: number;
  readonly firstSound: number;
}

export type Candidate = 'ours' | 'official';

export interface CallConditions {
  /** Milliseconds by which signaling is late in either direction. */
  readonly delayMs: number;
  /** Whether the candidate may connect and prepare before the click. */
  readonly isWarm: boolean;
}

export const probe = readFileSync(resolve(import.meta.dirname, 'probe.js'), 'utf8');

/** One call in a page of its own, started by a real click once the candidate is ready for it. */
export async function measureCall(
  browser: Browser,
  origin: string,
  candidate: Candidate,
  { delayMs, isWarm }: CallConditions,
): Promise<CallTimes> {
  const page = await browser.newPage();
  try {
    await page.evaluateOnNewDocument(probe);
    const query = `delay=${delayMs}${isWarm ? '' : '&cold'}`;
    await page.goto(`${origin}/scripts/bench/${candidate}.html?${query}`);
    await (candidate === 'ours' ? openOurs(page, isWarm) : page.waitForFunction('globalThis.benchIsReady'));
    // Both have had their time to gather and to rest.
    await page.waitForNetworkIdle({ idleTime: 300 });
    await page.locator('::-p-aria(Start call)').click();
    await page.waitForFunction('globalThis.benchMarks.firstSound');
    const marks = (await page.evaluate('globalThis.benchMarks')) as Readonly<Record<string, number>>;
    const since = (name: string) => (marks[name] ?? NaN) - (marks.click ?? NaN);
    return { invite: since('invite'), firstPacket: since('firstPacket'), firstSound: since('firstSound') };
  } finally {
    await page.close({ runBeforeUnload: false });
  }
}

/** The visitor opens the panel; warmed, the pointer comes near, and the start button waits. */
async function openOurs(page: Page, isWarm: boolean): Promise<void> {
  const agent = await page.waitForSelector('telnyx-ai-agent');
  await page.waitForFunction('customElements.get("telnyx-ai-agent")');
  await agent?.evaluate((element) => {
    (element as unknown as { show(): void }).show();
  });
  await page.waitForSelector('::-p-aria(Start call)');
  if (!isWarm) return;
  await page.locator('::-p-aria(Start call)').hover();
  await page.waitForFunction('document.querySelector("telnyx-ai-agent").status === "ready"');
}
