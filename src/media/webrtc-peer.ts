import { deferred } from '../shared/deferred.js';
import { TelnyxError, type TelnyxErrorCode } from '../shared/errors.js';
import { AudioSink } from './audio-sink.js';
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
  /** Resolves with the far end's description, which its candidates wait for; anew for an ICE restart. */
  #described = deferred();
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
      this.connection.addTransceiver('audio', { direction });
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

  async createAnswer(offer: string, sendsAudio = this.#sendsAudio): Promise<string> {
    await this.#setRemote({ type: 'offer', sdp: offer });
    const [transceiver] = this.connection.getTransceivers();
    if (transceiver) {
      // The browser made it for the offer, and would only listen.
      transceiver.direction = sendsAudio ? 'sendrecv' : 'recvonly';
      await this.#preferCodecs(transceiver);
      if (transceiver.sender.track !== this.#track) await transceiver.sender.replaceTrack(this.#track);
    }
    const answer = await orFail(40002, this.connection.createAnswer());
    await orFail(40003, this.connection.setLocalDescription(answer));
    return this.localDescription ?? '';
  }

  async applyAnswer(sdp: string): Promise<void> {
    await this.#setRemote({ type: 'answer', sdp });
  }

  async addCandidate(candidate: RTCIceCandidateInit): Promise<void> {
    await this.#described.promise;
    if (!this.#lifetime.signal.aborted) await this.connection.addIceCandidate(candidate);
  }

  async gathered(timeoutMs: number, signal: AbortSignal): Promise<void> {
    if (this.isGathered) return;
    const { untilGathered } = await import('./ice-gathering.js');
    await untilGathered(this.connection, timeoutMs, AbortSignal.any([signal, this.#lifetime.signal]));
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

  setVolume(volume: number): void {
    this.#sink.setVolume(volume);
  }

  close(): void {
    if (this.#lifetime.signal.aborted) return;
    this.#lifetime.abort();
    this.#described.resolve();
    this.#events = null;
    this.#sink.close();
    this.connection.close();
  }

  async #preferCodecs(transceiver: RTCRtpTransceiver): Promise<void> {
    if (this.#preferredCodecs.length === 0) return;
    const { preferCodecs } = await import('./codec-preferences.js');
    preferCodecs(transceiver, this.#preferredCodecs);
  }

  async #createOffer(iceRestart: boolean): Promise<string> {
    // What the far end finds from now on belongs to its next description.
    if (iceRestart) {
      const { resolve } = this.#described;
      this.#described = deferred();
      void this.#described.promise.then(resolve);
    }
    const [transceiver] = this.connection.getTransceivers();
    if (transceiver) await this.#preferCodecs(transceiver);
    const offer = await orFail(40001, this.connection.createOffer({ iceRestart }));
    await orFail(40003, this.connection.setLocalDescription(offer));
    return this.localDescription ?? '';
  }

  async #setRemote(description: RTCSessionDescriptionInit): Promise<void> {
    await orFail(40004, this.connection.setRemoteDescription(description));
    this.#described.resolve();
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
