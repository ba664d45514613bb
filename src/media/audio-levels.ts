/** Loudness from 0 (silence) to 1, about ten times a second while a call is up. */
export interface AudioLevels {
  /** What the microphone sends; 0 while muted. */
  readonly input: number;
  /** What the far end sends. */
  readonly output: number;
}

export const SILENCE: AudioLevels = Object.freeze({ input: 0, output: 0 });
