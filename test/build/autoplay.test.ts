import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CDPSession, Page } from 'puppeteer-core';
import { type AnswerPage, strictArguments, useBuiltSite } from './built-site.js';
import { openEyes, poll } from './page-eyes.js';

const answerPage: AnswerPage = ({ pathname, searchParams }, _request, response) => {
  if (pathname !== '/page') return false;
  const login = searchParams.get('login');
  response.setHeader('content-type', 'text/html');
  response.end(
    '<!doctype html><html lang="en"><link rel="icon" href="data:,">' +
      '<script async src="/telnyx-elements.js"></script>' +
      (login
        ? `<telnyx-dialer login="${login}" password="x" gateway-url="/gateway" prewarm="eager"></telnyx-dialer>`
        : '<telnyx-ai-agent agent-id="assistant-heard" gateway-url="/gateway" sounds="false" ' +
          `${searchParams.get('attributes') ?? ''}></telnyx-ai-agent>`),
  );
  return true;
};

/** Keeps what the page makes to play sound, which stands in no document, and what it warns of. */
const ears = `
  globalThis.players = [];
  globalThis.Audio = class extends Audio {
    constructor(...given) {
      super(...given);
      players.push(this);
    }
  };
  globalThis.warnings = [];
  addEventListener('telnyx-warning', ({ detail }) => warnings.push(detail.code), true);
  globalThis.phone = () => document.querySelector('telnyx-ai-agent, telnyx-dialer');
  globalThis.callOf = () => phone().session?.snapshot.calls.at(-1);
  /** Whether a player plays the far end, and something louder than silence has come from there. */
  globalThis.isHeard = async () => {
    const player = players.find(({ srcObject }) => srcObject !== null);
    if (!player || player.paused || player.muted || player.currentTime === 0) return false;
    const stats = await phone().session.getCall(callOf().id).peerConnection.getStats();
    return [...stats.values()].some(({ type, totalAudioEnergy }) => type === 'inbound-rtp' && totalAudioEnergy > 0.001);
  };
  globalThis.placeOf = (name) => {
    const part = findPart(name);
    if (!part?.matches(':enabled')) return '';
    const { x, y, width, height } = part.getBoundingClientRect();
    return JSON.stringify({ x: x + width / 2, y: y + height / 2 });
  };
`;

describe('a browser that wants a gesture before sound', () => {
  const { newPage, at } = useBuiltSite(answerPage, strictArguments);

  async function open(query: Record<string, string>) {
    const page = await newPage();
    await openEyes(page);
    await page.evaluateOnNewDocument(ears);
    await page.goto(at(`/page?${new URLSearchParams(query).toString()}`));
    return visit(page, await page.createCDPSession());
  }

  /** As a script of the page does it that no visitor has touched yet. */
  const startByScript = (ask: Ask) =>
    ask(`customElements.whenDefined('telnyx-ai-agent').then(() => {
      document.querySelector('telnyx-ai-agent').start();
    })`);

  const isUntouched = async (ask: Ask) => !(await ask<boolean>('navigator.userActivation.hasBeenActive'));

  // What keeps the microphone may be heard: so do Chromium and Safari, as long as it lasts.
  it('lets an agent be heard that the page itself has called, while it listens', async () => {
    const { ask, warnings, isHeard } = await open({});

    await startByScript(ask);
    await poll('Nothing is heard.', isHeard);

    assert.deepEqual([await isUntouched(ask), await warnings()], [true, []]);
  });

  for (const target of ['what says so', 'the page']) {
    it(`has an agent that does not listen heard after a click on ${target}`, async () => {
      const { page, ask, warnings, isHeard, isShown, read, click } = await open({
        attributes: 'call-audio="false"',
      });

      await startByScript(ask);
      await read('Your browser is blocking the sound.');
      await poll('The call does not come about.', () => ask<boolean>('callOf()?.state === "active"'));
      const before = [await isUntouched(ask), await isHeard(), await warnings()];
      if (target === 'the page') await page.mouse.click(5, 5);
      else await click('sound-button');
      await poll('Nothing is heard.', isHeard);
      await poll('It is still offered.', async () => !(await isShown('sound-button')));

      assert.deepEqual(before, [true, false, [60011]]);
    });
  }

  for (const attributes of ['', 'call-audio="false"']) {
    it(`lets a visitor hear who has clicked to call: ${attributes || 'with a microphone'}`, async () => {
      const { warnings, isHeard, isShown, click } = await open({ attributes });

      await click('launcher');
      await click('start-button');
      await poll('Nothing is heard.', isHeard);

      assert.deepEqual([await isShown('sound-button'), await warnings()], [false, []]);
    });
  }

  it('tells the page of a phone that its ringing is not heard, and answers by a click', async () => {
    const bob = await open({ login: 'bob' });
    const alice = await open({ login: 'alice' });
    for (const { ask } of [bob, alice]) {
      await poll('It is not registered.', () => ask<boolean>('phone().status === "ready"'));
    }

    await alice.ask('void phone().dial("bob")');
    await poll('No warning.', async () => (await bob.warnings()).length > 0);
    const before = { isUntouched: await isUntouched(bob.ask), isHeard: await bob.isHeard() };
    await bob.page.bringToFront();
    await bob.click('answer-button');
    await poll('Nothing is heard.', bob.isHeard);

    assert.deepEqual(before, { isUntouched: true, isHeard: false });
    assert.deepEqual(await bob.warnings(), [60011]);
    assert.equal(await bob.isShown('sound-button'), false);
  });
});

type Ask = <T>(expression: string) => Promise<T>;

/** A page that is looked at without a gesture, for which `page.evaluate` counts. */
function visit(page: Page, devTools: CDPSession) {
  const ask: Ask = async <T>(expression: string) => {
    const { result, exceptionDetails } = await devTools.send('Runtime.evaluate', {
      expression,
      returnByValue: true,
      awaitPromise: true,
      userGesture: false,
    });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value as T;
  };
  return {
    page,
    ask,
    warnings: () => ask<number[]>('warnings'),
    isHeard: () => ask<boolean>('isHeard()'),
    isShown: (part: string) => ask<boolean>(`findPart(${JSON.stringify(part)}) !== null`),
    read: (text: string) =>
      poll(`"${text}" is not to be read.`, () =>
        ask<boolean>(`visibleText().includes(${JSON.stringify(text)})`),
      ),
    /** With the mouse, once it stands still. */
    click: async (part: string) => {
      let place = '';
      const { x, y } = await poll(`${part} cannot be clicked.`, async () => {
        const last = place;
        place = await ask<string>(`placeOf(${JSON.stringify(part)})`);
        return place !== '' && place === last && (JSON.parse(place) as { x: number; y: number });
      });
      await page.mouse.click(x, y);
    },
  };
}
