import { delay } from '../shared/delay.js';
import { systemClock } from '../shared/clock.js';
import { TelnyxError, type TelnyxErrorCode } from '../shared/errors.js';
import { AudioSink } from './audio-sink.js';
import type { MediaStats, Peer, PeerEvents, PeerOptions } from './media-engine.js';
import { readStats } from './read-stats.js';

/** One `RTCPeerConnection` for one audio stream each way. */
export class WebRtcPeer implements Peer {
  readonly connection: RTCPeerConnection;
  readonly #transceiver: RTCRtpTransceiver | null;
  readonly #lifetime = new AbortController();
  readonly #sink: AudioSink;
  readonly #remoteCandidates: RTCIceCandidateInit[] = [];
  #events: PeerEvents | null = null;
  #offer: Promise<string> | null = null;

  constructor({ iceServers, forceRelay, sendsAudio, isOffering }: PeerOptions) {
    this.connection = new RTCPeerConnection({
      iceServers: [...iceServers],
      iceTransportPolicy: forceRelay ? 'relay' : 'all',
      bundlePolicy: 'balanced',
    });
    this.#sink = new AudioSink((isBlocked) => this.#events?.onPlaybackBlocked(isBlocked));
    // The sender exists before the microphone does, so that the offer need not wait for permission.
    this.#transceiver = isOffering
      ? this.connection.addTransceiver('audio', { direction: sendsAudio ? 'sendrecv' : 'recvonly' })
      : null;
    this.#listenToConnection();
  }

  get localDescription(): string | null {
    return this.connection.localDescription?.sdp ?? null;
  }

  get isGathered(): boolean {
    return this.connection.iceGatheringState === 'complete';
  }

  listen(events: PeerEvents): void {
    this.#events = events;
  }

  createOffer(): Promise<string> {
    this.#offer ??= this.#createOffer();
    return this.#offer;
  }

  async createAnswer(offer: string): Promise<string> {
    await this.#setRemote({ type: 'offer', sdp: offer });
    const answer = await orFail(40002, this.connection.createAnswer());
    await orFail(40003, this.connection.setLocalDescription(answer));
    return this.localDescription ?? '';
  }

  async applyAnswer(sdp: string): Promise<void> {
    await this.#setRemote({ type: 'answer', sdp });
  }

  async addCandidate(candidate: RTCIceCandidateInit): Promise<void> {
    if (!this.connection.remoteDescription) {
      this.#remoteCandidates.push(candidate);
      return;
    }
    await this.connection.addIceCandidate(candidate);
  }

  async gathered(timeoutMs: number, signal: AbortSignal): Promise<void> {
    if (this.isGathered) return;
    const patience = new AbortController();
    const wait = delay(timeoutMs, systemClock, AbortSignal.any([signal, patience.signal]));
    this.connection.addEventListener(
      'icegatheringstatechange',
      () => {
        if (this.isGathered) patience.abort();
      },
      { signal: this.#lifetime.signal },
    );
    // Complete or out of time: either way the description of this moment is what gets sent.
    await wait.catch(() => undefined);
  }

  async sendTrack(track: MediaStreamTrack | null): Promise<void> {
    const sender = this.#transceiver?.sender ?? this.connection.getTransceivers()[0]?.sender;
    await sender?.replaceTrack(track);
  }

  async stats(): Promise<MediaStats | null> {
    if (this.#lifetime.signal.aborted) return null;
    return readStats(await this.connection.getStats());
  }

  resumePlayback(): Promise<void> {
    return this.#sink.resume();
  }

  setSpeaker(deviceId: string | null): Promise<void> {
    return this.#sink.setSpeaker(deviceId);
  }

  close(): void {
    if (this.#lifetime.signal.aborted) return;
    this.#lifetime.abort();
    this.#events = null;
    this.#sink.close();
    this.connection.close();
  }

  async #createOffer(): Promise<string> {
    const offer = await orFail(40001, this.connection.createOffer());
    await orFail(40003, this.connection.setLocalDescription(offer));
    return this.localDescription ?? '';
  }

  async #setRemote(description: RTCSessionDescriptionInit): Promise<void> {
    await orFail(40004, this.connection.setRemoteDescription(description));
    for (const candidate of this.#remoteCandidates.splice(0))
      await this.connection.addIceCandidate(candidate);
  }

  #listenToConnection(): void {
    const { connection } = this;
    const { signal } = this.#lifetime;
    connection.addEventListener(
      'icecandidate',
      ({ candidate }) => {
        // An empty candidate and `null` both end the list; only `null` ends it for all of the connection.
        if (candidate?.candidate !== '') this.#events?.onCandidate(candidate?.toJSON() ?? null);
      },
      { signal },
    );
    connection.addEventListener(
      'connectionstatechange',
      () => this.#events?.onConnectionState(connection.connectionState),
      { signal },
    );
    connection.addEventListener(
      'track',
      ({ track, streams }) => void this.#sink.play(streams[0] ?? new MediaStream([track])),
      { signal },
    );
  }
}

/** Names the step that failed; the browser's own words stay in `cause`. */
async function orFail<T>(code: TelnyxErrorCode, step: Promise<T>): Promise<T> {
  try {
    return await step;
  } catch (cause) {
    throw new TelnyxError(code, { cause });
  }
}
