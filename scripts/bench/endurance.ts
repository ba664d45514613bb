import { setTimeout as delay } from 'node:timers/promises';

import type { CDPSession } from 'puppeteer-core';

import type { BrowserAndGateway } from './browser-and-gateway.js';
import { type DrivenPage, openDriven } from './driven-page.js';
import { round1 } from './figures.js';
import { heapOf } from './heap.js';
import { type Target, target } from './targets.js';

const WARM_UP = 10;
/** Chromium itself keeps each microphone's stream for half a minute after it was granted. */
const REST_MS = 40_000;

/** Calls in a row in one page: what is left of them in memory and in the browser. */
export async function benchEndurance(place: BrowserAndGateway, calls: number): Promise<Target[]> {
  const rows = [];
  const targets: Target[] = [];
  for (const candidate of ['ours', 'official'] as const) {
    const driven = await openDriven(place, candidate);
    const session = await driven.page.createCDPSession();
    const before = await leftoversOf(driven);
    await talk(driven, WARM_UP);
    const early = await settledHeap(session);
    const half = Math.round(calls / 2);
    await talk(driven, half - WARM_UP);
    const middle = await settledHeap(session);
    await talk(driven, calls - half);
    const late = await settledHeap(session);
    const left = await leftoversOf(driven);
    const growth = (late / early - 1) * 100;
    const more = {
      'open connections': left['open connections'],
      'live tracks': left['live tracks'],
      // Some serve the socket, which is open before and after.
      'more timers': left.timers - before.timers,
      'more listeners': left.listeners - before.listeners,
    };
    rows.push({
      client: candidate,
      [`heap after ${WARM_UP} (MB)`]: round2(early / 1e6),
      [`after ${half}`]: round2(middle / 1e6),
      [`after ${calls}`]: round2(late / 1e6),
      'growth (%)': round1(growth),
      ...more,
    });
    if (candidate === 'ours') {
      targets.push(
        target(`heap after ${calls} calls above that after ${WARM_UP} (%)`, 5, [growth]),
        target('connections, tracks, timers or listeners they leave', 0, Object.values(more)),
      );
    }
    await driven.close();
  }
  console.log(`${calls} calls in a row, heap after garbage collection`);
  console.table(rows);
  return targets;
}

async function settledHeap(session: CDPSession): Promise<number> {
  await delay(REST_MS);
  return heapOf(session);
}

type Leftovers = Readonly<Record<'open connections' | 'live tracks' | 'timers' | 'listeners', number>>;

async function leftoversOf({ page }: DrivenPage): Promise<Leftovers> {
  return (await page.evaluate('globalThis.benchLeftovers()')) as Leftovers;
}

async function talk({ drive, report, timeUntil }: DrivenPage, count: number): Promise<void> {
  for (let n = 0; n < count; n += 1) {
    const before = report().calls.length;
    await drive('dial("echo")');
    await drive('untilActive()');
    await timeUntil(({ calls }) => (calls[before]?.media.packetsReceived ?? 0) > 2);
    await drive('hangUp()');
    await timeUntil(({ calls }) => calls[before]?.state === 'ended');
  }
}

function round2(value: number): number {
  return Math.round(value * 100) / 100;
}
