import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type AnswerPage, useBuiltSite } from './built-site.js';
import { clickControl, findControl, openEyes, readText } from './page-eyes.js';

/** A page that fills a screen with a notch, with a phone or an agent in one of its corners. */
const answerPage: AnswerPage = ({ pathname, searchParams }, _request, response) => {
  if (pathname !== '/page') return false;
  response.setHeader('content-type', 'text/html');
  response.end(
    '<!doctype html><html lang="en"><meta name="viewport" content="width=device-width, viewport-fit=cover">' +
      '<link rel="icon" href="data:,"><script async src="/telnyx-elements.js"></script>' +
      (searchParams.has('agent')
        ? `<telnyx-ai-agent agent-id="assistant-safe" gateway-url="/gateway">
            <div slot="footer" style="height: 24px">Ours</div></telnyx-ai-agent>`
        : `<telnyx-dialer login="safe" password="x" gateway-url="/gateway" history="off" prewarm="off" open
            placement="${searchParams.get('placement') ?? ''}"></telnyx-dialer>`),
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

describe('an agent that covers a phone with a notch', () => {
  const { newPage, at } = useBuiltSite(answerPage);
  const phone = { width: 390, height: 844 };

  it('fills it to the edges, and keeps everything in it clear of what each side has', async () => {
    const page = await newPage();
    await openEyes(page);
    await page.setViewport(phone);
    const devtools = await page.createCDPSession();
    await devtools.send('Emulation.setSafeAreaInsetsOverride', { insets: INSETS });
    await page.goto(at('/page?agent'));
    await page.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'reduce' }]);
    const within: Record<string, unknown> = {};
    /** The space around all that stands in the panel. */
    const note = async (name: string) => {
      const panel = await findControl(page, 'panel');
      within[name] = await panel.evaluate((element) => {
        const boxes = [...element.children]
          .flatMap((each) => (each instanceof HTMLSlotElement ? each.assignedElements() : [each]))
          .filter((each) => each.checkVisibility())
          .map((each) => each.getBoundingClientRect());
        return {
          panel: Object.values(element.getBoundingClientRect().toJSON() as DOMRect).slice(0, 4),
          top: Math.min(...boxes.map(({ top }) => top)),
          right: innerWidth - Math.max(...boxes.map(({ right }) => right)),
          bottom: innerHeight - Math.max(...boxes.map(({ bottom }) => bottom)),
          left: Math.min(...boxes.map(({ left }) => left)),
        };
      });
    };

    await clickControl(page, 'launcher');
    await findControl(page, 'start-button');
    await note('idle');
    await clickControl(page, 'start-button');
    await readText(page, 'Hello! I am the demo assistant.');
    await note('in a call');
    await clickControl(page, 'end-button');
    await readText(page, 'Call ended');
    await note('ended');

    const clear = { panel: [0, 0, phone.width, phone.height], ...INSETS };
    assert.deepEqual(within, { idle: clear, 'in a call': clear, ended: clear });
    await page.close();
  });
});
