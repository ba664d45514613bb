import { delay } from '../shared/delay.js';
import { systemClock } from '../shared/clock.js';
import { TelnyxError, type TelnyxErrorCode } from '../shared/errors.js';
import { AudioSink } from './audio-sink.js';
import { preferCodecs } from './codec-preferences.js';
import type { MediaStats, Peer, PeerEvents, PeerOptions } from './media-engine.js';
import { StatsReader } from './read-stats.js';

/** One `RTCPeerConnection` for one audio stream each way. */
export class WebRtcPeer implements Peer {
  readonly connection: RTCPeerConnection;
  readonly #sendsAudio: boolean;
  readonly #preferredCodecs: readonly string[];
  readonly #lifetime = new AbortController();
  readonly #sink: AudioSink;
  readonly #statsReader = new StatsReader();
  readonly #remoteCandidates: RTCIceCandidateInit[] = [];
  #events: PeerEvents | null = null;
  #offer: Promise<string> | null = null;
  #track: MediaStreamTrack | null = null;

  constructor({ iceServers, forceRelay, sendsAudio, isOffering, preferredCodecs = [] }: PeerOptions) {
    this.#sendsAudio = sendsAudio;
    this.#preferredCodecs = preferredCodecs;
    this.connection = new RTCPeerConnection({
      iceServers: [...iceServers],
      iceTransportPolicy: forceRelay ? 'relay' : 'all',
      bundlePolicy: 'balanced',
    });
    this.#sink = new AudioSink((isBlocked) => this.#events?.onPlaybackBlocked(isBlocked));
    // The sender exists before the microphone does, so that the offer need not wait for permission.
    if (isOffering) {
      const direction = sendsAudio ? 'sendrecv' : 'recvonly';
      preferCodecs(this.connection.addTransceiver('audio', { direction }), preferredCodecs);
    }
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

  createOffer({ iceRestart } = { iceRestart: false }): Promise<string> {
    if (iceRestart || !this.#offer) this.#offer = this.#createOffer(iceRestart);
    return this.#offer;
  }

  async createAnswer(offer: string): Promise<string> {
    await this.#setRemote({ type: 'offer', sdp: offer });
    const [transceiver] = this.connection.getTransceivers();
    if (transceiver) {
      // The browser made it for the offer, and would only listen.
      transceiver.direction = this.#sendsAudio ? 'sendrecv' : 'recvonly';
      preferCodecs(transceiver, this.#preferredCodecs);
      await transceiver.sender.replaceTrack(this.#track);
    }
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
    // Who answers has a sender only once the offer is applied.
    this.#track = track;
    await this.connection.getTransceivers()[0]?.sender.replaceTrack(track);
  }

  async stats(): Promise<MediaStats | null> {
    if (this.#lifetime.signal.aborted) return null;
    return this.#statsReader.read(await this.connection.getStats());
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

  async #createOffer(iceRestart: boolean): Promise<string> {
    const offer = await orFail(40001, this.connection.createOffer({ iceRestart }));
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
