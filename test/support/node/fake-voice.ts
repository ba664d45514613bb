import type { Voice } from '../../../demo/gateway/index.js';

/** How long each word of the fake voice sounds, in milliseconds. */
export const WORD_MS = 100;

const LOUD = 0x80;

/** A voice without a synthesizer: each word is 100 ms of loud noise. */
export const fakeVoice: Voice = (text) => {
  const words = (text.match(/\S+\s*/g) ?? []).map((word, index) => ({
    text: word,
    startMs: index * WORD_MS,
  }));
  return Promise.resolve({ text, words, sound: new Uint8Array(words.length * WORD_MS * 8).fill(LOUD) });
};
