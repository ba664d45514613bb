import assert from 'node:assert/strict';
import { createReadStream, existsSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { launch, type Browser, type ElementHandle, type Page } from 'puppeteer-core';
import { answerHttp } from '../../demo/gateway/answer-http.js';
import { attachGateway, type AttachedGateway } from '../../demo/gateway/attach-gateway.js';
import { browserArguments } from '../support/node/browser-arguments.mjs';
import { findBrowser } from '../support/node/find-browser.mjs';

const dist = resolve(import.meta.dirname, '../../dist');
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; connect-src 'self'; " +
  "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'";

/** The built files, the gateway, and at `/page` a page that holds a widget and what `head` brings. */
const site = createServer((request, response) => {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
  if (pathname === '/page') {
    response.setHeader('content-security-policy', policy);
    response.setHeader('content-type', 'text/html');
    response.end(
      `<!doctype html><html lang="en"><link rel="icon" href="data:,"><link rel="stylesheet" href="/page.css">` +
        `<script src="/page.js?run=${searchParams.get('run') ?? ''}"></script>` +
        '<script async src="/telnyx-elements.js"></script><p>A page.</p>' +
        `<telnyx-ai-agent agent-id="assistant-hostile" gateway-url="/gateway"></telnyx-ai-agent>`,
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
    response.end((request.headers.referer ?? '').includes('run=unset') ? '* { all: unset !important; }' : '');
  } else if (pathname === '/page.js') {
    response.setHeader('content-type', 'text/javascript');
    response.end(scripts[searchParams.get('run') ?? ''] ?? '');
  } else if (existsSync(dist + pathname)) {
    response.setHeader('content-type', 'text/javascript');
    createReadStream(dist + pathname).pipe(response);
  } else if (!gateway || !answerHttp(gateway, request, response)) {
    response.statusCode = 404;
    response.end();
  }
});
let gateway: AttachedGateway | undefined;

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

/** How the test looks into the page, whose policy forbids to compile anything there. */
interface Eyes {
  findPart(name: string): Element | null;
  visibleText(): string;
  readonly violations: string[];
}

const eyes = `
  globalThis.violations = [];
  document.addEventListener('securitypolicyviolation', ({ violatedDirective, sample }) => {
    violations.push(violatedDirective + ' ' + sample);
  });
  const everything = (root) =>
    [...root.querySelectorAll('*')].flatMap((each) => [each, ...(each.shadowRoot ? everything(each.shadowRoot) : [])]);
  globalThis.findPart = (name) =>
    everything(document).find((each) => each.part.contains(name) && each.checkVisibility()) ?? null;
  globalThis.visibleText = () =>
    everything(document).map(({ shadowRoot }) => shadowRoot?.textContent ?? '').join(' ').replace(/\\s+/g, ' ');
`;

describe('the script tag on a hostile page', () => {
  let browser: Browser;

  before(async () => {
    gateway = attachGateway(site, { path: '/gateway' });
    await new Promise<void>((listening) => site.listen(0, '127.0.0.1', listening));
    browser = await launch({ executablePath: findBrowser(), args: browserArguments });
  });

  after(async () => {
    await browser.close();
    site.closeAllConnections();
    site.close();
  });

  async function open(run = '', path = 'page') {
    const page = await browser.newPage();
    const troubles: string[] = [];
    page.on('pageerror', (error) => troubles.push(String(error)));
    page.on('console', (message) => {
      // That the far end of a demo is silent at times is no trouble.
      if (message.type() === 'error') troubles.push(message.text());
    });
    await page.evaluateOnNewDocument(eyes);
    await page.goto(`http://127.0.0.1:${(site.address() as AddressInfo).port}/${path}?run=${run}`);
    await control(page, 'launcher');
    return { page, troubles };
  }

  /** A whole conversation by what a visitor can click. */
  async function converse(page: Page) {
    await (await control(page, 'launcher')).click();
    await (await control(page, 'start-button')).click();
    await waitForText(page, 'Hello! I am the demo assistant.');
    await (await control(page, 'end-button')).click();
    await waitForText(page, 'Call ended');
  }

  it('keeps to a strict content security policy with Trusted Types through a whole conversation', async () => {
    const { page, troubles } = await open();

    await converse(page);
    const violations = await page.evaluate(() => (globalThis as unknown as Eyes).violations);

    assert.deepEqual([violations, troubles], [[], []]);
  });

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
      const closed = await (await control(page, 'launcher')).boundingBox();
      await (await control(page, 'launcher')).click();
      await control(page, 'start-button');
      const look = await page.evaluate(() => {
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
      boxes.push({ closed, look });
    }

    assert.deepEqual(boxes[1], boxes[0]);
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

/** Resolves with the visible control of this part, wherever it stands in the widget. */
async function control(page: Page, part: string) {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const handle = await page.evaluateHandle((name) => (globalThis as unknown as Eyes).findPart(name), part);
    const element = handle.asElement() as ElementHandle | null;
    if (element) return element;
    await delay(50);
  }
  throw new Error(`No ${part} is to be seen.`);
}

async function waitForText(page: Page, text: string) {
  for (let attempt = 0; attempt < 300; attempt += 1) {
    const shown = await page.evaluate(() => (globalThis as unknown as Eyes).visibleText());
    if (shown.includes(text)) return;
    await delay(50);
  }
  throw new Error(`"${text}" is not to be read.`);
}
