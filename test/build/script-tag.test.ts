import assert from 'node:assert/strict';
import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { launch, type Browser } from 'puppeteer-core';
import { findBrowser } from '../support/node/find-browser.mjs';

const dist = resolve(import.meta.dirname, '../../dist');
const agent = '<telnyx-ai-agent agent-id="assistant-1"></telnyx-ai-agent>';
const csp = "default-src 'none'; script-src 'self'; connect-src 'none'; img-src data:";

/** Serves the built files to any origin, unless there are none, and at `/page` the HTML that the query holds. */
async function serve(hasFiles = true): Promise<{ server: Server; origin: string }> {
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    response.setHeader('Access-Control-Allow-Origin', '*');
    if (pathname === '/page') {
      const policy = searchParams.get('csp');
      if (policy) response.setHeader('Content-Security-Policy', policy);
      response.setHeader('Content-Type', 'text/html');
      response.end(`<!doctype html><link rel="icon" href="data:,">${searchParams.get('html') ?? ''}`);
    } else if (hasFiles && existsSync(dist + pathname)) {
      response.setHeader('Content-Type', 'text/javascript');
      createReadStream(dist + pathname).pipe(response);
    } else {
      response.statusCode = 404;
      response.end();
    }
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return { server, origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

describe('the script tag', () => {
  let browser: Browser;
  let site: Awaited<ReturnType<typeof serve>>;
  let cdn: Awaited<ReturnType<typeof serve>>;
  let bare: Awaited<ReturnType<typeof serve>>;

  before(async () => {
    [browser, site, cdn, bare] = await Promise.all([
      launch({ executablePath: findBrowser(), args: ['--no-sandbox', '--disable-background-networking'] }),
      serve(),
      serve(),
      serve(false),
    ]);
  });

  after(async () => {
    await browser.close();
    site.server.close();
    cdn.server.close();
    bare.server.close();
  });

  async function open(
    html: string,
    { policy, missing, from = site }: { policy?: string; missing?: RegExp; from?: typeof site } = {},
  ) {
    const page = await browser.newPage();
    const requests: string[] = [];
    const errors: string[] = [];
    const warnings: string[] = [];
    page.on('pageerror', (error) => errors.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text());
      if (message.type() === 'warn') warnings.push(message.text());
    });
    await page.setRequestInterception(true);
    page.on('request', (request) => {
      const { pathname } = new URL(request.url());
      if (pathname !== '/page' && !request.url().startsWith('data:')) requests.push(pathname);
      if (missing?.test(pathname))
        void request.respond({ status: 404, headers: { 'Access-Control-Allow-Origin': '*' } });
      else void request.continue();
    });
    await page.evaluateOnNewDocument(() => {
      const counts = { sockets: 0, frames: 0, microphones: 0 };
      Object.assign(globalThis, { counts });
      globalThis.WebSocket = new Proxy(WebSocket, {
        construct(target, args: [string]) {
          counts.sockets += 1;
          return new target(...args);
        },
      });
      const requestFrame = globalThis.requestAnimationFrame.bind(globalThis);
      globalThis.requestAnimationFrame = (callback) => {
        counts.frames += 1;
        return requestFrame(callback);
      };
      const media = globalThis.navigator.mediaDevices as MediaDevices | undefined;
      if (media) {
        media.getUserMedia = () => {
          counts.microphones += 1;
          return Promise.reject(new DOMException('No', 'NotAllowedError'));
        };
      }
    });
    const query = new URLSearchParams({ html, ...(policy ? { csp: policy } : {}) });
    await page.goto(`${from.origin}/page?${query.toString()}`);
    const launcher = () =>
      page.waitForFunction(
        () => document.querySelector('telnyx-ai-agent')?.shadowRoot?.querySelector('button'),
        {
          timeout: 5000,
          polling: 20,
        },
      );
    return { page, requests, errors, warnings, launcher };
  }

  const classic = '<script async src="/telnyx-elements.js"></script>';
  const module = '<script type="module" src="/telnyx-elements.js"></script>';

  it('draws the launcher as a classic async script', async () => {
    const { launcher, errors, warnings } = await open(classic + agent);

    await launcher();

    assert.deepEqual([errors, warnings], [[], []]);
  });

  it('draws the launcher as a module', async () => {
    const { launcher, errors, warnings } = await open(module + agent);

    await launcher();

    assert.deepEqual([errors, warnings], [[], []]);
  });

  for (const attributes of ['async', 'type="module"', 'async crossorigin']) {
    it(`draws the launcher on a page whose origin has no file of ours with ${attributes}`, async () => {
      const { launcher, requests, errors } = await open(
        `<script ${attributes} src="${cdn.origin}/telnyx-elements.js"></script>${agent}`,
        { from: bare },
      );

      await launcher();

      assert.deepEqual(errors, []);
      // Not by way of the bundle, which is there for chunks that are gone.
      assert.ok(requests.some((path) => path.startsWith('/chunks/')));
      assert.ok(!requests.includes('/telnyx-elements.bundle.js'));
    });
  }

  it('draws an element that is added later, deep inside what is added', async () => {
    const { page, launcher, requests, errors } = await open(classic);
    await page.waitForNetworkIdle({ idleTime: 50 });
    assert.deepEqual(requests, ['/telnyx-elements.js']);

    await page.evaluate((html) => {
      const section = document.createElement('section');
      section.innerHTML = `<p>${html}</p>`;
      document.body.append(section);
    }, agent);
    await launcher();

    assert.deepEqual(errors, []);
  });

  it('warns once and does not throw when it stands on the page twice', async () => {
    const { launcher, errors, warnings } = await open(classic + classic + module + agent);

    await launcher();

    assert.deepEqual(errors, []);
    assert.equal(warnings.length, 1, warnings.join('\n'));
  });

  it('warns once and does not throw when the name is taken', async () => {
    const { page, errors, warnings } = await open(
      `<script>customElements.define('telnyx-ai-agent', class extends HTMLElement {})</script>${agent}${agent}${classic}`,
    );
    await page.waitForNetworkIdle({ idleTime: 100 });

    assert.deepEqual(errors, []);
    assert.equal(warnings.length, 1, warnings.join('\n'));
  });

  it('falls back to the bundle when a newer release has replaced the files it names', async () => {
    const { launcher, warnings } = await open(classic + agent, { missing: /^\/chunks\// });

    await launcher();

    assert.deepEqual(warnings, []);
  });

  it('works under a strict content security policy', async () => {
    const { launcher, errors, warnings } = await open(classic + agent, { policy: csp });

    await launcher();

    assert.deepEqual([errors, warnings], [[], []]);
  });

  it('opens nothing, stores nothing and animates nothing before a gesture', async () => {
    const { page, launcher, requests } = await open(classic + agent);
    await launcher();
    await page.waitForNetworkIdle({ idleTime: 200 });

    const counts = await page.evaluate(() => ({
      ...(globalThis as unknown as { counts: Record<'sockets' | 'frames' | 'microphones', number> }).counts,
      stored: localStorage.length + sessionStorage.length + document.cookie.length,
    }));

    assert.deepEqual(counts, { sockets: 0, frames: 0, microphones: 0, stored: 0 });
    assert.ok(
      requests.every((path) => path === '/telnyx-elements.js' || path.startsWith('/chunks/')),
      requests.join('\n'),
    );
  });

  it('has a bundle that draws the launcher by itself', async () => {
    const { launcher, requests, errors, warnings } = await open(
      `<script type="module" src="/telnyx-elements.bundle.js"></script>${agent}`,
      { policy: csp },
    );

    await launcher();

    assert.deepEqual([errors, warnings], [[], []]);
    assert.deepEqual(requests, ['/telnyx-elements.bundle.js']);
  });

  describe('with a hash', () => {
    const hashes = JSON.parse(readFileSync(`${dist}/integrity.json`, 'utf8')) as Record<string, string>;
    const pinned = (file: string, integrity = hashes[file] ?? '') =>
      `<script type="module" src="${cdn.origin}/${file}" integrity="${integrity}" crossorigin></script>` +
      '<telnyx-ai-agent agent-id="assistant-1"><a slot="fallback" href="tel:1">Call us</a></telnyx-ai-agent>';

    for (const file of ['telnyx-elements.bundle.js', 'telnyx-elements.js']) {
      it(`draws the launcher by ${file} as it was published`, async () => {
        const { launcher, errors } = await open(pinned(file));

        await launcher();

        assert.deepEqual(errors, []);
      });
    }

    it('leaves the other way to call when the file is another one', async () => {
      const { page, errors } = await open(
        pinned('telnyx-elements.bundle.js', hashes['telnyx-elements.js'] ?? ''),
      );

      assert.match(errors.join(), /integrity/);
      assert.deepEqual(
        await page.evaluate(() => [
          customElements.get('telnyx-ai-agent') === undefined,
          document.querySelector('a')?.checkVisibility(),
        ]),
        [true, true],
      );
    });
  });
});
