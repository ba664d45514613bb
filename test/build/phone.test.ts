import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Page } from 'puppeteer-core';
import type { TelnyxSession } from '../../src/index.js';
import { type AnswerPage, strictPolicy, useBuiltSite } from './built-site.js';
import { clickControl, findControl, looksOf, openEyes, poll, readText, violationsOf } from './page-eyes.js';

const ECHO = '+15550100100';

/** What a page with a phone holds, by kind. */
const phones: Readonly<Record<string, (attributes: string) => string>> = {
  dialer: (attributes) => `<telnyx-dialer ${attributes}></telnyx-dialer>`,
  floating: (attributes) => `<telnyx-dialer placement="bottom-right" ${attributes}></telnyx-dialer>`,
  parts: (attributes) =>
    `<telnyx-session ${attributes}><telnyx-notice></telnyx-notice><telnyx-incoming-call></telnyx-incoming-call>` +
    `<telnyx-call-list></telnyx-call-list><telnyx-call-button destination="${ECHO}"></telnyx-call-button>` +
    '<telnyx-mute-button></telnyx-mute-button><telnyx-hold-button></telnyx-hold-button>' +
    '<telnyx-call-timer></telnyx-call-timer><telnyx-call-quality></telnyx-call-quality>' +
    '<telnyx-keypad></telnyx-keypad><telnyx-device-select></telnyx-device-select>' +
    '<telnyx-visualizer></telnyx-visualizer></telnyx-session>',
};

const answerPage: AnswerPage = ({ pathname, searchParams }, request, response) => {
  if (pathname === '/page') {
    // With the tones beside the script, as docs/hosting.md says.
    response.setHeader('content-security-policy', `${strictPolicy}; media-src 'self'`);
    response.setHeader('content-type', 'text/html');
    const user = searchParams.get('user') ?? '';
    const attributes = `login="${user}" password="x" gateway-url="/gateway" prewarm="eager"`;
    response.end(
      '<!doctype html><html lang="en"><link rel="stylesheet" href="/page.css">' +
        '<script async src="/telnyx-elements.js"></script>' +
        (phones[searchParams.get('kind') ?? '']?.(attributes) ?? ''),
    );
  } else if (pathname === '/page.css') {
    response.setHeader('content-type', 'text/css');
    const isUnset = (request.headers.referer ?? '').includes('run=unset');
    response.end(isUnset ? '* { all: unset !important; }' : 'body { margin: 0; }');
  } else {
    return false;
  }
  return true;
};

