/** Two phones in Firefox, one whole and one of parts, from the built files: `npm run build` first. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';

import type { Browser } from 'puppeteer-core';

import { type ServerAndGateway, startServerAndGateway } from '../../scripts/bench/browser-and-gateway.js';
import { launchFirefox, reportWhen } from './launch-firefox.js';

const DIALER = 'firefox-dialer';
const PARTS = 'firefox-parts';

let browser: Browser;
let place: ServerAndGateway;

before(async () => {
  place = await startServerAndGateway();
  browser = await launchFirefox();
});

after(async () => {
  await browser.close();
  await place.close();
});

describe('phones in Firefox', { timeout: 60_000 }, () => {
  it('call each other, are heard, send keys, hold and end', async () => {
    const page = await browser.newPage();
    await page.goto(`${place.origin}/test/firefox/phone.html`);
    const click = (path: string) => page.locator(path).click();
    const until = (tag: string, isMet: Parameters<typeof reportWhen>[2]) => reportWhen(place, tag, isMet);
    await page.waitForFunction(
      '[...document.querySelectorAll("telnyx-dialer, telnyx-session")].every(({ status }) => status === "ready")',
    );

    await page.locator('telnyx-dialer >>> [part~="number-input"]').fill('firefox-carol');
    await click('telnyx-dialer >>> [part~="call-button"]');
    await click('telnyx-incoming-call >>> [part~="answer-button"]');
    await until(DIALER, ({ calls }) => (calls[0]?.media.received.max ?? 0) > 0.01);
    await until(PARTS, ({ calls }) => (calls[0]?.media.received.max ?? 0) > 0.01);
    await page.waitForFunction('globalThis.heardEnergy().then((energy) => energy > 0.001)');
    await click('telnyx-session telnyx-keypad >>> [data-key="5"]');
    await until(PARTS, ({ calls }) => calls[0]?.digits === '5');
    await page.waitForFunction(
      'document.querySelector("telnyx-dialer").shadowRoot.querySelector("[part=received-digits]")?.textContent.includes("5")',
    );
    await click('telnyx-session telnyx-hold-button >>> button');
    await until(PARTS, ({ calls }) => calls[0]?.state === 'held');
    await click('telnyx-dialer >>> [part~="end-button"]');
    const { calls } = await until(DIALER, (report) => report.calls[0]?.state === 'ended');

    assert.deepEqual(
      calls[0]?.byes.map(({ from }) => from),
      ['client'],
    );
    await page.close();
  });
});
