import type { CallQuality } from '../media/call-quality.js';
import type { MediaStats } from '../media/media-engine.js';
import type { TelnyxErrorCode } from '../shared/errors.js';

/** One second of a call that is neither held nor over. */
export interface CallSample {
  readonly quality: CallQuality;
  readonly stats: MediaStats;
  /** False for a call that only listens, and before there is a microphone. */
  readonly sendsAudio: boolean;
  readonly isMuted: boolean;
  /** False while the far end has no reason to speak. */
  readonly expectsSound: boolean;
}

/** As the official SDK: three samples in a row, and the same warning again after 15 s at the earliest. */
const QUORUM = 3;
const REPEAT_MS = 15_000;
/** Loudness up to which nothing is heard. */
const SILENT_LEVEL = 0.001;
/** Somebody who has spoken may be silent for this many samples. */
const SILENT_SAMPLES = 30;

type Rule = readonly [code: TelnyxErrorCode, isBreached: (sample: CallSample, before: MediaStats) => boolean];

const isOver = (figure: number | null, limit: number) => figure !== null && figure > limit;

/** Telnyx's limits, one sample a second. */
const RULES: readonly Rule[] = [
  [31001, ({ quality }) => isOver(quality.rttMs, 400)],
  [31002, ({ quality }) => isOver(quality.jitterMs, 30)],
  [31003, ({ quality }) => isOver(quality.packetLoss, 0.01)],
  [31004, ({ quality: { mos } }) => mos !== null && mos < 3.5],
  [31006, ({ stats, expectsSound }) => expectsSound && stats.outputLevel <= SILENT_LEVEL],
  [32001, ({ stats }, before) => stats.bytesReceived === before.bytesReceived],
  [32002, ({ stats, sendsAudio }, before) => sendsAudio && stats.bytesSent === before.bytesSent],
];

/** Decides from one sample a second which warnings a call deserves. */
export class CallWarnings {
  readonly #breaches = new Map<TelnyxErrorCode, number>();
  readonly #toldAt = new Map<TelnyxErrorCode, number>();
  #before: MediaStats | null = null;
  #silentSamples = 0;
  #hasSounded = false;

  /** The warnings due now. `nowMs` is any clock that only goes forward. */
  sample(sample: CallSample, nowMs: number): TelnyxErrorCode[] {
    const before = this.#before;
    this.#before = sample.stats;
    const due = before
      ? RULES.filter(([code, isBreached]) => this.#isDue(code, isBreached(sample, before), nowMs)).map(
          ([code]) => code,
        )
      : [];
    return this.#isMicrophoneSilent(sample) ? [...due, 31005] : due;
  }

  /** The call is held: what follows has nothing to do with what was. */
  reset(): void {
    this.#before = null;
    this.#silentSamples = 0;
    this.#breaches.clear();
  }

  #isDue(code: TelnyxErrorCode, isBreached: boolean, nowMs: number): boolean {
    const breaches = isBreached ? (this.#breaches.get(code) ?? 0) + 1 : 0;
    this.#breaches.set(code, breaches);
    if (breaches < QUORUM || nowMs - (this.#toldAt.get(code) ?? -REPEAT_MS) < REPEAT_MS) return false;
    this.#toldAt.set(code, nowMs);
    return true;
  }

  /** Once for each silence: at the quorum as long as the microphone never gave a sound, later after 30 s. */
  #isMicrophoneSilent({ stats, sendsAudio, isMuted }: CallSample): boolean {
    if (!sendsAudio || isMuted || stats.inputLevel === null) {
      this.#silentSamples = 0;
    } else if (stats.inputLevel > SILENT_LEVEL) {
      this.#hasSounded = true;
      this.#silentSamples = 0;
    } else {
      this.#silentSamples += 1;
      return this.#silentSamples === (this.#hasSounded ? SILENT_SAMPLES : QUORUM);
    }
    return false;
  }
}
