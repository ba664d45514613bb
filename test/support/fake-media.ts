import type {
  MediaEngine,
  MediaStats,
  Microphone,
  Peer,
  PeerEvents,
  PeerOptions,
} from '../../src/media/media-engine.js';
import { abortedError, type TelnyxError } from '../../src/shared/errors.js';

/** The steps of a peer that a test can let fail. */
type Step = 'createOffer' | 'createAnswer' | 'applyAnswer' | 'addCandidate' | 'sendTrack';

export class FakeMicrophone implements Microphone {
  readonly deviceId: string | null = null;
  readonly constraints: MediaTrackConstraints | true;
  // Nothing in the core looks into a track; identity is enough.
  readonly track = {} as MediaStreamTrack;
  isMuted = false;
  isStopped = false;
  /** The device goes away. */
  unplug: () => void = () => undefined;

  constructor(constraints: MediaTrackConstraints | true) {
    this.constraints = constraints;
  }

  setMuted(isMuted: boolean): void {
    this.isMuted = isMuted;
  }

  onLost(listener: () => void): void {
    this.unplug = listener;
  }

  stop(): void {
    this.isStopped = true;
  }
}

/** What the core looks at of a peer connection; the test is the browser. */
export class FakeConnection extends EventTarget {
  signalingState: RTCSignalingState = 'stable';
  connectionState: RTCPeerConnectionState = 'connected';
  iceGatheringState: RTCIceGatheringState = 'complete';
  localDescription: { readonly sdp: string } | null = {
    sdp: 'a=candidate:1 1 udp 1 192.0.2.1 9 typ srflx\r\n',
  };
  iceServers: RTCIceServer[] = [];
  statistics: RTCStatsReport = new Map();

  getConfiguration(): RTCConfiguration {
    return { iceServers: this.iceServers };
  }

  getSenders(): { readonly track: { readonly readyState: string } }[] {
    return [{ track: { readyState: 'live' } }];
  }

  getStats(): Promise<RTCStatsReport> {
    return Promise.resolve(this.statistics);
  }

  change(connectionState: RTCPeerConnectionState): void {
    this.connectionState = connectionState;
    this.dispatchEvent(new Event('connectionstatechange'));
  }

  /** Told by no event, as in a browser. */
  close(): void {
    this.signalingState = 'closed';
    this.connectionState = 'closed';
  }
}

export class FakePeer implements Peer {
  readonly fakeConnection = new FakeConnection();
  // The members that the core uses are there; the rest of the interface is not.
  readonly connection = this.fakeConnection as unknown as RTCPeerConnection;
  readonly options: PeerOptions;
  readonly remoteDescriptions: string[] = [];
  readonly candidates: RTCIceCandidateInit[] = [];
  readonly failures: Partial<Record<Step, Error>> = {};
  localDescription: string | null = null;
  isGathered = false;
  isClosed = false;
  /** What the newest answer said about it. */
  answersWithAudio: boolean | undefined;
  sentTrack: MediaStreamTrack | null = null;
  speaker: string | null = null;
  volume: number | null = null;
  /** How long it was last given to find its candidates. */
  gatheringTimeoutMs: number | null = null;
  statistics: MediaStats | null = null;
  resumeCount = 0;
  events: PeerEvents | null = null;
  /** What applying the far end's description waits for. */
  gate: Promise<void> = Promise.resolve();
  #onGathered: () => void = () => undefined;

  constructor(options: PeerOptions) {
    this.options = options;
  }

  async createOffer({ iceRestart } = { iceRestart: false }): Promise<string> {
    await this.#step('createOffer');
    this.localDescription = iceRestart ? 'our restart offer' : 'our offer';
    return this.localDescription;
  }

  async createAnswer(offer: string, sendsAudio = this.options.sendsAudio): Promise<string> {
    this.answersWithAudio = sendsAudio;
    await this.#step('createAnswer');
    this.remoteDescriptions.push(offer);
    this.localDescription = 'our answer';
    return this.localDescription;
  }

  async applyAnswer(sdp: string): Promise<void> {
    await this.gate;
    await this.#step('applyAnswer');
    this.remoteDescriptions.push(sdp);
  }

