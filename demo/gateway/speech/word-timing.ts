/** One sound of the synthesized speech; `pau` is a pause. Times count from the start of the sound. */
export interface Phone {
  readonly name: string;
  readonly startMs: number;
  readonly endMs: number;
}

/** A word as it stands in the text, with the white space after it, and when it begins to sound. */
export interface TimedWord {
  readonly text: string;
  readonly startMs: number;
}

const PAUSE = 'pau';

/** Reads flite's list of sounds, such as `pau:0.164 hh:0.233`: a name and the second at which it ends. */
export function parsePhones(listing: string): readonly Phone[] {
  let startMs = 0;
  return [...listing.matchAll(/([a-z]+):(\d+\.\d+)/g)].map(([, name = PAUSE, end = '0']) => {
    const phone = { name, startMs, endMs: Number(end) * 1000 };
    startMs = phone.endMs;
    return phone;
  });
}

/**
 * Tells when each word of `text` begins. The words joined are exactly `text`. Pauses of the speech are
 * matched to its punctuation when their numbers agree; inside such a stretch, longer words get more sounds.
 */
export function timeWords(text: string, phones: readonly Phone[]): readonly TimedWord[] {
  const words = text.match(/\S+\s*/g) ?? [];
  const spokenRuns = splitAtPauses(phones);
  const phrases = splitAtPunctuation(words);
  if (phrases.length === spokenRuns.length) {
    return phrases.flatMap((phrase, index) => spread(phrase, spokenRuns[index] ?? []));
  }
  return spread(words, spokenRuns.flat());
}

function spread(words: readonly string[], sounds: readonly Phone[]): TimedWord[] {
  const weights = words.map(weightOf);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let before = 0;
  return words.map((text, index) => {
    const sound = sounds[Math.floor((before / total) * sounds.length)];
    before += weights[index] ?? 0;
    return { text, startMs: sound?.startMs ?? 0 };
  });
}

/** Letters are about one sound each; a digit is read as a word of its own. */
function weightOf(word: string): number {
  const digits = word.match(/\d/g)?.length ?? 0;
  const letters = word.match(/\p{L}/gu)?.length ?? 0;
  return 1 + letters + digits * 4;
}

function splitAtPunctuation(words: readonly string[]): string[][] {
  const phrases: string[][] = [[]];
  for (const word of words) {
    phrases.at(-1)?.push(word);
    if (/[,.;:!?]["')]*\s*$/.test(word)) phrases.push([]);
  }
  return phrases.filter((phrase) => phrase.length > 0);
}

function splitAtPauses(phones: readonly Phone[]): Phone[][] {
  const runs: Phone[][] = [[]];
  for (const phone of phones) {
    if (phone.name === PAUSE) runs.push([]);
    else runs.at(-1)?.push(phone);
  }
  return runs.filter((run) => run.length > 0);
}
