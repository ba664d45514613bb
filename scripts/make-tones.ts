/** Writes the ring tones in public/: made by us, free of anybody's rights, a few kilobytes each. */
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';

import { encodeFlac } from './tones/flac.js';

const SAMPLE_RATE = 8000;
/** Loudness steps of 1/128 are enough for a tone, and keep the files small. */
const STEP = 256;
/** Tones that begin or end at once click. */
const FADE_S = 0.012;

interface Note {
  readonly at: number;
  readonly seconds: number;
  readonly frequencies: readonly number[];
  readonly loudness: number;
  /** Fades like a struck bell instead of staying as it is. */
  readonly isStruck?: boolean;
}

function loudnessAt(note: Note, time: number): number {
  const { seconds, loudness, isStruck } = note;
  const edge = Math.min(1, time / FADE_S, (seconds - time) / FADE_S);
  return loudness * edge * (isStruck ? Math.exp((-3 * time) / seconds) : 1);
}

function render(seconds: number, notes: readonly Note[]): Int16Array {
  return Int16Array.from({ length: seconds * SAMPLE_RATE }, (_, index) => {
    let sum = 0;
    for (const note of notes) {
      const time = index / SAMPLE_RATE - note.at;
      if (time < 0 || time >= note.seconds) continue;
      const waves = note.frequencies.map((frequency) => Math.sin(2 * Math.PI * frequency * time));
      sum += (loudnessAt(note, time) * waves.reduce((total, wave) => total + wave, 0)) / waves.length;
    }
    return Math.round((sum * 32_767) / STEP) * STEP;
  });
}

/** What a caller in North America hears: 440 and 480 Hz, two seconds on, four off (ITU-T E.180). */
const ringback = render(6, [{ at: 0, seconds: 2, frequencies: [440, 480], loudness: 0.3 }]);

/** Two notes in turn, struck twice, and a pause. */
const ring = [0, 0.8].flatMap((at): Note[] =>
  [659.3, 523.3, 659.3, 523.3].map((frequency, index) => ({
    at: at + index * 0.16,
    seconds: index === 3 ? 0.3 : 0.16,
    frequencies: [frequency, frequency * 2],
    loudness: 0.5,
    isStruck: true,
  })),
);

for (const [name, samples] of [
  ['ringback', ringback],
  ['ringtone', render(4, ring)],
] as const) {
  const file = encodeFlac(samples, SAMPLE_RATE);
  writeFileSync(resolve(import.meta.dirname, `../public/${name}.flac`), file);
  console.log(`public/${name}.flac: ${String(file.length)} bytes`);
}
