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

/** One line of a table: the medians of both and what ours is of the official. */
export function compare(what: string, { ours, official }: Both<number>) {
  const [mine, theirs] = [median(ours), median(official)];
  return { what, ours: round1(mine), 'official SDK': round1(theirs), ratio: (mine / theirs).toFixed(2) };
}
