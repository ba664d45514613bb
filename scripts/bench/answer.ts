import { setTimeout as delay } from 'node:timers/promises';

import type { BrowserAndGateway } from './browser-and-gateway.js';
import { openDriven, openPage } from './driven-page.js';
import { compare, ratio } from './figures.js';
import type { Candidate } from './measure-call.js';
import { DELAYS_MS } from './set-up.js';
import { type Target, target } from './targets.js';

/** From the click on "Answer" to the sound of a call that comes in, with signaling of three speeds. */
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
  console.log(`Click on "Answer" → first RTP packet (ms, medians of ${rounds})`);
  console.table(rows);
  return [target('click on "Answer" → first RTP packet, of the official SDK', 0.8, ratios)];
}

async function measureAnswer(place: BrowserAndGateway, candidate: Candidate, delayMs: number) {
  const open = candidate === 'ours' ? openPhone : openOfficial;
  const { close, command, page } = await open(place, `&delay=${delayMs}`);
  await command({ type: 'call', from: '+15550001111', farEnd: 'echo' });
  const answer = page.locator('::-p-aria(Answer)');
  await answer.wait();
  // The client prepares what it wants to while it rings.
  await delay(500 + 2 * delayMs);
  await answer.click();
  await page.waitForFunction('globalThis.benchMarks.firstPacket');
  const took = await page.evaluate('globalThis.benchMarks.firstPacket - globalThis.benchMarks.click');
  await close();
  return Number(took);
}

/** A page with our phone, registered. */
async function openPhone(place: BrowserAndGateway, query: string) {
  const { page, tag, command, close } = await openPage(place, 'answering-phone');
  await page.goto(`${place.origin}/scripts/bench/answering-phone.html?tag=${tag}${query}`);
  await page.waitForFunction('document.querySelector("telnyx-dialer")?.status === "ready"');
  return { page, command, close };
}

/** A page with the official SDK, logged in, and a button that answers. */
async function openOfficial(place: BrowserAndGateway, query: string) {
  const { page, drive, command, close } = await openDriven(place, 'official', query);
  await drive('expectIncoming()');
  await page.evaluate(() => {
    const button = document.createElement('button');
    button.textContent = 'Answer';
    button.addEventListener('click', () => {
      (globalThis as unknown as { driver: { answerIncoming(): void } }).driver.answerIncoming();
    });
    document.body.append(button);
  });
  return { page, command, close };
}
