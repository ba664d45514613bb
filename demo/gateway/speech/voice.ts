import { encodeMuLaw, SAMPLE_RATE } from '../media/g711.js';
import { synthesize } from './flite.js';
import { type TimedWord, timeWords } from './word-timing.js';

/** A sentence ready to be sent: µ-law sound, and when each of its words begins. */
export interface Utterance {
  readonly text: string;
  readonly sound: Uint8Array;
  readonly words: readonly TimedWord[];
}

/** Turns text into an utterance. */
export type Voice = (text: string) => Promise<Utterance>;

const REMEMBERED = 64;
const PEAK = 0.7 * 32767;
/** Of the silence that flite puts before each sentence this much stays, in milliseconds. */
const LEAD_MS = 40;
const UNSPEAKABLE_WORD_MS = 300;

/**
 * A voice that remembers what it said last, so that a greeting is synthesized once per process. Where there
 * is no speech to be had, it says so once to `onUnavailable` and goes on in words alone.
 */
export function createVoice(onUnavailable: (error: unknown) => void): Voice {
  let isTold = false;
  const speakOrStayMute = (text: string) =>
    speak(text).catch((error: unknown) => {
      if (!isTold) onUnavailable(error);
      isTold = true;
      return unspeakable(text);
    });
  const remembered = new Map<string, Promise<Utterance>>();
  return (untrimmed) => {
    const text = untrimmed.trim();
    const utterance = remembered.get(text) ?? speakOrStayMute(text);
    remembered.delete(text);
    remembered.set(text, utterance);
    for (const oldest of remembered.keys()) {
      if (remembered.size <= REMEMBERED) break;
      remembered.delete(oldest);
    }
    return utterance;
  };
}

async function speak(text: string): Promise<Utterance> {
  const plain = text.normalize('NFKD').replace(/[^\x20-\x7e]/g, '');
  if (!/[a-z0-9]/i.test(plain)) return unspeakable(text);
  const { sound, phones } = await synthesize(plain);
  const words = timeWords(text, phones);
  const leadMs = Math.max(0, (words[0]?.startMs ?? 0) - LEAD_MS);
  return {
    text,
    sound: encodeMuLaw(normalize(sound.samples.subarray((leadMs * SAMPLE_RATE) / 1000))),
    words: words.map((word) => ({ ...word, startMs: word.startMs - leadMs })),
  };
}

/** Text without a letter that flite knows is "said" as silence, so that its words still come one by one. */
function unspeakable(text: string): Utterance {
  const words = (text.match(/\S+\s*/g) ?? []).map((word, index) => ({
    text: word,
    startMs: index * UNSPEAKABLE_WORD_MS,
  }));
  const samples = (words.length * UNSPEAKABLE_WORD_MS * SAMPLE_RATE) / 1000;
  return { text, words, sound: encodeMuLaw(new Int16Array(samples)) };
}

function normalize(samples: Int16Array): Int16Array {
  const peak = samples.reduce((max, sample) => Math.max(max, Math.abs(sample)), 1);
  return samples.map((sample) => (sample * PEAK) / peak);
}
