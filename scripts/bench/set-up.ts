import type { BrowserAndGateway } from './browser-and-gateway.js';
import { type Both, compare, median, pick, ratio } from './figures.js';
import { type CallTimes, type Candidate, measureCall } from './measure-call.js';
import { type Target, target } from './targets.js';

/** By how much signaling is late in either direction. */
export const DELAYS_MS = [0, 50, 150];
const LABELS = { invite: 'INVITE on the wire', firstPacket: 'first RTP packet', firstSound: 'first sound' };
const NAMES = ['invite', 'firstPacket', 'firstSound'] as const;

/** The times of one kind of call. */
interface Run {
  readonly isWarm: boolean;
  readonly times: Both<CallTimes>;
}

/** From the click to the call, with signaling of three speeds, prepared and not. */
export async function benchSetUp({ browser, origin }: BrowserAndGateway, rounds: number): Promise<Target[]> {
  const runs: Run[] = [];
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
      console.table(NAMES.map((name) => compare(LABELS[name], pick(name, times))));
      runs.push({ isWarm, times });
    }
  }
  return targetsOf(runs);
}

/** The first run is warmed and not delayed. */
function targetsOf(runs: readonly Run[]): Target[] {
  const inTime = runs.slice(0, 1).map(({ times }) => median(pick('invite', times).ours));
  const ratios = (isWanted: boolean, names: readonly (keyof CallTimes)[]) =>
    runs
      .filter(({ isWarm }) => isWarm === isWanted)
      .flatMap(({ times }) => names.map((name) => ratio(pick(name, times))));
  return [
    target('warmed, no delay: click → INVITE (ms)', 20, inTime),
    target('warmed: click → INVITE, of the official SDK', 0.25, ratios(true, ['invite'])),
    target('warmed: click → first RTP packet, of the official SDK', 0.8, ratios(true, ['firstPacket'])),
    target('warmed: click → first sound, of the official SDK', 0.8, ratios(true, ['firstSound'])),
    target('not warmed: any of these, of the official SDK', 1, ratios(false, NAMES)),
  ];
}
