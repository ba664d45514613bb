/** The two frequencies of each key, in hertz (ITU-T Q.23). */
const ROWS = [697, 770, 852, 941];
const COLUMNS = [1209, 1336, 1477, 1633];
const KEYS = '123A456B789C*0#D';
const SECONDS = 0.12;
const FADE_SECONDS = 0.008;
const LOUDNESS = 0.08;

/** An audio context that may choose its speaker; not all browsers have it. */
type SinkContext = AudioContext & { setSinkId?: (id: string) => Promise<void> };

/**
 * Plays the tone of a key, for the one who presses it: 0.12 s, through an audio graph that is gone afterwards.
 * Resolves when it was played; other characters are silent, and so is a browser that refuses.
 */
export async function playKeypadTone(key: string, speakerId: string | null): Promise<void> {
  const index = KEYS.indexOf(key.toUpperCase());
  if (key.length !== 1 || index < 0) return;
  // Before the first gesture the tone would wait for one, and come when nobody expects it.
  if ('userActivation' in navigator && !navigator.userActivation.hasBeenActive) return;
  const context: SinkContext = new AudioContext();
  try {
    if (speakerId) await context.setSinkId?.(speakerId).catch(() => undefined);
    await context.resume();
    await sound(context, index);
  } finally {
    await context.close();
  }
}

function sound(context: AudioContext, index: number): Promise<void> {
  const start = context.currentTime;
  const gain = new GainNode(context, { gain: 0 });
  gain.gain.linearRampToValueAtTime(LOUDNESS, start + FADE_SECONDS);
  gain.gain.setValueAtTime(LOUDNESS, start + SECONDS - FADE_SECONDS);
  gain.gain.linearRampToValueAtTime(0, start + SECONDS);
  gain.connect(context.destination);
  return new Promise((resolve) => {
    for (const frequency of [ROWS[Math.floor(index / 4)], COLUMNS[index % 4]]) {
      const tone = new OscillatorNode(context, { frequency: frequency ?? 0 });
      tone.connect(gain);
      tone.addEventListener('ended', () => resolve(), { once: true });
      tone.start(start);
      tone.stop(start + SECONDS);
    }
  });
}
