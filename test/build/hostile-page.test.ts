import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Page } from 'puppeteer-core';
import { type AnswerPage, picturePolicy, useBuiltSite } from './built-site.js';
import { clickControl, findControl, openEyes, readText } from './page-eyes.js';

/** A page that holds a widget, and before it a script and a style sheet of this run. */
const answerPage: AnswerPage = ({ pathname, searchParams }, request, response) => {
  if (pathname === '/page') {
    const run = searchParams.get('run') ?? '';
    response.setHeader('content-security-policy', picturePolicy);
    response.setHeader('content-type', 'text/html');
    response.end(
      `<!doctype html><html lang="en"><link rel="icon" href="data:,"><link rel="stylesheet" href="/page.css">` +
        `<script src="/page.js?run=${run}"></script>` +
        '<script async src="/telnyx-elements.js"></script><p>A page.</p>' +
        `<telnyx-ai-agent agent-id="assistant-hostile" gateway-url="/gateway" ` +
        `placement="${searchParams.get('placement') ?? ''}"></telnyx-ai-agent>`,
    );
  } else if (pathname === '/transcript') {
    response.setHeader('content-type', 'text/html');
    response.end(
      '<!doctype html><html lang="en"><link rel="icon" href="data:,"><link rel="stylesheet" href="/page.css">' +
        '<script async src="/telnyx-elements.js"></script><telnyx-transcript for="agent"></telnyx-transcript>' +
        '<telnyx-ai-agent id="agent" agent-id="assistant-hostile" gateway-url="/gateway"></telnyx-ai-agent>',
    );
  } else if (pathname === '/page.css') {
    response.setHeader('content-type', 'text/css');
    const isUnset = (request.headers.referer ?? '').includes('run=unset');
    response.end(isUnset ? '* { all: unset !important; }' : 'body { margin: 0; }');
  } else if (pathname === '/page.js') {
    response.setHeader('content-type', 'text/javascript');
    response.end(scripts[searchParams.get('run') ?? ''] ?? '');
  } else {
    return false;
  }
  return true;
};

/** What a page may have done to the language before our script comes. */
const scripts: Readonly<Record<string, string>> = {
  frozen:
    'for (const each of [Object, Array, Function, Error, TypeError, Map, Set, WeakMap, Promise, RegExp, String, ' +
    'Number, Boolean, Symbol, Date, Event, EventTarget, CustomEvent, URL]) Object.freeze(each.prototype);',
  // As polyfills of the first custom elements do it: a plain object in the place of the registry.
  polyfilled:
    'const native = customElements; Object.defineProperty(window, "customElements", { configurable: true, value: {' +
    ' define: (name, element, options) => native.define(name, element, options), get: (name) => native.get(name),' +
    ' whenDefined: (name) => native.whenDefined(name), flush() {}, polyfillWrapFlushCallback() {} } });',
};

