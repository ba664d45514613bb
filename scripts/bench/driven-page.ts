import { setTimeout as delay } from 'node:timers/promises';

import type { BrowserContext, Page } from 'puppeteer-core';

import type { GatewayCommand } from '../../demo/gateway/gateway-command.js';
import type { GatewayReport } from '../../demo/gateway/observer.js';
import type { BrowserAndGateway } from './browser-and-gateway.js';
import { type Candidate, probe } from './measure-call.js';

const POLL_MS = 2;
const PATIENCE_MS = 60_000;

/** One client in a page of its own that does what it is told, and the gateway's end of its socket. */
export interface DrivenPage {
  readonly page: Page;
  readonly drive: (call: string) => Promise<unknown>;
  readonly command: (command: GatewayCommand) => Promise<void>;
  readonly report: () => GatewayReport;
  /** Milliseconds until the gateway's report is as wanted; `NaN` when it does not become so within a minute. */
  readonly timeUntil: (isMet: (report: GatewayReport) => boolean) => Promise<number>;
  readonly close: () => Promise<void>;
}

let lastTag = 0;

/** A page that may use the microphone, and a name for its socket by which the gateway is asked and told. */
export async function openPage({ browser, gateway, origin }: BrowserAndGateway, name: string) {
  const context: BrowserContext = await browser.createBrowserContext();
  await context.setPermission(origin, { permission: { name: 'microphone' }, state: 'granted' });
  const page = await context.newPage();
  await page.evaluateOnNewDocument(probe);
  lastTag += 1;
  const tag = `${name}-${lastTag}`;
  return {
    page,
    tag,
    command: (command: GatewayCommand) => gateway.command(tag, command),
    report: () => gateway.report(tag),
    close: () => context.close(),
  };
}

/** Opens the client and logs it in as a user. */
export async function openDriven(
  place: BrowserAndGateway,
  candidate: Candidate,
  query = '',
): Promise<DrivenPage> {
  const { page, tag, command, report, close } = await openPage(place, candidate);
  await page.goto(`${place.origin}/scripts/parity/${candidate}.html`);
  await page.waitForFunction('globalThis.driver');
  const drive = (call: string) => page.evaluate(`globalThis.driver.${call}`);
  const url = `${place.origin.replace('http', 'ws')}/gateway?tag=${tag}${query}`;
  await drive(`logIn(${JSON.stringify(url)}, "user", ${JSON.stringify(tag)})`);
  return {
    page,
    drive,
    command,
    report,
    timeUntil: async (isMet) => {
      const start = performance.now();
      while (!isMet(report())) {
        if (performance.now() - start > PATIENCE_MS) return NaN;
        await delay(POLL_MS);
      }
      return performance.now() - start;
    },
    close,
  };
}

/** Opens the client, and has it talk to the echo for a moment. */
export async function openInCall(place: BrowserAndGateway, candidate: Candidate): Promise<DrivenPage> {
  const driven = await openDriven(place, candidate);
  await driven.drive('dial("echo")');
  await driven.drive('untilActive()');
  await driven.timeUntil(({ calls }) => (calls[0]?.media.packetsReceived ?? 0) > 50);
  return driven;
}
