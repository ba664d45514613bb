import { resolve } from 'node:path';

import puppeteer, { type Browser } from 'puppeteer-core';
import { preview } from 'vite';

import { attachGateway } from '../../demo/gateway/attach-gateway.js';
import { browserArguments } from '../../test/support/node/browser-arguments.mjs';
import { findBrowser } from '../../test/support/node/find-browser.mjs';

export interface BrowserAndGateway {
  readonly browser: Browser;
  /** Serves this project's folder, the built files included, and the gateway at `/gateway`. */
  readonly origin: string;
  readonly close: () => Promise<void>;
}

/** A browser with a fake microphone that needs no permission, beside a server with the local gateway. */
export async function startBrowserAndGateway(): Promise<BrowserAndGateway> {
  const server = await preview({
    root: resolve(import.meta.dirname, '../..'),
    configFile: false,
    logLevel: 'error',
    build: { outDir: '.' },
    preview: { host: '127.0.0.1', port: 0 },
  });
  const gateway = attachGateway(server.httpServer, { path: '/gateway' });
  const origin = (server.resolvedUrls?.local[0] ?? '').replace(/\/$/, '');
  const browser = await puppeteer.launch({ executablePath: findBrowser(), args: browserArguments });
  await browser
    .defaultBrowserContext()
    .setPermission(origin, { permission: { name: 'microphone' }, state: 'granted' });
  return {
    browser,
    origin,
    close: async () => {
      await browser.close();
      await gateway.close();
      await server.close();
    },
  };
}