  async addCandidate(candidate: RTCIceCandidateInit): Promise<void> {
    await this.#step('addCandidate');
    this.candidates.push(candidate);
  }

  gathered(timeoutMs: number, signal: AbortSignal): Promise<void> {
    this.gatheringTimeoutMs = timeoutMs;
    if (this.isGathered || signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const finish = () => {
        signal.removeEventListener('abort', finish);
        resolve();
      };
      this.#onGathered = finish;
      signal.addEventListener('abort', finish);
    });
  }

  async sendTrack(track: MediaStreamTrack | null): Promise<void> {
    await this.#step('sendTrack');
    this.sentTrack = track;
  }

  stats(): Promise<MediaStats | null> {
    return Promise.resolve(this.statistics);
  }

  resumePlayback(): Promise<void> {
    this.resumeCount += 1;
    return Promise.resolve();
  }

  setSpeaker(deviceId: string | null): Promise<void> {
    this.speaker = deviceId;
    return Promise.resolve();
  }

  setVolume(volume: number): void {
    this.volume = volume;
  }

  listen(events: PeerEvents): void {
    this.events = events;
  }

  close(): void {
    this.isClosed = true;
    this.fakeConnection.close();
  }

  /** The last candidate was found. */
  finishGathering(localDescription: string): void {
    this.isGathered = true;
    this.localDescription = localDescription;
    this.#onGathered();
  }

  async #step(step: Step): Promise<void> {
    await Promise.resolve();
    if (this.isClosed) throw new DOMException('The connection is closed.', 'InvalidStateError');
    const failure = this.failures[step];
    if (failure) throw failure;
  }
}

export class FakeMediaEngine implements MediaEngine {
  readonly peers: FakePeer[] = [];
  /** Every microphone that was opened, first to last. */
  readonly microphones: FakeMicrophone[] = [];
  /** The constraints of every request for a microphone, granted or not. */
  readonly requests: (MediaTrackConstraints | true)[] = [];
  isGranted = false;
  microphoneError: TelnyxError | null = null;
  supportError: TelnyxError | null = null;
  /** What opening the microphone waits for: the visitor's answer to the prompt. */
  gate: Promise<void> = Promise.resolve();
  deviceList: readonly MediaDeviceInfo[] = [];
  deviceListeners = 0;
  canChooseSpeaker = true;
  #announceDevices: () => void = () => undefined;

  /** The newest peer. */
  get peer(): FakePeer {
    const peer = this.peers.at(-1);
    if (!peer) throw new Error('There is no peer yet.');
    return peer;
  }

  /** The newest microphone. */
  get microphone(): FakeMicrophone {
    const microphone = this.microphones.at(-1);
    if (!microphone) throw new Error('There is no microphone yet.');
    return microphone;
  }

  assertSupported(): void {
    if (this.supportError) throw this.supportError;
  }

  createPeer(options: PeerOptions): FakePeer {
    const peer = new FakePeer(options);
    this.peers.push(peer);
    return peer;
  }

  /** Whether the permission has been looked up before. */
  isMicrophoneKnownGranted = false;

  isMicrophoneGranted(): Promise<boolean> {
    return Promise.resolve(this.isGranted);
  }

  async openMicrophone(
    constraints: MediaTrackConstraints | true,
    signal: AbortSignal,
  ): Promise<FakeMicrophone> {
    this.requests.push(constraints);
    const { microphoneError } = this;
    await this.gate;
    if (microphoneError) throw microphoneError;
    const microphone = new FakeMicrophone(constraints);
    this.microphones.push(microphone);
    if (!signal.aborted) return microphone;
    microphone.stop();
    throw abortedError(signal);
  }

  devices(): Promise<readonly MediaDeviceInfo[]> {
    return Promise.resolve(this.deviceList);
  }

  onDeviceChange(listener: () => void, signal: AbortSignal): void {
    this.deviceListeners += 1;
    this.#announceDevices = listener;
    signal.addEventListener('abort', () => {
      this.deviceListeners -= 1;
      this.#announceDevices = () => undefined;
    });
  }

  /** A device was plugged in or out. */
  changeDevices(devices: readonly MediaDeviceInfo[]): void {
    this.deviceList = devices;
    this.#announceDevices();
  }
}
