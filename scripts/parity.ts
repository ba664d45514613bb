/**
 * The same scenarios by the official SDK and by our core against the local gateway: prints what each sent, frame
 * by frame and member by member, and where they differ. Fails when ours sends what the official SDK does not know,
 * lacks what the server needs, or tells what is nobody's business.
 */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import { type BrowserAndGateway, startBrowserAndGateway } from './bench/browser-and-gateway.js';
import { bundleCore } from './bench/bundle-core.js';
import { judge, membersByFrame } from './parity/judge.js';
import { type Scenario, SCENARIOS, type Stage } from './parity/scenarios.js';
import { describeFrame, type SentFrame } from './parity/sent-frame.js';

type Candidate = 'ours' | 'official';

const SCENARIO_TIMEOUT_MS = 30_000;
const POLL_MS = 20;
const recorder = readFileSync(resolve(import.meta.dirname, 'parity/record-frames.js'), 'utf8');

const place = await startBrowserAndGateway({ '/core.js': await bundleCore() });
const texts: Record<Candidate, string[]> = { ours: [], official: [] };
const problems: string[] = [];
try {
  const played = await Promise.all(
    SCENARIOS.map(async (scenario) => ({
      title: scenario.title,
      official: await play(place, 'official', scenario),
      ours: await play(place, 'ours', scenario),
    })),
  );
  for (const { title, official, ours } of played) {
    texts.official.push(...official);
    texts.ours.push(...ours);
    print(title, ours.map(describeFrame), official.map(describeFrame));
  }
} finally {
  await place.close();
}

problems.push(...judge(texts.ours.map(describeFrame), texts.official.map(describeFrame), texts.ours));
for (const problem of problems) console.error(`✗ ${problem}`);
if (problems.length === 0) {
  console.log('Ours sends nothing that the official SDK does not know, and all that the server needs.');
}
// The gateway's WebRTC stack keeps a timer of 30 s now and then after an ICE restart; nobody waits for it.
process.exit(problems.length === 0 ? 0 : 1);

/** One client through one scenario; resolves with the text of what it sent, also when the scenario failed. */
async function play(
  { browser, gateway, origin }: BrowserAndGateway,
  candidate: Candidate,
  { login, play: act, query = {}, title, trickleIce = true }: Scenario,
): Promise<string[]> {
  // A context of its own has a storage of its own, so that no scenario comes back to the session of another.
  const context = await browser.createBrowserContext();
  await context.setPermission(origin, { permission: { name: 'microphone' }, state: 'granted' });
  const page = await context.newPage();
  await page.evaluateOnNewDocument(recorder);
  await page.goto(`${origin}/scripts/parity/${candidate}.html`);
  await page.waitForFunction('globalThis.driver');
  const tag = `${candidate} ${title}`;
  const late = AbortSignal.timeout(SCENARIO_TIMEOUT_MS);
  let step = '';
  const drive = async (command: string, ...values: readonly unknown[]) => {
    step = command;
    await page.evaluate(
      `globalThis.driver.${command}(${values.map((value) => JSON.stringify(value)).join()})`,
    );
  };
  const stage: Stage = {
    drive,
    command: (command) => gateway.command(tag, command),
    until: async (isMet) => {
      while (!isMet(gateway.report(tag))) await delay(POLL_MS, undefined, { signal: late });
    },
  };
  const host = new URL('/gateway', origin.replace('http', 'ws'));
  host.search = new URLSearchParams({ tag, ...query }).toString();
  const story = async () => {
    await drive('logIn', host.href, ...login, trickleIce);
    await act(stage);
  };
  try {
    await Promise.race([
      story(),
      delay(SCENARIO_TIMEOUT_MS, undefined, { ref: false }).then(() => Promise.reject(new Error('too slow'))),
    ]);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    problems.push(`“${title}”, ${candidate}, after ${step}: ${reason}`);
  }
  const sent = (await page.evaluate('globalThis.sentFrames')) as string[];
  await context.close();
  return sent;
}

/** Frame by frame in the order of their first appearance; members that only one of them sent stand below. */
function print(title: string, ours: readonly SentFrame[], official: readonly SentFrame[]): void {
  console.log(`\n${title}`);
  const [ourMembers, officialMembers] = [membersByFrame(ours), membersByFrame(official)];
  for (const name of new Set([...officialMembers.keys(), ...ourMembers.keys()])) {
    const count = (frames: readonly SentFrame[]) => frames.filter((frame) => frame.name === name).length;
    const [mine, theirs] = [
      ourMembers.get(name) ?? new Set<string>(),
      officialMembers.get(name) ?? new Set<string>(),
    ];
    console.log(`  ${name.padEnd(44)} official ${count(official)}×, ours ${count(ours)}×`);
    const line = (what: string, paths: readonly string[]) => {
      if (paths.length > 0) console.log(`    ${what}: ${paths.join(', ')}`);
    };
    line(
      'both',
      [...mine].filter((path) => theirs.has(path)),
    );
    line(
      'only ours',
      [...mine].filter((path) => !theirs.has(path)),
    );
    line(
      'only official',
      [...theirs].filter((path) => !mine.has(path)),
    );
  }
}
