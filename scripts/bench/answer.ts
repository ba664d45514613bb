import { setTimeout as delay } from 'node:timers/promises';

import type { BrowserAndGateway } from './browser-and-gateway.js';
import { openDriven } from './driven-page.js';
import { compare, ratio } from './figures.js';
import type { Candidate } from './measure-call.js';
import { DELAYS_MS } from './set-up.js';
import { type Target, target } from './targets.js';

/** From the answer of a call that comes in to its sound, with signaling of three speeds. */
export async function benchAnswer(place: BrowserAndGateway, rounds: number): Promise<Target[]> {
  const rows = [];
  const ratios = [];
  for (const delayMs of DELAYS_MS) {
    const times: Record<Candidate, number[]> = { ours: [], official: [] };
    for (let round = 0; round < rounds; round += 1) {
      for (const candidate of ['ours', 'official'] as const) {
        times[candidate].push(await measureAnswer(place, candidate, delayMs));
      }
    }
    rows.push(compare(`signaling ${delayMs} ms late each way`, times));
    ratios.push(ratio(times));
  }
  console.log(`answer() → first RTP packet (ms, medians of ${rounds})`);
  console.table(rows);
  return [target('answer() → first RTP packet, of the official SDK', 0.8, ratios)];
}

async function measureAnswer(place: BrowserAndGateway, candidate: Candidate, delayMs: number) {
  const { close, command, drive, page } = await openDriven(place, candidate, `&delay=${delayMs}`);
  await drive('expectIncoming()');
  await command({ type: 'call', from: '+15550001111', farEnd: 'echo' });
  // The client prepares what it wants to while it rings.
  await delay(500 + 2 * delayMs);
  await page.evaluate('globalThis.benchMarks.click = performance.now(); globalThis.driver.answerIncoming()');
  await page.waitForFunction('globalThis.benchMarks.firstPacket');
  const took = await page.evaluate('globalThis.benchMarks.firstPacket - globalThis.benchMarks.click');
  await close();
  return Number(took);
}
