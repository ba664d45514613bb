/** Two phones in Firefox, one whole and one of parts, from the built files: `npm run build` first. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';

import type { Browser } from 'puppeteer-core';

import type { GatewayReport } from '../../demo/gateway/observer.js';
import { type ServerAndGateway, startServerAndGateway } from '../../scripts/bench/browser-and-gateway.js';
import { launchFirefox, reportWhen } from './launch-firefox.js';

const ECHO = '+15550100100';
const BUSY = '+15550100486';
const SILENT = '+15550100408';
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
  /** The calls of somebody have come to these states, in the order they began. */
  const states = (who: keyof typeof tags, ...wanted: readonly string[]) =>
    until(who, ({ calls }) => wanted.every((state, index) => calls[index]?.state === state));
  await page.goto(`${place.origin}/test/firefox/phone.html?run=${run}`);
  await untilReady();
  return { page, tags, click, until, states, untilReady, dial, reads, talk, hears };
}

describe('phones in Firefox', { timeout: 90_000 }, () => {
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
    const { page, click, states, talk, dial, hears } = await openPhones('swap');

    await talk();
    await click('telnyx-dialer >>> [part~="add-button"]');
    await dial(ECHO);
    await states('alice', 'held', 'active');
    await hears('telnyx-dialer');
    await click('telnyx-dialer >>> telnyx-call-list >>> button.who');
    await states('alice', 'active', 'held');
    await hears('telnyx-dialer');
    await hears('telnyx-session');
    await click('telnyx-dialer >>> telnyx-call-list >>> [part~="call-chip"].held [part~="end-button"]');
    await states('alice', 'active', 'ended');
    await click('telnyx-dialer >>> telnyx-call-button >>> button');
    const { calls } = await states('alice', 'ended', 'ended');

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

  it('say that nobody answered, that a call was declined, and that the caller gave it up', async () => {
    const { page, tags, click, until, states, dial, reads } = await openPhones('unanswered');
    const again = 'telnyx-dialer >>> [part~="redial-button"]';
    const rings = (who: keyof typeof tags, index: number) => until(who, ({ calls }) => calls.length > index);

    await dial(SILENT);
    await rings('alice', 0);
    await place.gateway.command(tags.alice, { type: 'bye', reason: 'no-answer' });
    await reads('[part=call]', 'No answer');
    await click(again);
    await rings('alice', 1);
    await click('telnyx-dialer >>> [part~="end-button"]');
    await reads('[part=call]', 'Cancelled');
    await until('alice', (report) => report.calls[1]?.byes[0]?.cause === 'ORIGINATOR_CANCEL');
    await page.evaluate(
      `document.querySelector("telnyx-dialer").dial("${tags.carol}").catch(() => undefined), 0`,
    );
    await click('telnyx-incoming-call >>> [part~="decline-button"]');
    await reads('[part=call]', 'Busy');
    await click(again);
    await page.locator('telnyx-incoming-call >>> [part~="answer-button"]').wait();
    await click('telnyx-dialer >>> [part~="end-button"]');
    await page.waitForFunction(
      '!document.querySelector("telnyx-incoming-call").shadowRoot.querySelector("[part~=answer-button]")',
    );
    await states('carol', 'ended', 'ended');
    const { calls } = await states('alice', 'ended', 'ended', 'ended', 'ended');

    assert.deepEqual(
      calls.map(({ byes }) => byes[0]?.cause),
      ['NO_ANSWER', 'ORIGINATOR_CANCEL', 'USER_BUSY', 'ORIGINATOR_CANCEL'],
    );
    await page.close();
  });

  it('take a second call for the one that is talked on, and go back, and are heard in each', async () => {
    const { page, tags, click, states, talk, hears } = await openPhones('slot');

    await talk();
    await place.gateway.command(tags.alice, { type: 'call', from: '+15550001111', farEnd: 'echo' });
    await click('telnyx-dialer >>> telnyx-incoming-call >>> [part~="answer-button"]');
    await states('alice', 'held', 'active');
    await hears('telnyx-dialer');
    await click('telnyx-dialer >>> telnyx-call-list >>> button.who');
    await states('alice', 'active', 'held');
    await hears('telnyx-dialer');
    await hears('telnyx-session');
    await click('telnyx-dialer >>> telnyx-call-list >>> button.who');
    await states('alice', 'held', 'active');
    await hears('telnyx-dialer');

    await page.close();
  });

  it('call from the composed one, are heard both ways, and hear of its end', async () => {
    const { page, tags, click, until, states, reads, hears } = await openPhones('composed');

    await page.$eval(
      'telnyx-call-button',
      (button, to) => button.setAttribute('destination', to),
      tags.alice,
    );
    await click('telnyx-session > telnyx-call-button >>> [part~="call-button"]');
    await click('telnyx-dialer >>> telnyx-incoming-call >>> [part~="answer-button"]');
    await until('carol', ({ calls }) => calls[0]?.state === 'active' && calls[0].media.connected);
    await hears('telnyx-session');
    await hears('telnyx-dialer');
    await click('telnyx-session > telnyx-call-button >>> [part~="end-button"]');
    await reads('[part=call]', 'Call ended');
    const { calls } = await states('carol', 'ended');

    assert.deepEqual(
      calls[0]?.byes.map(({ from }) => from),
      ['client'],
    );
    await page.close();
  });

  it('end their calls when the tab is closed', async () => {
    const { page, states, talk } = await openPhones('closed');

    await talk();
    await page.close({ runBeforeUnload: true });
    const { calls } = await states('alice', 'ended');

    assert.equal(calls.length, 1);
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
