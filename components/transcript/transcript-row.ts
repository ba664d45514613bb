import type { TranscriptItem } from '../../src/index.js';

/** An item and its place in the conversation, which decides how its bubble is drawn. */
export interface TranscriptRow {
  readonly item: TranscriptItem;
  readonly index: number;
  /** First of a run of messages of one speaker. */
  readonly isFirst: boolean;
  /** Last of that run. */
  readonly isLast: boolean;
  /** True where time has passed since the item before. */
  readonly isAfterPause: boolean;
}

const PAUSE_MS = 3 * 60_000;

/** The rows of some of the items. Empty ones are left out: they have begun but said nothing. */
export function toRows(items: readonly TranscriptItem[], from: number, to: number): TranscriptRow[] {
  const rows: TranscriptRow[] = [];
  for (let index = from; index < to; index += 1) {
    const item = items[index];
    if (!isShown(item)) continue;
    const previous = neighbour(items, index, -1);
    rows.push({
      item,
      index,
      isFirst: !areTogether(previous, item),
      isLast: !areTogether(item, neighbour(items, index, 1)),
      isAfterPause: isPause(previous, item),
    });
  }
  return rows;
}

/** Whether it has something to say already. */
export const isShown = (item: TranscriptItem | undefined): item is TranscriptItem =>
  item !== undefined && (item.text !== '' || !!item.hasLeftOutImages || (item.images?.length ?? 0) > 0);

/** The next item in a direction that says something. */
function neighbour(
  items: readonly TranscriptItem[],
  index: number,
  step: 1 | -1,
): TranscriptItem | undefined {
  let place = index + step;
  while (items[place] && !isShown(items[place])) place += step;
  return items[place];
}

const isPause = (a: TranscriptItem | undefined, b: TranscriptItem) =>
  b.timestamp - (a?.timestamp ?? b.timestamp) >= PAUSE_MS;

const areTogether = (a: TranscriptItem | undefined, b: TranscriptItem | undefined) =>
  a?.role === b?.role && b !== undefined && !isPause(a, b);
