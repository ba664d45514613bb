import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Page } from 'puppeteer-core';
import { type AnswerPage, useBuiltSite } from './built-site.js';
import { clickControl, findControl, openEyes, readText } from './page-eyes.js';

/** More than the time after a gesture for which browsers forgive that something moves. */
const LATE_MS = 700;

/** A page with text before and after a widget, and a gateway that takes its time. */
const answerPage: AnswerPage = ({ pathname, searchParams }, _request, response) => {
  if (pathname !== '/page') return false;
  response.setHeader('content-type', 'text/html');
  response.end(
    '<!doctype html><html lang="en"><meta name="viewport" content="width=device-width">' +
      '<link rel="icon" href="data:,"><script async src="/telnyx-elements.js"></script><p>Before it.</p>' +
      `<div style="block-size: ${searchParams.get('height') ?? ''}">` +
      `<telnyx-ai-agent agent-id="assistant-still" gateway-url="/gateway?delay=${LATE_MS}" ` +
      `placement="${searchParams.get('placement') ?? ''}"></telnyx-ai-agent></div><p>After it.</p>`,
  );
  return true;
};

interface Shift {
  readonly isExpected: boolean;
  /** What moved, where it stands in the page's own tree. */
  readonly names: readonly string[];
}

/** Collects what the browser says has moved. */
const observer = `
  globalThis.shifts = [];
  new PerformanceObserver((list) => {
    for (const { hadRecentInput, sources } of list.getEntries()) {
      shifts.push({ isExpected: hadRecentInput, names: sources.flatMap(({ node }) => node?.nodeName ?? []) });
    }
  }).observe({ type: 'layout-shift', buffered: true });
`;

const shiftsOf = async (page: Page): Promise<readonly Shift[]> => {
  // Told after the next frame.
  await page.evaluate(() => new Promise((told) => requestAnimationFrame(() => setTimeout(told))));
  return page.evaluate(() => (globalThis as unknown as { shifts: Shift[] }).shifts);
};

describe('a page with a widget', () => {
  const { newPage, at } = useBuiltSite(answerPage);

  async function open(query: string, viewport = { width: 1000, height: 800 }) {
    const page = await newPage();
    await openEyes(page);
    await page.evaluateOnNewDocument(observer);
    await page.setViewport(viewport);
    await page.goto(at(`/page?${query}`));
    return page;
  }

  it('is told of what moves', async () => {
    const page = await open('placement=inline');

    await findControl(page, 'start-button');

    // Its place was given no height, so the text after it made room.
    assert.deepEqual(await shiftsOf(page), [{ isExpected: false, names: ['P'] }]);
    await page.close();
  });

  for (const [name, query, viewport] of [
    ['in its corner', 'placement=', undefined],
    ['in the opposite one', 'placement=top-left', undefined],
    ['over a phone', 'placement=', { width: 390, height: 844 }],
    ['in a box of the page', 'placement=inline&height=600px', undefined],
  ] as const) {
    it(`does not move while it comes, opens, talks and closes: ${name}`, async () => {
      const page = await open(query, viewport);
      const isFloating = !query.includes('inline');

      if (isFloating) await clickControl(page, 'launcher');
      await clickControl(page, 'start-button');
      await readText(page, 'Hello! I am the demo assistant.');
      // Once is enough to see who speaks change.
      if (viewport) await readText(page, 'Listening');
      await clickControl(page, 'end-button');
      await readText(page, 'Call ended');
      if (isFloating) {
        await clickControl(page, 'close-button');
        await findControl(page, 'launcher');
      }

      const shifts = await shiftsOf(page);
      assert.deepEqual(
        shifts.filter(({ isExpected }) => !isExpected),
        [],
      );
      // Nor does anything of the page's own, which forgives nothing.
      const moved = shifts.flatMap(({ names }) => names);
      assert.deepEqual(
        moved.filter((each) => each !== 'TELNYX-AI-AGENT'),
        [],
      );
      await page.close();
    });
  }
});
