import { resolve } from 'node:path';

import puppeteer, { type Browser } from 'puppeteer-core';
import { type Plugin, preview } from 'vite';

import { answerHttp } from '../../demo/gateway/answer-http.js';
import { attachGateway, type AttachedGateway } from '../../demo/gateway/attach-gateway.js';
import { browserArguments } from '../../test/support/node/browser-arguments.mjs';
import { findBrowser } from '../../test/support/node/find-browser.mjs';

export interface ServerAndGateway {
  readonly gateway: AttachedGateway;
  /** Serves this project's folder, the built files included, and the gateway at `/gateway`. */
  readonly origin: string;
  readonly close: () => Promise<void>;
}

export interface BrowserAndGateway extends ServerAndGateway {
  readonly browser: Browser;
}

/** Modules that are no files, by path. */
export type ModulesByPath = Readonly<Record<string, string>>;

/** A server with the local gateway. */
export async function startServerAndGateway(modules: ModulesByPath = {}): Promise<ServerAndGateway> {
  const attached: AttachedGateway[] = [];
  const plugin: Plugin = {
    name: 'telnyx:gateway',
    configurePreviewServer({ httpServer, middlewares }) {
      const gateway = attachGateway(httpServer, { path: '/gateway' });
      attached.push(gateway);
      middlewares.use((request, response, next) => {
        const code = modules[request.url ?? ''];
        if (code !== undefined) response.setHeader('content-type', 'text/javascript').end(code);
        else if (!answerHttp(gateway, request, response)) next();
      });
    },
  };
  const server = await preview({
    root: resolve(import.meta.dirname, '../..'),
    configFile: false,
    logLevel: 'error',
    build: { outDir: '.' },
    preview: { host: '127.0.0.1', port: 0 },
    plugins: [plugin],
  });
  const [gateway] = attached;
  if (!gateway) throw new Error('The gateway was not attached.');
  return {
    gateway,
    origin: (server.resolvedUrls?.local[0] ?? '').replace(/\/$/, ''),
    close: async () => {
      await gateway.close();
      await server.close();
    },
  };
}

/** A browser with a fake microphone that needs no permission, beside a server with the local gateway. */
export async function startBrowserAndGateway(modules?: ModulesByPath): Promise<BrowserAndGateway> {
  const { close, gateway, origin } = await startServerAndGateway(modules);
  const browser = await puppeteer.launch({ executablePath: findBrowser(), args: browserArguments });
  await browser
    .defaultBrowserContext()
    .setPermission(origin, { permission: { name: 'microphone' }, state: 'granted' });
  return {
    browser,
    gateway,
    origin,
    close: async () => {
      await browser.close();
      await close();
    },
  };
}
