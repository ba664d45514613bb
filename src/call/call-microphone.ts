import type { MediaEngine, Microphone, Peer } from '../media/media-engine.js';
import type { Clock } from '../shared/clock.js';
import { waitUpTo } from '../shared/delay.js';
import { abortedError, type TelnyxError, toTelnyxError } from '../shared/errors.js';
import { TaskQueue } from '../shared/task-queue.js';

/** A browser that does not tell what is permitted within this time counts as one that may still ask. */
const PERMISSION_TIMEOUT_MS = 1000;

export interface CallMicrophoneOptions {
  readonly clock: Clock;
  readonly engine: MediaEngine;
  /** Constraints of the microphone, or `false` for a call that only listens. */
  readonly audio: boolean | MediaTrackConstraints;
  readonly isMuted: boolean;
  /** It failed while the call was already on its way. */
  readonly onMicrophoneError: (error: TelnyxError) => void;
  /** The device went away during the call. */
  readonly onMicrophoneLost: () => void;
  /** The device asked for was not there; the default one is open. */
  readonly onMicrophoneReplaced: () => void;
}

/** The microphone of one call: opened when the call needs it, changed without losing the wish to be mute. */
export class CallMicrophone {
  readonly #options: CallMicrophoneOptions;
  readonly #peers: () => readonly Peer[];
  readonly #signal: AbortSignal;
  readonly #openings: TaskQueue;
  #audio: boolean | MediaTrackConstraints;
  #isMuted: boolean;
  #open: Microphone | null = null;
  #isWanted = false;

  /** `peers` are those that send what the microphone hears; two while one replaces the other. */
  constructor(options: CallMicrophoneOptions, peers: () => readonly Peer[], signal: AbortSignal) {
    this.#options = options;
    this.#peers = peers;
    this.#signal = signal;
    this.#openings = new TaskQueue(signal);
    this.#audio = options.audio;
    this.#isMuted = options.isMuted;
    signal.addEventListener('abort', () => {
      this.#open?.stop();
      this.#open = null;
    });
  }

  /** False for a call that only listens. */
  get sendsAudio(): boolean {
    return this.#audio !== false;
  }

  /** Whether the call can be sent in this very turn, without a permission to wait for. */
  get isReady(): boolean {
    return !this.sendsAudio || this.#options.engine.isMicrophoneKnownGranted;
  }

  /** Whether it was opened, or at least asked for. */
  get isWanted(): boolean {
    return this.#isWanted;
  }

  get deviceId(): string | null {
    return this.#open?.deviceId ?? null;
  }

  get track(): MediaStreamTrack | null {
    return this.#open?.track ?? null;
  }

  /**
   * Opens the microphone as far as the call must wait for it: where permission stands, it opens while the
   * description is already travelling; where the visitor may say no, nothing is sent before the answer. A call that
   * comes in `mustBeOpen` always: without a microphone it is better left ringing than accepted.
   */
  async prepare(mustBeOpen = false): Promise<void> {
    const { clock, engine, onMicrophoneError } = this.#options;
    engine.assertSupported({ needsMicrophone: this.sendsAudio });
    if (this.#audio === false) return;
    this.#isWanted = true;
    const opening = this.#openFirst(this.#audio);
    // It may fail before anybody looks at it.
    opening.catch(() => undefined);
    const isGranted = () =>
      waitUpTo(PERMISSION_TIMEOUT_MS, engine.isMicrophoneGranted(), clock, this.#signal);
    if (!mustBeOpen && (await isGranted())) {
      opening.catch((error: unknown) => {
        if (!this.#signal.aborted) onMicrophoneError(toTelnyxError(error, 42003));
      });
      return;
    }
    try {
      await opening;
    } catch (error) {
      this.#isWanted = false;
      throw error;
    }
  }

  setMuted(isMuted: boolean): void {
    this.#isMuted = isMuted;
    this.#open?.setMuted(isMuted);
  }

  /**
   * Takes another microphone; when it fails the old one stays. A call that rings has none open, and opens
   * this one when it is answered.
   */
  async change(audio: true | MediaTrackConstraints): Promise<void> {
    if (this.#audio === false) return;
    const merged = merge(this.#audio, audio);
    // One at a time, so that the microphone asked for last is the one in use at the end.
    if (this.#isWanted) await this.#openings.run(() => this.#replace(merged));
    else this.#audio = merged;
  }

  /** Says what to open before anything is opened; the device chosen before stays unless another one is named. */
  configure(audio: boolean | MediaTrackConstraints): void {
    const { deviceId } = Object(this.#audio) as MediaTrackConstraints;
    const isOwn = audio === false || (audio !== true && audio.deviceId);
    this.#audio = isOwn || !deviceId ? audio : merge(audio, { deviceId });
  }

  /** A device that was chosen some time ago may not be there today. The default one has its place in the line. */
  #openFirst(audio: true | MediaTrackConstraints): Promise<void> {
    return this.#openings.run(async () => {
      try {
        await this.#replace(audio);
      } catch (error) {
        if (audio === true || !audio.deviceId || toTelnyxError(error).code !== 42002) throw error;
        await this.#replace(merge(audio, true));
        this.#options.onMicrophoneReplaced();
      }
    });
  }

  async #replace(audio: true | MediaTrackConstraints): Promise<void> {
    const microphone = await this.#options.engine.openMicrophone(audio, this.#signal);
    microphone.setMuted(this.#isMuted);
    try {
      await Promise.all(this.#peers().map((peer) => peer.sendTrack(microphone.track)));
      if (this.#signal.aborted) throw abortedError(this.#signal);
    } catch (error) {
      microphone.stop();
      throw toTelnyxError(error, 42003);
    }
    this.#open?.stop();
    this.#open = microphone;
    this.#audio = audio;
    microphone.onLost(() => {
      if (this.#open === microphone) this.#options.onMicrophoneLost();
    });
  }
}

/** Another device with the wishes that were there before, for echo cancellation say; `true` is the default device. */
function merge(
  before: true | MediaTrackConstraints,
  news: true | MediaTrackConstraints,
): true | MediaTrackConstraints {
  const { deviceId, ...kept } = before === true ? {} : before;
  const merged = { ...kept, ...(news === true ? {} : news) };
  return Object.keys(merged).length > 0 ? merged : true;
}
