import type { BrowserAndGateway } from './browser-and-gateway.js';
import { type Both, compare } from './figures.js';
import { type CallTimes, type Candidate, measureCall } from './measure-call.js';

const DELAYS_MS = [0, 50, 150];
const LABELS = { invite: 'INVITE on the wire', firstPacket: 'first RTP packet', firstSound: 'first sound' };

/** From the click to the call, with signaling of three speeds, prepared and not. */
export async function benchSetUp({ browser, origin }: BrowserAndGateway, rounds: number): Promise<void> {
  for (const isWarm of [true, false]) {
    for (const delayMs of DELAYS_MS) {
      const times: Record<Candidate, CallTimes[]> = { ours: [], official: [] };
      // The first round of each fills caches and is not counted.
      for (let round = 0; round <= rounds; round += 1) {
        for (const candidate of ['ours', 'official'] as const) {
          const measured = await measureCall(browser, origin, candidate, { delayMs, isWarm });
          if (round > 0) times[candidate].push(measured);
        }
      }
      const warmth = isWarm ? 'warmed' : 'not warmed';
      console.log(
        `Click to call, ${warmth}, signaling ${delayMs} ms late each way (ms, medians of ${rounds})`,
      );
      console.table((['invite', 'firstPacket', 'firstSound'] as const).map((name) => row(name, times)));
    }
  }
}

function row(name: keyof CallTimes, { ours, official }: Both<CallTimes>) {
  const pick = (all: readonly CallTimes[]) => all.map((times) => times[name]);
  return compare(LABELS[name], { ours: pick(ours), official: pick(official) });
}