describe('a phone from the script tag', () => {
  const { newPage, at } = useBuiltSite(answerPage);
  let users = 0;

  /** A page with a phone that is registered under a name of its own. */
  async function open(kind: string, run = '') {
    users += 1;
    const user = `user-${users}`;
    const page = await newPage();
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(String(error)));
    page.on('console', (message) => {
      // That a tone cannot be played is a warning.
      if (message.type() === 'error' || message.text().includes('60022')) errors.push(message.text());
    });
    await openEyes(page);
    // What moves would be measured on its way.
    await page.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'reduce' }]);
    await page.goto(at(`/page?${new URLSearchParams({ kind, run, user }).toString()}`));
    const isReady = () =>
      page.evaluate(() => {
        const phone = document.querySelector('telnyx-dialer, telnyx-session');
        return phone && 'status' in phone && phone.status === 'ready';
      });
    await poll('The phone is not registered.', isReady);
    return { page, user, troubles: async () => [...(await violationsOf(page)), ...errors] };
  }

  async function dial(page: Page, number: string) {
    await page.bringToFront();
    const field = await findControl(page, 'number-input');
    await field.type(number);
    await clickControl(page, 'call-button');
  }

  const clickAll = async (page: Page, ...parts: string[]) => {
    // Elsewhere no frames are drawn, and nothing can be clicked.
    await page.bringToFront();
    for (const part of parts) await clickControl(page, part);
  };

  describe('under a strict content security policy with Trusted Types', () => {
    it('makes a call, with its keys, figures and devices, and lists it', async () => {
      const { page, troubles } = await open('dialer');

      await dial(page, ECHO);
      await readText(page, 'In call');
      await clickAll(page, 'mute-button', 'hold-button', 'keypad-button', 'key', 'hide-keypad-button');
      await clickAll(page, 'quality-button', 'speaker-button', 'device-list', 'test-button', 'back-button');
      await clickControl(page, 'end-button');
      await readText(page, 'Call ended');
      await clickControl(page, 'history-button');
      await findControl(page, 'history-entry');

      assert.deepEqual(await troubles(), []);
    });

    it('talks with a phone in another page', async () => {
      const [alice, bob] = [await open('dialer'), await open('dialer')];

      await dial(bob.page, alice.user);
      await clickAll(alice.page, 'answer-button');
      await readText(bob.page, 'In call');

      for (const { page } of [alice, bob]) await poll('Nothing is heard.', () => isHearing(page));
      await clickAll(bob.page, 'end-button');
      await poll('The call goes on.', () => alice.page.evaluate(hasNoCall));
    });

    it('takes a call beside another one, and swaps them', async () => {
      const [alice, bob] = [await open('floating'), await open('dialer')];
      await clickAll(alice.page, 'launcher');
      await dial(alice.page, ECHO);
      await readText(alice.page, 'In call');

      await dial(bob.page, alice.user);
      await findControl(alice.page, 'end-and-answer-button');
      await clickAll(alice.page, 'answer-button', 'swap-button', 'close-button', 'end-button');
      await clickAll(alice.page, 'launcher', 'end-button');

      await readText(bob.page, 'Call ended');
      assert.deepEqual([await alice.troubles(), await bob.troubles()], [[], []]);
    });

    it('is made of parts, and makes and takes calls', async () => {
      const [alice, bob] = [await open('parts'), await open('dialer')];

      await clickAll(alice.page, 'call-button', 'mute-button', 'hold-button', 'quality-button', 'key');
      await findControl(alice.page, 'orb');
      await clickAll(alice.page, 'end-button', 'call-button', 'end-button', 'test-button');
      await dial(bob.page, alice.user);
      await clickAll(alice.page, 'answer-button');
      await readText(bob.page, 'In call');
      await clickAll(alice.page, 'end-button');

      await readText(bob.page, 'Call ended');
      assert.deepEqual([await alice.troubles(), await bob.troubles()], [[], []]);
    });
  });

  /** Where single parts stand is the matter of the page, and of its reset. */
  const looksIn = async (page: Page, kind: string) =>
    (await looksOf(page)).map(({ box, ...look }) => ({
      ...look,
      box: kind === 'parts' ? box.slice(2) : box,
    }));

  for (const kind of Object.keys(phones)) {
    it(`keeps its look where the page unsets everything: ${kind}`, async () => {
      const looks = [];
      for (const run of ['', 'unset']) {
        const { page, troubles } = await open(kind, run);
        // The place in the page is the page's own matter: here it has the width of a phone.
        if (kind === 'dialer') await page.setViewport({ width: 320, height: 600 });
        const closed = await looksIn(page, kind);
        if (kind === 'floating') await clickControl(page, 'launcher');
        const idle = await looksIn(page, kind);
        if (kind === 'parts') await clickControl(page, 'call-button');
        else await dial(page, ECHO);
        await findControl(page, 'quality-button');
        await clickControl(page, 'hold-button');
        await poll('It is not held.', () =>
          page.evaluate(() => {
            const phone = document.querySelector('telnyx-dialer, telnyx-session') as {
              call?: unknown;
            } | null;
            return (phone?.call as { isHeld?: boolean } | null)?.isHeld === true;
          }),
        );
        looks.push({ closed, idle, inCall: await looksIn(page, kind), troubles: await troubles() });
      }

      assert.ok((looks[0]?.inCall.length ?? 0) > 5);
      assert.deepEqual(looks[1], looks[0]);
    });
  }
});

type Phone = Element & { readonly session: TelnyxSession };

const hasNoCall = () =>
  document
    .querySelector<Phone>('telnyx-dialer')!
    .session.snapshot.calls.every(({ state }) => state === 'ended');

/** Whether the far end is louder than silence in the phone's call. */
const isHearing = (page: Page) =>
  page.evaluate(async () => {
    const { session } = document.querySelector<Phone>('telnyx-dialer')!;
    const [call] = session.snapshot.calls;
    const stats = await session.getCall(call?.id ?? '')?.peerConnection?.getStats();
    return [...(stats?.values() ?? [])].some(
      (each: { type: string; totalAudioEnergy?: number }) =>
        each.type === 'inbound-rtp' && (each.totalAudioEnergy ?? 0) > 0.001,
    );
  });
