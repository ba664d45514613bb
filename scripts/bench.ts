/**
 * Side by side with the official SDK on the same gateway, in the same browser, in turns. Prints medians and
 * their ratio; run `npm run build` first. `--rounds N` changes the number of calls of each.
 */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

import puppeteer from 'puppeteer-core';
import { preview } from 'vite';

import { attachGateway } from '../demo/gateway/attach-gateway.js';
import { findBrowser } from '../test/support/node/find-browser.mjs';
import { type CallTimes, type Candidate, measureCall } from './bench/measure-call.js';

const LABELS = {
  invite: 'INVITE on the wire',
  firstPacket: 'first RTP packet',
  firstSound: 'first sound',
} as const;

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '11' } } });
const rounds = Number(values.rounds);

const server = await preview({
  root: resolve(import.meta.dirname, '..'),
  configFile: false,
  logLevel: 'error',
  build: { outDir: '.' },
  preview: { host: '127.0.0.1', port: 0 },
});
const gateway = attachGateway(server.httpServer, { path: '/gateway' });
const origin = (server.resolvedUrls?.local[0] ?? '').replace(/\/$/, '');
const browser = await puppeteer.launch({
  executablePath: findBrowser(),
  args: [
    '--no-sandbox',
    '--use-fake-ui-for-media-stream',
    '--use-fake-device-for-media-stream',
    '--autoplay-policy=no-user-gesture-required',
    '--disable-features=WebRtcHideLocalIpsWithMdns',
    '--disable-gpu',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
});

const times: Record<Candidate, CallTimes[]> = { ours: [], official: [] };
try {
  await browser
    .defaultBrowserContext()
    .setPermission(origin, { permission: { name: 'microphone' }, state: 'granted' });
  // The first round of each fills caches and is not counted.
  for (let round = 0; round <= rounds; round += 1) {
    for (const candidate of ['ours', 'official'] as const) {
      const measured = await measureCall(browser, origin, candidate);
      if (round > 0) times[candidate].push(measured);
    }
  }
} finally {
  await browser.close();
  await gateway.close();
  await server.close();
}

const rows = (['invite', 'firstPacket', 'firstSound'] as const).map((name) => {
  const ours = median(times.ours.map((time) => time[name]));
  const official = median(times.official.map((time) => time[name]));
  return {
    'from the click to': LABELS[name],
    'ours (ms)': round1(ours),
    'official SDK (ms)': round1(official),
    ratio: (ours / official).toFixed(2),
  };
});
console.log(`Medians of ${String(rounds)} calls each, warmed, microphone granted, loopback gateway`);
console.table(rows);

function median(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? NaN;
}

function round1(value: number): number {
  return Math.round(value * 10) / 10;
}
