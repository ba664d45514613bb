import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, describe, it } from 'node:test';
import { type Browser, launch, type Page } from 'puppeteer-core';
import { browserArguments } from '../support/node/browser-arguments.mjs';
import { findBrowser } from '../support/node/find-browser.mjs';
import { clickControl, openEyes, poll, readText } from './page-eyes.js';

const project = resolve(import.meta.dirname, '../..');
const vite = resolve(project, 'node_modules/vite/bin/vite.js');

/** Records where sockets of the page lead to, and opens none that leaves this machine. */
const watchSockets = `
  globalThis.sockets = [];
  globalThis.WebSocket = new Proxy(WebSocket, {
    construct(target, [address]) {
      sockets.push(String(address));
      const { hostname } = new URL(address, location.href);
      return new target(/^(localhost|127\\.0\\.0\\.1)$/.test(hostname) ? address : 'ws://127.0.0.1:1');
    },
  });
`;

describe('npm start', { timeout: 120_000 }, () => {
  let browser: Browser | undefined;
  let server: ChildProcess | undefined;
  let url = '';

  before(async () => {
    const { scripts } = JSON.parse(readFileSync(resolve(project, 'package.json'), 'utf8')) as {
      scripts: { start: string };
    };
    const steps = scripts.start.split(' && ').map((step) => step.split(' '));
    // The first one builds what all these tests have before them.
    const [, build = [], preview = []] = steps;
    assert.deepEqual(
      steps.map(([command]) => command),
      ['vite', 'vite', 'vite'],
    );
    const [code] = (await once(
      spawn(process.execPath, [vite, ...build.slice(1)], { cwd: project }),
      'exit',
    )) as [number | null];
    assert.equal(code, 0);
    const started = spawn(process.execPath, [vite, ...preview.slice(1)], {
      cwd: project,
      env: { ...process.env, NO_COLOR: '1' },
    });
    server = started;
    for await (const line of createInterface(started.stdout)) {
      url = /http:\/\/\S+/.exec(line)?.[0] ?? '';
      if (url) break;
    }
    assert.notEqual(url, '');
    browser = await launch({ executablePath: findBrowser(), args: browserArguments });
  });

  after(async () => {
    await browser?.close();
    server?.kill();
  });

  async function open(): Promise<Page> {
    const page = await browser!.newPage();
    await openEyes(page);
    await page.evaluateOnNewDocument(watchSockets);
    await page.goto(url);
    return page;
  }

  const socketsOf = (page: Page) =>
    page.evaluate(() => (globalThis as unknown as { sockets: string[] }).sockets);

  it('prints the address of a page that talks', async () => {
    const page = await open();

    await clickControl(page, 'launcher');
    await clickControl(page, 'start-button');
    await readText(page, 'Hello! I am the demo assistant.');
    await clickControl(page, 'end-button');

    const [socket] = await socketsOf(page);
    assert.equal(new URL(socket ?? '').host, new URL(url).host);
    await page.close();
  });

  it('leads to Telnyx where the visitor has named an assistant of their own, and tells so', async () => {
    const page = await open();

    await page.type('#assistant', 'assistant-mine');
    await page.keyboard.press('Tab');
    await clickControl(page, 'launcher');
    const [socket = ''] = await poll('No socket is opened.', async () => {
      const sockets = await socketsOf(page);
      return sockets.length > 0 && sockets;
    });
    const shown = await page.evaluate(() => ({
      agentId: document.querySelector('telnyx-ai-agent')?.getAttribute('agent-id'),
      hasGateway: document.querySelector('telnyx-ai-agent')?.hasAttribute('gateway-url'),
      snippet: document.querySelector('#snippet')?.textContent,
      isTold: document.querySelector('[data-while="telnyx"]')?.checkVisibility(),
    }));

    assert.equal(new URL(socket).origin, 'wss://rtc.telnyx.com');
    assert.deepEqual([shown.agentId, shown.hasGateway, shown.isTold], ['assistant-mine', false, true]);
    assert.match(shown.snippet ?? '', /<telnyx-ai-agent agent-id="assistant-mine"><\/telnyx-ai-agent>/);
    await page.close();
  });
});
