import { FRAME_MS } from './g711.js';

/** Shorter gaps belong to the speech around them: the pauses between syllables and words. */
const GAP_MS = 240;
/** This much quiet ends what the visitor says. */
const END_MS = 700;

export interface SpeechDetectorOptions {
  /** Sound of at least this many milliseconds is speech; what is shorter is a noise, such as a beep. */
  readonly speechMs: number;
  /** Loudness (0 to 1) from which sound may be speech. */
  readonly threshold: number;
  /** The visitor has begun to speak: `speechMs` were heard. */
  readonly onStart: () => void;
  /** The visitor has been quiet for a while; `durationMs` is how long they spoke. */
  readonly onEnd: (durationMs: number) => void;
}

/** Hears by loudness alone that a visitor speaks, fed with one level per 20 ms. */
export class SpeechDetector {
  readonly #options: SpeechDetectorOptions;
  #soundMs = 0;
  #quietMs = 0;
  #isSpeaking = false;

  constructor(options: SpeechDetectorOptions) {
    this.#options = options;
  }

  hear(level: number): void {
    if (level >= this.#options.threshold) this.#onSound();
    else this.#onQuiet();
  }

  #onSound(): void {
    this.#soundMs += this.#soundMs > 0 ? this.#quietMs + FRAME_MS : FRAME_MS;
    this.#quietMs = 0;
    if (this.#isSpeaking || this.#soundMs < this.#options.speechMs) return;
    this.#isSpeaking = true;
    this.#options.onStart();
  }

  #onQuiet(): void {
    if (this.#soundMs === 0) return;
    this.#quietMs += FRAME_MS;
    if (this.#isSpeaking && this.#quietMs >= END_MS) this.#finish();
    else if (!this.#isSpeaking && this.#quietMs > GAP_MS) this.#soundMs = 0;
  }

  #finish(): void {
    const durationMs = this.#soundMs;
    this.#isSpeaking = false;
    this.#soundMs = 0;
    this.#quietMs = 0;
    this.#options.onEnd(durationMs);
  }
}
