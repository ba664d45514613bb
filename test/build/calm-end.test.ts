import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Page } from 'puppeteer-core';
import { type AnswerPage, useBuiltSite } from './built-site.js';
import { clickControl, findControl, openEyes, poll, readText } from './page-eyes.js';

const answerPage: AnswerPage = ({ pathname, searchParams }, _request, response) => {
  if (pathname !== '/page') return false;
  response.setHeader('content-type', 'text/html');
  response.end(
    '<!doctype html><html lang="en"><meta name="viewport" content="width=device-width">' +
      '<link rel="icon" href="data:,"><script async src="/telnyx-elements.js"></script>' +
      '<telnyx-ai-agent agent-id="assistant-calm" ' +
      `gateway-url="/gateway?scenario=${searchParams.get('scenario') ?? ''}"></telnyx-ai-agent>`,
  );
  return true;
};

type Agent = Element & {
  readonly call: { readonly state: string } | null;
  sendMessage(text: string): Promise<void>;
  end(): Promise<void>;
};

describe('the conversation in the panel of an agent', () => {
  const { newPage, at } = useBuiltSite(answerPage);

  async function talk(scenario: string, viewport: { width: number; height: number }) {
    const page = await newPage();
    await openEyes(page);
    await page.setViewport(viewport);
    await page.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'reduce' }]);
    await page.goto(at(`/page?scenario=${scenario}`));
    await clickControl(page, 'launcher');
    await clickControl(page, 'start-button');
    await readText(page, 'Hello! I am the demo assistant.');
    return page;
  }

  /** Where the first message stands in the window. */
  const firstMessage = async (page: Page) => (await (await findControl(page, 'message')).boundingBox())!.y;

  const isInCall = (page: Page) =>
    page.evaluate(() => document.querySelector<Agent>('telnyx-ai-agent')!.call?.state === 'active');

  for (const viewport of [
    { width: 1280, height: 900 },
    { width: 390, height: 844 },
  ]) {
    it(`stays where it is when the assistant hangs up: ${viewport.width} px wide`, async () => {
      const page = await talk('hangup', viewport);

      const during = await firstMessage(page);
      assert.equal(await isInCall(page), true);
      await findControl(page, 'summary');
      const after = await firstMessage(page);

      assert.equal(after, during);
      await page.close();
    });
  }

  for (const isReading of [false, true]) {
    it(`stays ${isReading ? 'where somebody reads' : 'at its end'} when a long call ends`, async () => {
      const page = await talk('assistant', { width: 390, height: 700 });
      await page.evaluate(async () => {
        const agent = document.querySelector<Agent>('telnyx-ai-agent')!;
        for (let number = 1; number <= 8; number += 1) {
          await agent.sendMessage(`Question ${number}, with as many words as fill more than one line of it.`);
        }
      });
      await readText(page, 'You said: Question 8');
      const list = await findControl(page, 'list');
      const isAtEnd = () =>
        list.evaluate((each) => each.scrollHeight - each.scrollTop - each.clientHeight < 1);
      await poll('It does not follow.', isAtEnd);
      if (isReading) {
        await list.hover();
        await page.mouse.wheel({ deltaY: -300 });
        await findControl(page, 'latest-button');
      }
      const during = await firstMessage(page);

      await page.evaluate(() => document.querySelector<Agent>('telnyx-ai-agent')!.end());
      await findControl(page, 'summary');

      if (isReading) assert.equal(await firstMessage(page), during);
      else await poll('It is not at its end.', isAtEnd);
      await page.close();
    });
  }
});
