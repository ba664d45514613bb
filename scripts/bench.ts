/**
 * Side by side with the official SDK on the same gateway, in the same browser, in turns. Prints medians and what
 * ours is of the official; run `npm run build` first. `--rounds N` changes the number of calls of each,
 * `--parts set-up,answer,recovery,endurance,transcript,panel` takes some of the parts. Each target that was measured is told
 * in the end, with whether it was met; `--strict` fails when one was missed.
 */
import { parseArgs } from 'node:util';

import { benchAnswer } from './bench/answer.js';
import { startBrowserAndGateway } from './bench/browser-and-gateway.js';
import { bundleCore } from './bench/bundle-core.js';
import { benchEndurance } from './bench/endurance.js';
import { percentile, round1 } from './bench/figures.js';
import { measureTranscript } from './bench/measure-transcript.js';
import { benchPanel } from './bench/panel.js';
import { benchRecovery } from './bench/recovery.js';
import { benchSetUp } from './bench/set-up.js';
import { isMet, printTargets, type Target, target } from './bench/targets.js';

/** Words streamed into the transcript. */
const DELTAS = 300;
/** A half-open socket takes the official SDK half a minute to find. */
const RECOVERY_ROUNDS = 3;

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '7' },
    calls: { type: 'string', default: '100' },
    strict: { type: 'boolean', default: false },
    parts: { type: 'string', default: 'set-up,answer,recovery,endurance,transcript,panel' },
  },
});
const parts = values.parts.split(',');
const rounds = Number(values.rounds);

const targets: Target[] = [];
const place = await startBrowserAndGateway({ '/core.js': await bundleCore() });
try {
  if (parts.includes('set-up')) targets.push(...(await benchSetUp(place, rounds)));
  if (parts.includes('answer')) targets.push(...(await benchAnswer(place, rounds)));
  if (parts.includes('recovery')) {
    targets.push(...(await benchRecovery(place, Math.min(rounds, RECOVERY_ROUNDS))));
  }
  if (parts.includes('endurance')) targets.push(...(await benchEndurance(place, Number(values.calls))));
  if (parts.includes('transcript')) targets.push(await benchTranscript());
  if (parts.includes('panel')) targets.push(...(await benchPanel(place, rounds)));
} finally {
  await place.close();
}
printTargets(targets);
// The gateway's WebRTC stack keeps a timer of 30 s now and then after an ICE restart; nobody waits for it.
process.exit(values.strict && !targets.every(isMet) ? 1 : 0);

async function benchTranscript(): Promise<Target> {
  const { costs, floor, nodes } = await measureTranscript(place.browser, place.origin, DELTAS);
  console.log(`A word streamed into 10,000 messages, processor slowed down 4 times; ${nodes} elements`);
  console.table(
    Object.entries({ transcript: costs, 'bare paragraph': floor }).map(([name, all]) => ({
      'main thread for': name,
      'median (ms)': round1(percentile(all, 0.5)),
      'p95 (ms)': round1(percentile(all, 0.95)),
    })),
  );
  return target('a word into 10,000 messages: main thread (ms, p95)', 4, [percentile(costs, 0.95)]);
}
