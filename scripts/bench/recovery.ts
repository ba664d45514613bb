import { setTimeout as delay } from 'node:timers/promises';

import type { GatewayReport } from '../../demo/gateway/observer.js';
import type { BrowserAndGateway } from './browser-and-gateway.js';
import { openInCall } from './driven-page.js';
import { compare, median, pick } from './figures.js';
import type { Candidate } from './measure-call.js';
import { type Target, target } from './targets.js';

type Figures = Readonly<Record<keyof typeof LABELS, number>>;

const LABELS = {
  ready: 'socket cut in a call → registered again',
  attached: 'registered again → call attached again',
  gap: 'longest gap in the sound of such a call, at the gateway',
  halfOpen: 'socket falls silent in a call → next socket',
  online: 'the browser is online again → next attempt',
};

/** Long enough that a client waits for its next attempt when the network comes back. */
const OUTAGE_MS = 6000;

const isRegisteredAgain = ({ frames }: GatewayReport) =>
  frames.some(({ connection, values }) => connection === 2 && values.state === 'REGED');

/** How soon each notices, is back, and what is lost meanwhile. */
export async function benchRecovery(place: BrowserAndGateway, rounds: number): Promise<Target[]> {
  const figures: Record<Candidate, Figures[]> = { ours: [], official: [] };
  for (let round = 0; round < rounds; round += 1) {
    for (const candidate of ['ours', 'official'] as const) {
      figures[candidate].push({
        ...(await measureDrop(place, candidate)),
        halfOpen: await measureHalfOpen(place, candidate),
        online: await measureOnline(place, candidate),
      });
    }
  }
  console.log(`Recovery (ms, medians of ${rounds})`);
  const names = Object.keys(LABELS) as (keyof Figures)[];
  console.table(names.map((name) => compare(LABELS[name], pick(name, figures))));
  const ours = (name: keyof Figures) => pick(name, figures).ours;
  return [
    target(`${LABELS.ready} (ms)`, 1500, [median(ours('ready'))]),
    target(`${LABELS.attached} (ms)`, 1000, [median(ours('attached'))]),
    target(`${LABELS.gap} (ms, worst)`, 60, ours('gap')),
    target(`${LABELS.halfOpen} (ms, worst)`, 8000, ours('halfOpen')),
    target(`${LABELS.online} (ms, worst)`, 100, ours('online')),
  ];
}

async function measureDrop(place: BrowserAndGateway, candidate: Candidate) {
  const { close, command, report, timeUntil } = await openInCall(place, candidate);
  await command({ type: 'drop' });
  const ready = await timeUntil(isRegisteredAgain);
  const attached = await timeUntil(({ calls }) => calls[0]?.reattached === 1);
  await timeUntil(({ calls }) => (calls[0]?.media.receivedLastSecond.packets ?? 0) > 40);
  const gap = report().calls[0]?.media.longestGapMs ?? NaN;
  await close();
  return { ready, attached, gap };
}

async function measureHalfOpen(place: BrowserAndGateway, candidate: Candidate): Promise<number> {
  const { close, command, timeUntil } = await openInCall(place, candidate);
  await command({ type: 'fall-silent' });
  const found = await timeUntil(({ connections }) => connections === 2);
  await close();
  return found;
}

async function measureOnline(place: BrowserAndGateway, candidate: Candidate): Promise<number> {
  const { close, command, page, report, timeUntil } = await openInCall(place, candidate);
  await command({ type: 'drop', forMs: OUTAGE_MS });
  await delay(OUTAGE_MS);
  const before = report().connections;
  await page.evaluate('dispatchEvent(new Event("offline")); dispatchEvent(new Event("online"))');
  const attempt = await timeUntil(({ connections }) => connections > before);
  await close();
  return attempt;
}
