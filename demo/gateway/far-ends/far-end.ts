import type { Bye, SpokenSentence } from '../call-report.js';

/** Whoever the client talks to. The call leg asks it for sound and gives it what it hears. */
export interface FarEnd {
  readonly name: string;
  /** The next 20 ms of µ-law sound, or `null` for silence; asked for once the sound can flow. */
  nextFrame(): Uint8Array | null;
  /** 20 ms of µ-law sound of the client, and its loudness. */
  hear(frame: Uint8Array, level: number): void;
  onDigits(digits: string): void;
  /** The call is over, for the reason that the BYE gives; nothing may run on. */
  onEnded(bye: Bye): void;
  /** What was said on the call, for tests. */
  readonly spoken: readonly SpokenSentence[];
}
