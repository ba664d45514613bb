import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type AnswerPage, useBuiltSite } from './built-site.js';
import { poll } from './page-eyes.js';

const answerPage: AnswerPage = ({ pathname }, _request, response) => {
  if (pathname !== '/page') return false;
  response.setHeader('content-type', 'text/html');
  response.end(
    '<!doctype html><html lang="en"><link rel="icon" href="data:,"><script async src="/telnyx-elements.js"></script>' +
      '<telnyx-ai-agent agent-id="assistant-first" gateway-url="/gateway"></telnyx-ai-agent>' +
      '<telnyx-ai-agent agent-id="assistant-second" gateway-url="/gateway" start-text="Sales"></telnyx-ai-agent>' +
      '<telnyx-dialer placement="bottom-right" login="beside" password="x" gateway-url="/gateway"></telnyx-dialer>',
  );
  return true;
};

describe('two agents and a phone in one corner', () => {
  const { newPage, at } = useBuiltSite(answerPage);

  it('make room for each other as they are opened', async () => {
    const page = await newPage();
    await page.setViewport({ width: 1280, height: 800 });
    await page.goto(at('/page'));
    const boxes = () =>
      page.$$eval('telnyx-ai-agent, telnyx-dialer', (all) =>
        all.map((each) => {
          const { left, right, top, bottom } = each.getBoundingClientRect();
          return { left, right, top, bottom };
        }),
      );
    /** Each in the window beside the one before it, which stands nearer to the corner. */
    const stand = (widths: readonly number[]) =>
      poll('They do not stand side by side.', async () => {
        const all = await boxes();
        return all.every(
          ({ left, right, top, bottom }, index) =>
            right - left >= (widths[index] ?? 0) &&
            left >= 0 &&
            top >= 0 &&
            bottom <= 800 &&
            right <= (all[index - 1]?.left ?? 1280),
        );
      });

    await stand([100, 60, 56]);
    await page.locator('telnyx-dialer >>> [part="launcher"]').click();
    await stand([100, 60, 320]);
    await page.locator('telnyx-ai-agent >>> [part="launcher"]').click();
    await stand([384, 60, 320]);
    await page.locator('telnyx-dialer >>> [part~="close-button"]').click();
    await stand([384, 60, 56]);

    const [first, second] = await boxes();
    assert.ok(first && second && first.left - second.right < 20);
    await page.close();
  });
});
