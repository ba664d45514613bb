import type { Candidate } from './measure-call.js';

export type Both<T> = Readonly<Record<Candidate, readonly T[]>>;

export function percentile(numbers: readonly number[], share: number): number {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length * share)] ?? NaN;
}

export function median(numbers: readonly number[]): number {
  return percentile(numbers, 0.5);
}

export function round1(value: number): number {
  return Math.round(value * 10) / 10;
}

/** What our median is of the official. */
export function ratio({ ours, official }: Both<number>): number {
  return median(ours) / median(official);
}

/** One line of a table: the medians of both and what ours is of the official. */
export function compare(what: string, both: Both<number>) {
  return {
    what,
    ours: round1(median(both.ours)),
    'official SDK': round1(median(both.official)),
    ratio: ratio(both).toFixed(2),
  };
}

/** One figure of all that both have. */
export function pick<N extends string>(name: N, { ours, official }: Both<Readonly<Record<N, number>>>) {
  const of = (all: readonly Readonly<Record<N, number>>[]) => all.map((figures) => figures[name]);
  return { ours: of(ours), official: of(official) };
}
