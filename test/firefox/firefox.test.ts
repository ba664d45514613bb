/** Real media in Firefox, from the built files: `npm run build` first. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';

import type { Browser, Page } from 'puppeteer-core';

import type { GatewayReport } from '../../demo/gateway/observer.js';
import { type ServerAndGateway, startServerAndGateway } from '../../scripts/bench/browser-and-gateway.js';
import { bundleCore } from '../../scripts/bench/bundle-core.js';
import { launchFirefox, reportWhen } from './launch-firefox.js';

/** Firefox tells a remote no accessible names yet, so the controls are found by their parts. */
const AGENT = {
  launcher: 'telnyx-ai-agent',
  start: 'telnyx-ai-agent >>> [part~="start-button"]',
  end: 'telnyx-ai-agent >>> [part~="end-button"]',
  message: 'telnyx-ai-agent >>> textarea',
  send: 'telnyx-ai-agent >>> [part~="send-button"]',
};

let browser: Browser;
let place: ServerAndGateway;

before(async () => {
  place = await startServerAndGateway({ '/core.js': await bundleCore() });
  browser = await launchFirefox();
});

after(async () => {
  await browser.close();
  await place.close();
});

const until = (tag: string, isMet: (report: GatewayReport) => boolean) => reportWhen(place, tag, isMet);

async function open(path: string): Promise<Page> {
  const page = await browser.newPage();
  await page.goto(`${place.origin}${path}`);
  return page;
}

describe('Firefox', { timeout: 60_000 }, () => {
  it('talks with the assistant: hears, is heard, reads, writes, ends', async () => {
    const page = await open('/test/firefox/agent.html');
    await page.locator(AGENT.launcher).click();
    await page.locator(AGENT.start).click();
    const spoken = await until('firefox-agent', ({ calls }) => calls[0]?.spoken[0]?.status === 'completed');
    await page.waitForFunction('document.querySelector("telnyx-ai-agent").transcript[0]?.status === "final"');
    await page.locator(AGENT.message).fill('What are your opening hours?');
    await page.locator(AGENT.send).click();
    await page.waitForFunction('document.querySelector("telnyx-ai-agent").transcript.length >= 3');
    const transcript = (await page.evaluate(
      'document.querySelector("telnyx-ai-agent").transcript.map(({ role, text }) => ({ role, text }))',
    )) as { readonly role: string; readonly text: string }[];
    const energy = (await page.evaluate('globalThis.heardEnergy()')) as number;
    const heard = await until('firefox-agent', ({ calls }) => (calls[0]?.media.received.max ?? 0) > 0.01);
    await page.locator(AGENT.end).click();
    const ended = await until('firefox-agent', ({ calls }) => calls[0]?.state === 'ended');

    assert.equal(transcript[0]?.text, spoken.calls[0]?.spoken[0]?.text);
    assert.deepEqual(transcript[1], { role: 'user', text: 'What are your opening hours?' });
    assert.ok(energy > 0.001, `${energy}`);
    assert.ok((heard.calls[0]?.media.packetsReceived ?? 0) > 50);
    assert.deepEqual(
      ended.calls[0]?.byes.map(({ from }) => from),
      ['client'],
    );
    await page.close();
  });

  it('calls the echo through the core: sends digits, holds, resumes, survives a cut socket', async () => {
    const tag = 'firefox-core';
    const page = await open('/scripts/parity/ours.html');
    await page.waitForFunction('globalThis.driver');
    const url = `${place.origin.replace('http', 'ws')}/gateway?tag=${tag}`;
    const drive = (call: string) => page.evaluate(`globalThis.driver.${call}`);
    await drive(`logIn(${JSON.stringify(url)}, "user", "firefox")`);
    await drive('dial("echo")');
    await drive('untilActive()');
    await until(tag, ({ calls }) => (calls[0]?.media.received.max ?? 0) > 0.01);
    await drive('sendDigits("5")');
    await until(tag, ({ calls }) => calls[0]?.digits === '5');
    await drive('hold()');
    await until(tag, ({ calls }) => calls[0]?.state === 'held');
    await drive('resume()');
    await until(tag, ({ calls }) => calls[0]?.state === 'active');
    await place.gateway.command(tag, { type: 'drop' });
    await until(tag, ({ calls }) => calls[0]?.reattached === 1 && calls[0].media.connected);
    await until(tag, ({ calls }) => (calls[0]?.media.receivedLastSecond.packets ?? 0) > 25);
    await drive('hangUp()');
    const { calls, connections } = await until(tag, (report) => report.calls[0]?.state === 'ended');

    assert.equal(connections, 2);
    assert.equal(calls[0]?.byes[0]?.from, 'client');
    await page.close();
  });
});
