import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type AnswerPage, useBuiltSite } from './built-site.js';
import { findControl, openEyes } from './page-eyes.js';

/** A page that fills a screen with a notch, with a phone in one of its corners. */
const answerPage: AnswerPage = ({ pathname, searchParams }, _request, response) => {
  if (pathname !== '/page') return false;
  response.setHeader('content-type', 'text/html');
  response.end(
    '<!doctype html><html lang="en"><meta name="viewport" content="width=device-width, viewport-fit=cover">' +
      '<link rel="icon" href="data:,"><script async src="/telnyx-elements.js"></script>' +
      `<telnyx-dialer login="safe" password="x" gateway-url="/gateway" history="off" prewarm="off" open
        placement="${searchParams.get('placement') ?? ''}"></telnyx-dialer>`,
  );
  return true;
};

const INSETS = { top: 30, right: 5, bottom: 40, left: 60 };
const OFFSET = 20;
const SCREEN = { width: 360, height: 500 };

describe('a floating phone on a screen with a notch', () => {
  const { newPage, at } = useBuiltSite(answerPage);

  for (const placement of ['bottom-right', 'top-left']) {
    it(`keeps clear of what each side has, and no more: ${placement}`, async () => {
      const page = await newPage();
      await openEyes(page);
      await page.setViewport(SCREEN);
      const devtools = await page.createCDPSession();
      await devtools.send('Emulation.setSafeAreaInsetsOverride', { insets: INSETS });
      await page.goto(at(`/page?placement=${placement}`));
      await findControl(page, 'keypad');

      const box = await (await findControl(page, 'panel')).boundingBox();

      const room = (side: keyof typeof INSETS) => Math.max(OFFSET, INSETS[side]);
      assert.ok(box);
      const width = Math.min(320, SCREEN.width - room('left') - room('right'));
      const height = SCREEN.height - room('top') - room('bottom');
      assert.deepEqual(box, {
        x: placement.endsWith('left') ? room('left') : SCREEN.width - room('right') - width,
        y: room('top'),
        width,
        height,
      });
      await page.close();
    });
  }
});