describe('the script tag on a hostile page', () => {
  const { newPage, at } = useBuiltSite(answerPage);

  async function open(run = '', path = 'page', placement = '') {
    const page = await newPage();
    const troubles: string[] = [];
    page.on('pageerror', (error) => troubles.push(String(error)));
    page.on('console', (message) => {
      // That the far end of a demo is silent at times is no trouble.
      if (message.type() === 'error') troubles.push(message.text());
    });
    await openEyes(page);
    await page.goto(at(`/${path}?run=${run}&placement=${placement}`));
    await findControl(page, placement === 'inline' ? 'start-button' : 'launcher');
    return { page, troubles };
  }

  /** A whole conversation by what a visitor can click. */
  async function converse(page: Page) {
    await clickControl(page, 'launcher');
    await clickControl(page, 'start-button');
    await readText(page, 'Hello! I am the demo assistant.');
    await clickControl(page, 'end-button');
    await readText(page, 'Call ended');
  }

  for (const run of ['frozen', 'polyfilled']) {
    it(`holds a conversation where the page is ${run}`, async () => {
      const { page, troubles } = await open(run);

      await converse(page);

      assert.deepEqual(troubles, []);
    });
  }

  it('keeps its look and place where the page unsets everything', async () => {
    const boxes = [];
    for (const run of ['', 'unset']) {
      const { page } = await open(run);
      // Otherwise the panel grows out of its launcher for a moment.
      await page.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'reduce' }]);
      const closed = await (await findControl(page, 'launcher')).boundingBox();
      await clickControl(page, 'launcher');
      await findControl(page, 'start-button');
      boxes.push({ closed, look: await lookOf(page) });
    }

    assert.deepEqual(boxes[1], boxes[0]);
  });

  it('fills its place in the text of the page where the page unsets everything', async () => {
    const looks = [];
    for (const run of ['', 'unset']) {
      const { page } = await open(run, 'page', 'inline');
      // What stands above it has lost its margins.
      await page.evaluate(() => document.querySelector('p')?.remove());
      looks.push(await lookOf(page));
    }

    assert.deepEqual(looks[0]?.[0]?.box.slice(2), [800, 480]);
    assert.deepEqual(looks[1], looks[0]);
  });

  it('keeps clear of the edges of the screen in every corner', async () => {
    const distances: Record<string, number[]> = {};
    for (const placement of ['bottom-right', 'bottom-left', 'top-right', 'top-left']) {
      const { page } = await open('', 'page', placement);
      const devTools = await page.createCDPSession();
      const insets = { top: 41, right: 42, bottom: 43, left: 44 };
      await devTools.send('Emulation.setSafeAreaInsetsOverride', { insets });
      const { x, y, width, height } = (await (await findControl(page, 'launcher')).boundingBox())!;
      const viewport = page.viewport()!;
      const [block, inline] = placement.split('-');
      distances[placement] = [
        block === 'top' ? y : viewport.height - y - height,
        inline === 'left' ? x : viewport.width - x - width,
      ].map(Math.round);
    }

    assert.deepEqual(distances, {
      'bottom-right': [43, 42],
      'bottom-left': [43, 44],
      'top-right': [41, 42],
      'top-left': [41, 44],
    });
  });

  it('keeps the look of a transcript by itself where the page unsets everything', async () => {
    const looks = [];
    for (const run of ['', 'unset']) {
      const { page } = await open(run, 'transcript');
      await converse(page);
      const look = await page.evaluate(() => {
        const root = document.querySelector('telnyx-transcript')?.shadowRoot;
        return ['.frame', '.scroller', '.assistant', '.assistant .bubble', '.latest'].map((selector) => {
          const element = root?.querySelector(selector);
          if (!element) return null;
          const { display, position, flexDirection, overflow, color, ...style } = getComputedStyle(element);
          const { fontFamily, fontSize, fontWeight, lineHeight, textAlign, backgroundColor } = style;
          const letters = { color, fontFamily, fontSize, fontWeight, lineHeight, textAlign };
          return { selector, display, position, flexDirection, overflow, backgroundColor, ...letters };
        });
      });
      looks.push(look);
    }

    assert.ok(looks[0]?.every((each) => each !== null));
    assert.deepEqual(looks[1], looks[0]);
  });
});

/** Where the main parts of the panel are, and how they look. */
function lookOf(page: Page) {
  return page.evaluate(() => {
    const root = document.querySelector('telnyx-ai-agent')?.shadowRoot;
    return ['panel', 'start-button', 'title', 'state'].map((part) => {
      const element = root?.querySelector(`[part="${part}"]`);
      if (!element) return null;
      const { x, y, width, height } = element.getBoundingClientRect();
      const { color, backgroundColor, fontSize, fontWeight, lineHeight } = getComputedStyle(element);
      const box = [x, y, width, height].map(Math.round);
      return { part, box, color, backgroundColor, fontSize, fontWeight, lineHeight };
    });
  });
}
