/** Two phones in Firefox, one whole and one of parts, from the built files: `npm run build` first. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';

import type { Browser } from 'puppeteer-core';

import type { GatewayReport } from '../../demo/gateway/observer.js';
import { type ServerAndGateway, startServerAndGateway } from '../../scripts/bench/browser-and-gateway.js';
import { launchFirefox, reportWhen } from './launch-firefox.js';

const ECHO = '+15550100100';
const BUSY = '+15550100486';
/** Fewer come in a second of silence, or of a call on hold. */
const FLOWING = 25;

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

/** Both phones, registered under names of their own: alice has the whole one, carol the parts. */
async function openPhones(run: string) {
  const page = await browser.newPage();
  const tags = { alice: `alice-${run}`, carol: `carol-${run}` };
  const click = (path: string) => page.locator(path).click();
  const until = (who: keyof typeof tags, isMet: (report: GatewayReport) => boolean) =>
    reportWhen(place, tags[who], isMet);
  const untilReady = () =>
    page.waitForFunction(
      '[...document.querySelectorAll("telnyx-dialer, telnyx-session")].every(({ status }) => status === "ready")',
    );
  const dial = async (number: string) => {
    await page.locator('telnyx-dialer >>> [part~="number-input"]').fill(number);
    await click('telnyx-dialer >>> [part~="call-button"]');
  };
  const reads = (part: string, words: string) =>
    page.waitForFunction(
      `document.querySelector("telnyx-dialer").shadowRoot.querySelector("${part}")?.textContent.includes("${words}")`,
    );
  /** Alice calls carol, who answers. */
  const talk = async () => {
    await dial(tags.carol);
    await click('telnyx-incoming-call >>> [part~="answer-button"]');
    await until('alice', ({ calls }) => calls[0]?.state === 'active' && calls[0].media.connected);
  };
  /** From now on something more is heard in the present call of this element. */
  const hears = async (element: 'telnyx-dialer' | 'telnyx-session') => {
    const before = (await page.evaluate(`globalThis.heardEnergy("${element}")`)) as number;
    await page.waitForFunction(
      `globalThis.heardEnergy("${element}").then((energy) => energy > ${before} + 0.001)`,
    );
  };
  await page.goto(`${place.origin}/test/firefox/phone.html?run=${run}`);
  await untilReady();
  return { page, tags, click, until, untilReady, dial, reads, talk, hears };
}

describe('phones in Firefox', { timeout: 60_000 }, () => {
  it('call each other, are heard, send keys, hold and end', async () => {
    const { page, click, until, talk, reads } = await openPhones('talk');

    await talk();
    await until('alice', ({ calls }) => (calls[0]?.media.received.max ?? 0) > 0.01);
    await until('carol', ({ calls }) => (calls[0]?.media.received.max ?? 0) > 0.01);
    await page.waitForFunction('globalThis.heardEnergy().then((energy) => energy > 0.001)');
    await click('telnyx-session telnyx-keypad >>> [data-key="5"]');
    await until('carol', ({ calls }) => calls[0]?.digits === '5');
    await reads('[part=received-digits]', '5');
    await click('telnyx-session telnyx-hold-button >>> button');
    await until('carol', ({ calls }) => calls[0]?.state === 'held');
    await click('telnyx-dialer >>> [part~="end-button"]');
    const { calls } = await until('alice', (report) => report.calls[0]?.state === 'ended');

    assert.deepEqual(
      calls[0]?.byes.map(({ from }) => from),
      ['client'],
    );
    await page.close();
  });

  it('swap between two calls, and are heard in the one that is talked on', async () => {
    const { page, click, until, talk, dial, hears } = await openPhones('swap');
    const states = (...wanted: readonly string[]) =>
      until('alice', ({ calls }) => wanted.every((state, index) => calls[index]?.state === state));

    await talk();
    await click('telnyx-dialer >>> [part~="add-button"]');
    await dial(ECHO);
    await states('held', 'active');
    await hears('telnyx-dialer');
    await click('telnyx-dialer >>> telnyx-call-list >>> button.who');
    await states('active', 'held');
    await hears('telnyx-dialer');
    await hears('telnyx-session');
    await click('telnyx-dialer >>> telnyx-call-list >>> [part~="call-chip"].held [part~="end-button"]');
    await states('active', 'ended');
    await click('telnyx-dialer >>> telnyx-call-button >>> button');
    const { calls } = await states('ended', 'ended');

    assert.deepEqual(
      calls.map(({ byes }) => byes.map(({ from }) => from)),
      [['client'], ['client']],
    );
    await page.close();
  });

  it('say that a line is busy, and can call again', async () => {
    const { page, click, until, dial, reads } = await openPhones('busy');

    await dial(BUSY);
    await reads('[part=call]', 'Busy');
    await click('telnyx-dialer >>> [part~="redial-button"]');
    const { calls } = await until('alice', (report) => report.calls[1]?.state === 'ended');

    assert.deepEqual(
      calls.map(({ byes }) => byes[0]?.cause),
      ['USER_BUSY', 'USER_BUSY'],
    );
    await page.close();
  });

  it('keep the call when the socket is cut, and are heard again', async () => {
    const { page, tags, click, until, talk, reads, hears } = await openPhones('drop');

    await talk();
    await place.gateway.command(tags.alice, { type: 'drop', forMs: 1000 });
    await reads('[part=call]', 'Reconnecting…');
    await until('alice', ({ calls }) => calls[0]?.reattached === 1 && calls[0].media.connected);
    await until('alice', ({ calls }) => (calls[0]?.media.receivedLastSecond.packets ?? 0) > FLOWING);
    await reads('[part=call]', 'In call');
    await hears('telnyx-dialer');
    await hears('telnyx-session');
    await click('telnyx-dialer >>> [part~="end-button"]');
    const { calls } = await until('alice', (report) => report.calls[0]?.state === 'ended');

    assert.equal(calls.length, 1);
    await page.close();
  });

  it('have their calls back after a reload, with sound and controls', async () => {
    const { page, click, until, untilReady, dial, reads, hears } = await openPhones('reload');

    await dial(ECHO);
    await until('alice', ({ calls }) => (calls[0]?.media.receivedLastSecond.packets ?? 0) > FLOWING);
    await page.reload();
    await untilReady();
    await until('alice', ({ calls }) => calls[0]?.reattached === 1 && calls[0].media.connected);
    await reads('[part=call]', 'In call');
    await hears('telnyx-dialer');
    await click('telnyx-dialer >>> telnyx-hold-button >>> button');
    await until('alice', ({ calls }) => calls[0]?.state === 'held');
    await click('telnyx-dialer >>> [part~="end-button"]');
    const { calls } = await until('alice', (report) => report.calls[0]?.state === 'ended');

    assert.deepEqual(
      calls.map(({ byes }) => byes.map(({ from }) => from)),
      [['client']],
    );
    await page.close();
  });
});
