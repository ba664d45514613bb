import type { MediaEngine, Microphone, Peer } from '../media/media-engine.js';
import { deferred } from '../shared/deferred.js';
import { abortedError, type TelnyxError, toTelnyxError } from '../shared/errors.js';
import { TaskQueue } from '../shared/task-queue.js';

export interface CallMediaOptions {
  readonly engine: MediaEngine;
  readonly peer: Peer;
  /** Constraints of the microphone, or `false` for a call that only listens. */
  readonly audio: boolean | MediaTrackConstraints;
  readonly isMuted: boolean;
  readonly trickleIce: boolean;
  /** The microphone failed while the call was already on its way. */
  readonly onMicrophoneError: (error: TelnyxError) => void;
  readonly onConnectionState: (state: RTCPeerConnectionState) => void;
  readonly onPlaybackBlocked: (isBlocked: boolean) => void;
  readonly onCandidate: (candidate: RTCIceCandidateInit | null) => void;
}

/** Without trickle the description waits this long for candidates, as the official SDK does. */
const GATHERING_TIMEOUT_MS = 1000;

/** The media of one call: its peer connection, its microphone, and what the two must agree on. */
export class CallMedia {
  readonly #options: CallMediaOptions;
  readonly #signal: AbortSignal;
  readonly #remote = deferred();
  readonly #openings: TaskQueue;
  #audio: boolean | MediaTrackConstraints;
  #hasRemote = false;
  #microphone: Microphone | null = null;
  #isMicrophoneWanted = false;
  #isMuted: boolean;
  #isDescriptionSent = false;
  #isEndOfCandidatesTold = false;

  constructor(options: CallMediaOptions, signal: AbortSignal) {
    this.#options = options;
    this.#signal = signal;
    this.#openings = new TaskQueue(signal);
    this.#audio = options.audio;
    this.#isMuted = options.isMuted;
    options.peer.listen({
      onConnectionState: options.onConnectionState,
      onPlaybackBlocked: options.onPlaybackBlocked,
      onCandidate: (candidate) => {
        // Earlier ones stand in the description already.
        if (this.#isDescriptionSent && options.trickleIce) this.#tellCandidate(candidate);
      },
    });
    signal.addEventListener('abort', () => {
      this.#close();
    });
  }

  get peer(): Peer {
    return this.#options.peer;
  }

  /** Resolves once the far end's description is in force. */
  get remoteApplied(): Promise<void> {
    return this.#remote.promise;
  }

  /** The offer, where it can be sent in this very turn: made already, and no permission to wait for. */
  get readyOffer(): string | null {
    const { engine, trickleIce } = this.#options;
    const isPermitted = this.#audio === false || engine.isMicrophoneKnownGranted;
    return trickleIce && isPermitted ? this.peer.localDescription : null;
  }

  /**
   * Opens the microphone as far as the call must wait for it: where permission stands, it opens while the
   * offer is already travelling; where the visitor may say no, nothing is sent before the answer.
   */
  async prepareMicrophone(): Promise<void> {
    const { engine, onMicrophoneError } = this.#options;
    engine.assertSupported({ needsMicrophone: this.#audio !== false });
    if (this.#audio === false) return;
    this.#isMicrophoneWanted = true;
    const opening = this.#openMicrophone(this.#audio);
    if (await engine.isMicrophoneGranted()) {
      opening.catch((error: unknown) => {
        if (!this.#signal.aborted) onMicrophoneError(toTelnyxError(error, 42003));
      });
      return;
    }
    await opening;
  }

  createOffer(): Promise<string> {
    return this.#complete(this.peer.createOffer());
  }

  createAnswer(offer: string): Promise<string> {
    return this.#complete(this.peer.createAnswer(offer));
  }

  /** To be called in the same turn as the description is sent: from here on candidates travel by themselves. */
  markDescriptionSent(): void {
    this.#isDescriptionSent = true;
    if (this.#options.trickleIce && this.peer.isGathered) this.#tellCandidate(null);
  }

  /** Applies the far end's first description; it may be repeated later, and is then ignored. */
  async applyRemote(sdp: string): Promise<void> {
    if (!this.#hasRemote) {
      this.#hasRemote = true;
      this.peer.applyAnswer(sdp).then(this.#remote.resolve, this.#remote.reject);
    }
    await this.#remote.promise;
  }

  setMuted(isMuted: boolean): void {
    this.#isMuted = isMuted;
    this.#microphone?.setMuted(isMuted);
  }

  /**
   * Changes the microphone during the call; when the new one fails the old one stays. A call that rings has
   * none open, and opens this one when it is answered.
   */
  async switchMicrophone(constraints: MediaTrackConstraints | true): Promise<void> {
    if (this.#audio === false) return;
    if (this.#isMicrophoneWanted) await this.#openMicrophone(constraints);
    else this.#audio = constraints;
  }

  /** One at a time, so that the microphone asked for last is the one in use at the end. */
  #openMicrophone(audio: true | MediaTrackConstraints): Promise<void> {
    return this.#openings.run(() => this.#replaceMicrophone(audio));
  }

  async #replaceMicrophone(audio: true | MediaTrackConstraints): Promise<void> {
    const microphone = await this.#options.engine.openMicrophone(audio, this.#signal);
    microphone.setMuted(this.#isMuted);
    try {
      await this.peer.sendTrack(microphone.track);
      if (this.#signal.aborted) throw abortedError(this.#signal);
    } catch (error) {
      microphone.stop();
      throw error;
    }
    this.#microphone?.stop();
    this.#microphone = microphone;
  }

  async #complete(description: Promise<string>): Promise<string> {
    const sdp = await description;
    if (!this.#options.trickleIce) await this.peer.gathered(GATHERING_TIMEOUT_MS, this.#signal);
    if (this.#signal.aborted) throw abortedError(this.#signal);
    return this.peer.localDescription ?? sdp;
  }

  #tellCandidate(candidate: RTCIceCandidateInit | null): void {
    if (this.#isEndOfCandidatesTold) return;
    this.#isEndOfCandidatesTold = candidate === null;
    this.#options.onCandidate(candidate);
  }

  #close(): void {
    this.#remote.reject(abortedError(this.#signal));
    this.#microphone?.stop();
    this.#microphone = null;
    this.peer.close();
  }
}
