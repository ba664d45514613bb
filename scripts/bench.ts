/**
 * Side by side with the official SDK on the same gateway, in the same browser, in turns. Prints medians and
 * their ratio; run `npm run build` first. `--rounds N` changes the number of calls of each.
 */
import { parseArgs } from 'node:util';

import { startBrowserAndGateway } from './bench/browser-and-gateway.js';
import { type CallTimes, type Candidate, measureCall } from './bench/measure-call.js';

const LABELS = {
  invite: 'INVITE on the wire',
  firstPacket: 'first RTP packet',
  firstSound: 'first sound',
} as const;

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '11' } } });
const rounds = Number(values.rounds);
const times: Record<Candidate, CallTimes[]> = { ours: [], official: [] };
const { browser, origin, close } = await startBrowserAndGateway();
try {
  // The first round of each fills caches and is not counted.
  for (let round = 0; round <= rounds; round += 1) {
    for (const candidate of ['ours', 'official'] as const) {
      const measured = await measureCall(browser, origin, candidate);
      if (round > 0) times[candidate].push(measured);
    }
  }
} finally {
  await close();
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
