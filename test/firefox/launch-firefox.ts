import { setTimeout as delay } from 'node:timers/promises';

import puppeteer, { type Browser } from 'puppeteer-core';

import type { GatewayReport } from '../../demo/gateway/observer.js';
import type { ServerAndGateway } from '../../scripts/bench/browser-and-gateway.js';
import { findFirefox } from '../support/node/find-browser.mjs';

/** A fake microphone that needs no permission, and connections to this very machine with plain addresses. */
const PREFERENCES = {
  'media.navigator.streams.fake': true,
  'media.navigator.permission.disabled': true,
  'media.peerconnection.ice.loopback': true,
  'media.peerconnection.ice.obfuscate_host_addresses': false,
  'media.autoplay.default': 0,
};

const POLL_MS = 50;

export function launchFirefox(): Promise<Browser> {
  return puppeteer.launch({
    browser: 'firefox',
    executablePath: findFirefox(),
    extraPrefsFirefox: PREFERENCES,
  });
}

/** Resolves with the first report that is as wanted; the test's own time limit ends a wait that is never met. */
export async function reportWhen(
  { gateway }: ServerAndGateway,
  tag: string,
  isMet: (report: GatewayReport) => boolean,
): Promise<GatewayReport> {
  for (;;) {
    const report = gateway.report(tag);
    if (isMet(report)) return report;
    await delay(POLL_MS);
  }
}
