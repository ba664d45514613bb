/**
 * Leaves a registered phone alone for ten minutes, or `npm run soak -- 30` for thirty, and tells what has grown:
 * the heap after garbage collection, sockets, and pings that were not answered. From the built files: `npm run
 * build` first. Fails when the heap has grown by more than two percent, the socket was not kept, or a ping not answered.
 */
import { setTimeout as delay } from 'node:timers/promises';

import { startBrowserAndGateway } from './bench/browser-and-gateway.js';
import { heapOf } from './bench/heap.js';

const MINUTES = Number(process.argv[2] ?? 10);
/** What the engine compiles and caches with the first pings is no growth. */
const SETTLING_MS = 120_000;
const MOST_GROWTH = 0.02;
const TAG = 'soak';

const { browser, gateway, origin, close } = await startBrowserAndGateway();
try {
  const page = await browser.newPage();
  await page.goto(`${origin}/scripts/bench/phone.html`);
  await page.waitForFunction('document.querySelector("telnyx-dialer").connect');
  await page.evaluate('document.querySelector("telnyx-dialer").connect()');
  await delay(SETTLING_MS);
  const session = await page.createCDPSession();
  const early = await heapOf(session);
  for (let minute = 1; minute <= MINUTES; minute += 1) {
    await delay(60_000);
    const heap = await heapOf(session);
    console.log(`minute ${minute}: heap ${(heap / 1e6).toFixed(2)} MB, ${percent(heap / early - 1)}`);
  }
  const growth = (await heapOf(session)) / early - 1;
  const { connections, frames } = gateway.report(TAG);
  const pingsOf = (side: 'sent' | 'received') =>
    frames.filter(
      ({ direction, method, kind }) =>
        method === 'telnyx_rtc.ping' && kind === 'request' && direction === side,
    ).length;
  // A ping is answered by one of the client's own.
  const [pings, answers] = [pingsOf('sent'), pingsOf('received')];
  const status = await page.evaluate('document.querySelector("telnyx-dialer").status');
  console.log(
    `${MINUTES} minutes: heap ${percent(growth)}, sockets ${connections}, pings ${pings}, answered ${answers}, ${String(status)}`,
  );
  // The last one may be on its way.
  const isAnswered = pings > 0 && answers >= pings - 1;
  if (growth > MOST_GROWTH || connections !== 1 || !isAnswered || status !== 'ready') process.exitCode = 1;
} finally {
  await close();
}

function percent(share: number): string {
  return `${share < 0 ? '' : '+'}${(100 * share).toFixed(2)} %`;
}
