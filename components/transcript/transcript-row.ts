import type { TranscriptItem } from '../../src/index.js';

/** An item and its place in the conversation, which decides how its bubble is drawn. */
export interface TranscriptRow {
  readonly item: TranscriptItem;
  /** First of a run of messages of one speaker. */
  readonly isFirst: boolean;
  /** Last of that run. */
  readonly isLast: boolean;
  /** True where time has passed since the item before. */
  readonly isAfterPause: boolean;
}

const PAUSE_MS = 3 * 60_000;

/** Groups consecutive messages. Empty ones are left out: they have begun but said nothing. */
export function toRows(items: readonly TranscriptItem[]): TranscriptRow[] {
  const shown = items.filter(({ text, images }) => text !== '' || (images?.length ?? 0) > 0);
  return shown.map((item, index) => ({
    item,
    isFirst: !areTogether(shown[index - 1], item),
    isLast: !areTogether(item, shown[index + 1]),
    isAfterPause: isPause(shown[index - 1], item),
  }));
}

const isPause = (a: TranscriptItem | undefined, b: TranscriptItem) =>
  b.timestamp - (a?.timestamp ?? b.timestamp) >= PAUSE_MS;

const areTogether = (a: TranscriptItem | undefined, b: TranscriptItem | undefined) =>
  a?.role === b?.role && b !== undefined && !isPause(a, b);
