import type { Clock } from '../clock.js';
import { loudness } from './g711.js';

const WINDOW_MS = 1000;

/** Loudness of a stretch of sound, each packet counted once; 0 is silence, 1 the loudest possible. */
export interface Energy {
  readonly max: number;
  readonly mean: number;
}

/** Measures what arrives on one call: over the whole call, and over the last second. */
export class EnergyMeter {
  readonly #clock: Clock;
  #packets = 0;
  #sum = 0;
  #max = 0;
  #lastAt: number | null = null;
  #longestGapMs = 0;
  #recent: { at: number; level: number }[] = [];

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Counts one packet of µ-law sound and returns its loudness. */
  add(frame: Uint8Array): number {
    const level = loudness(frame);
    const now = this.#clock.now();
    if (this.#lastAt !== null) this.#longestGapMs = Math.max(this.#longestGapMs, now - this.#lastAt);
    this.#lastAt = now;
    this.#packets += 1;
    this.#sum += level;
    this.#max = Math.max(this.#max, level);
    this.#recent.push({ at: now, level });
    this.#forgetOld();
    return level;
  }

  /** The longest time between two packets so far, in milliseconds. */
  get longestGapMs(): number {
    return this.#longestGapMs;
  }

  get packets(): number {
    return this.#packets;
  }

  get overall(): Energy {
    return { max: this.#max, mean: this.#packets === 0 ? 0 : this.#sum / this.#packets };
  }

  get lastSecond(): Energy & { readonly packets: number } {
    this.#forgetOld();
    const levels = this.#recent.map(({ level }) => level);
    const sum = levels.reduce((total, level) => total + level, 0);
    return {
      packets: levels.length,
      max: Math.max(0, ...levels),
      mean: levels.length === 0 ? 0 : sum / levels.length,
    };
  }

  #forgetOld(): void {
    const horizon = this.#clock.now() - WINDOW_MS;
    const firstKept = this.#recent.findIndex(({ at }) => at >= horizon);
    this.#recent = firstKept < 0 ? [] : this.#recent.slice(firstKept);
  }
}
