import { createReadStream, existsSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { after, before } from 'node:test';
import { type Browser, launch, type Page } from 'puppeteer-core';
import { answerHttp } from '../../demo/gateway/answer-http.js';
import { attachGateway } from '../../demo/gateway/attach-gateway.js';
import { browserArguments } from '../support/node/browser-arguments.mjs';
import { findBrowser } from '../support/node/find-browser.mjs';

const dist = resolve(import.meta.dirname, '../../dist');

/** The strictest policy under which all works but pictures. The page's own style sheet needs `style-src`. */
export const strictPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; " +
  "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'";

/** With what pictures in messages need; see docs/hosting.md. */
export const picturePolicy = `${strictPolicy}; img-src data:`;

/** For a browser as visitors have it: sound only after a click or key, or while the page listens. */
export const strictArguments = [
  ...browserArguments.filter((each) => !each.startsWith('--autoplay-policy')),
  '--autoplay-policy=document-user-activation-required',
];

interface BuiltSite {
  readonly origin: string;
  close(): Promise<void>;
}

/** Answers a request for a page of the test's own; false leaves it to the site. */
export type AnswerPage = (url: URL, request: IncomingMessage, response: ServerResponse) => boolean;

/** A site with the built files, the gateway at `/gateway`, and the pages that `answerPage` knows. */
async function serveBuiltSite(answerPage: AnswerPage): Promise<BuiltSite> {
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    if (answerPage(url, request, response)) return;
    if (existsSync(dist + url.pathname)) {
      response.setHeader('content-type', 'text/javascript');
      createReadStream(dist + url.pathname).pipe(response);
    } else if (!answerHttp(gateway, request, response)) {
      response.statusCode = 404;
      response.end();
    }
  });
  const gateway = attachGateway(server, { path: '/gateway' });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      // It keeps the calls of lost sockets for a while, and with them this process.
      await gateway.close();
      server.closeAllConnections();
      server.close();
    },
  };
}

/** A browser and a site for the tests of one `describe`, there before the first of them and gone after the last. */
export function useBuiltSite(answerPage: AnswerPage, args: readonly string[] = browserArguments) {
  let browser: Browser;
  let site: BuiltSite;
  before(async () => {
    site = await serveBuiltSite(answerPage);
    browser = await launch({ executablePath: findBrowser(), args: [...args] });
  });
  after(async () => {
    await browser.close();
    await site.close();
  });
  return {
    newPage: (): Promise<Page> => browser.newPage(),
    /** The address of a path of the site. */
    at: (path: string) => site.origin + path,
  };
}
