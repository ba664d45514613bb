import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import type { Browser, CDPSession, Page } from 'puppeteer-core';

/** Milliseconds from the click to the next painted frame, and to the first one that shows the panel. */
export interface OpeningTimes {
  readonly next: number;
  readonly panel: number;
}

/** What a page at rest takes while it is watched. */
export interface RestCosts {
  /** Milliseconds of main thread, and those of them in scripts. */
  readonly tasks: number;
  readonly scripts: number;
  /** Calls of `requestAnimationFrame`. */
  readonly frames: number;
  /** Animations that run in the end. */
  readonly animations: number;
}

export type RestingPage = 'bare' | 'launcher' | 'panel';

/** How much slower than this machine, as a cheap phone is. */
const SLOW_DOWN = 4;
const REST_MS = 5000;
const LAUNCHER = 'telnyx-ai-agent >>> [part="launcher"]';

const probe = readFileSync(resolve(import.meta.dirname, 'panel-probe.js'), 'utf8');

/**
 * Opens the panel of a page that nobody has visited before. Warmed, a pointer has come over the launcher; otherwise a
 * finger taps it without any notice.
 */
export async function measureOpening(
  browser: Browser,
  origin: string,
  isWarm: boolean,
): Promise<OpeningTimes> {
  return visit(browser, origin, async (page) => {
    await page.emulateCPUThrottling(SLOW_DOWN);
    if (isWarm) {
      await page.hover(LAUNCHER);
      await page.waitForNetworkIdle({ idleTime: 300 });
      await page.mouse.down();
      await page.mouse.up();
    } else {
      await page.tap(LAUNCHER);
    }
    return (await page.evaluate('benchOpened')) as OpeningTimes;
  });
}

/** Watches a page that holds nothing, a launcher, or an open panel. */
export async function measureRest(browser: Browser, origin: string, what: RestingPage): Promise<RestCosts> {
  return visit(browser, origin, async (page) => {
    if (what === 'bare') await page.evaluate('document.querySelector("telnyx-ai-agent").remove()');
    if (what === 'panel') {
      await page.click(LAUNCHER);
      await page.evaluate('benchOpened');
      await page.mouse.move(0, 0);
      // What opens it also connects; then the panel rests.
      await page.waitForFunction('document.querySelector("telnyx-ai-agent").status === "ready"');
    }
    await page.waitForNetworkIdle();
    await page.waitForFunction('benchAnimations() === 0');
    const session = await page.createCDPSession();
    await session.send('Performance.enable');
    const frames = Number(await page.evaluate('benchFrames'));
    const before = await durations(session);
    await delay(REST_MS);
    const after = await durations(session);
    return {
      tasks: after.tasks - before.tasks,
      scripts: after.scripts - before.scripts,
      frames: Number(await page.evaluate('benchFrames')) - frames,
      animations: Number(await page.evaluate('benchAnimations()')),
    };
  });
}

/** With nothing in the browser's caches. */
async function visit<T>(browser: Browser, origin: string, use: (page: Page) => Promise<T>): Promise<T> {
  const context = await browser.createBrowserContext();
  try {
    const page = await context.newPage();
    await page.evaluateOnNewDocument(probe);
    await page.goto(`${origin}/scripts/bench/ours.html`);
    await page.waitForSelector(LAUNCHER, { visible: true });
    await page.waitForNetworkIdle();
    return await use(page);
  } finally {
    await context.close();
  }
}

/** Milliseconds since the page began. */
async function durations(session: CDPSession) {
  const { metrics } = await session.send('Performance.getMetrics');
  const of = (name: string) => 1000 * (metrics.find((metric) => metric.name === name)?.value ?? NaN);
  return { tasks: of('TaskDuration'), scripts: of('ScriptDuration') };
}
