import type { BrowserAndGateway } from './browser-and-gateway.js';
import { median, round1 } from './figures.js';
import { measureOpening, measureRest, type OpeningTimes, type RestCosts } from './measure-panel.js';

const OPENING_TARGET_MS = 100;
const REST_TARGET_MS = 5;

/** How soon the panel is there, and what it costs to leave it or its launcher alone. */
export async function benchPanel({ browser, origin }: BrowserAndGateway, rounds: number): Promise<void> {
  const rows = [];
  for (const isWarm of [true, false]) {
    const all: OpeningTimes[] = [];
    for (let round = 0; round < rounds; round += 1) all.push(await measureOpening(browser, origin, isWarm));
    const from = isWarm ? 'click, pointer was over it' : 'tap out of nowhere';
    rows.push(
      openingRow(
        `${from} → next paint`,
        all.map(({ next }) => next),
      ),
      openingRow(
        `${from} → panel painted`,
        all.map(({ panel }) => panel),
      ),
    );
  }
  console.log(`Panel open, processor slowed down 4 times, empty caches (ms, ${rounds} rounds)`);
  console.table(rows);

  const [bare, launcher, panel] = [
    await measureRest(browser, origin, 'bare'),
    await measureRest(browser, origin, 'launcher'),
    await measureRest(browser, origin, 'panel'),
  ];
  console.log('At rest for 5 seconds');
  console.table([restRow('a bare page', bare), restRow('launcher', launcher), restRow('open panel', panel)]);
}

function openingRow(what: string, times: readonly number[]) {
  return {
    what,
    median: round1(median(times)),
    worst: round1(Math.max(...times)),
    target: `< ${OPENING_TARGET_MS}`,
  };
}

function restRow(what: string, { tasks, scripts, frames, animations }: RestCosts) {
  return {
    what,
    'main thread (ms)': round1(tasks),
    'of it scripts (ms)': round1(scripts),
    'animation frames': frames,
    'running animations': animations,
    target: `0 frames, < ${REST_TARGET_MS} ms`,
  };
}
