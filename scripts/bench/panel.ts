import type { BrowserAndGateway } from './browser-and-gateway.js';
import { median, round1 } from './figures.js';
import { measureOpening, measureRest, type OpeningTimes, type RestCosts } from './measure-panel.js';
import { type Target, target } from './targets.js';

/** How soon the panel is there, and what it costs to leave it or its launcher alone. */
export async function benchPanel({ browser, origin }: BrowserAndGateway, rounds: number): Promise<Target[]> {
  const rows = [];
  const opened = { next: [] as number[], panel: [] as number[] };
  for (const isWarm of [true, false]) {
    const all: OpeningTimes[] = [];
    for (let round = 0; round < rounds; round += 1) all.push(await measureOpening(browser, origin, isWarm));
    const from = isWarm ? 'click, pointer was over it' : 'tap out of nowhere';
    const [nexts, panels] = [all.map(({ next }) => next), all.map(({ panel }) => panel)];
    rows.push(openingRow(`${from} → next paint`, nexts), openingRow(`${from} → panel painted`, panels));
    opened.next.push(median(nexts));
    opened.panel.push(median(panels));
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
  return [
    target('open the panel → next paint, pointer near or not (ms)', 100, opened.next),
    target('open the panel → panel painted, pointer near or not (ms)', 100, opened.panel),
    target('launcher or panel at rest: main thread (ms)', 5, [launcher.tasks, panel.tasks]),
    target('launcher or panel at rest: animation frames', 0, [launcher.frames, panel.frames]),
  ];
}

function openingRow(what: string, times: readonly number[]) {
  return { what, median: round1(median(times)), worst: round1(Math.max(...times)) };
}

function restRow(what: string, { tasks, scripts, frames, animations }: RestCosts) {
  return {
    what,
    'main thread (ms)': round1(tasks),
    'of it scripts (ms)': round1(scripts),
    'animation frames': frames,
    'running animations': animations,
  };
}
