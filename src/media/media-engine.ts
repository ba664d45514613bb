/** What `getStats` tells about the audio of one call, as far as the browser knows it. Times in milliseconds. */
export interface MediaStats {
  /** Loudness of what is sent, 0 to 1; `null` where the browser measures none. */
  readonly inputLevel: number | null;
  /** Loudness of what is heard, 0 to 1. */
  readonly outputLevel: number;
  readonly packetsReceived: number;
  readonly packetsLost: number;
  readonly bytesReceived: number;
  readonly bytesSent: number;
  readonly jitterMs: number | null;
  readonly rttMs: number | null;
  /** How our sound arrives, as the far end reports it every few seconds (RTCP). */
  readonly remote: RemoteStats | null;
}

export interface RemoteStats {
  readonly jitterMs: number | null;
  /** Share of our packets lost since the far end's report before, 0 to 1. */
  readonly lossShare: number | null;
}

/** A local ICE candidate on its way to the gateway; `null` ends the list. */
export type LocalCandidate = RTCIceCandidateInit | null;

export interface PeerOptions {
  readonly iceServers: readonly RTCIceServer[];
  readonly forceRelay: boolean;
  /** False for a call that only listens. */
  readonly sendsAudio: boolean;
  /** True when we make the offer, false when we answer one. */
  readonly isOffering: boolean;
  /** MIME types in the order wanted; those the browser lacks are passed over. */
  readonly preferredCodecs?: readonly string[] | undefined;
}

/** What a peer reports; all of it ends with `close()`. */
export interface PeerEvents {
  onCandidate(candidate: LocalCandidate): void;
  onConnectionState(state: RTCPeerConnectionState): void;
  /** True while the browser refuses to play the far end's sound without a gesture. */
  onPlaybackBlocked(isBlocked: boolean): void;
}

/** One peer connection with its far end's sound; all that a call needs from WebRTC. */
export interface Peer {
  readonly connection: RTCPeerConnection | null;
  /** Makes the offer and starts gathering; a second call returns the same offer, but for an ICE restart. */
  createOffer(options?: { readonly iceRestart: boolean }): Promise<string>;
  /** Applies an offer and returns the answer; `sendsAudio` decides anew, where the call was taken to listen only. */
  createAnswer(offer: string, sendsAudio?: boolean): Promise<string>;
  applyAnswer(sdp: string): Promise<void>;
  /** Waits for the far end's description it belongs to; rejects when the browser refuses it. */
  addCandidate(candidate: RTCIceCandidateInit): Promise<void>;
  /** The description with all candidates gathered so far. */
  readonly localDescription: string | null;
  /** True once no further candidate will come. */
  readonly isGathered: boolean;
  /** Resolves when gathering is complete or the time is over. */
  gathered(timeoutMs: number, signal: AbortSignal): Promise<void>;
  /** Sends this track from now on, without a new negotiation. */
  sendTrack(track: MediaStreamTrack | null): Promise<void>;
  stats(): Promise<MediaStats | null>;
  /** Tries again to play, after a gesture. */
  resumePlayback(): Promise<void>;
  setSpeaker(deviceId: string | null): Promise<void>;
  /** How loud the far end is played, 0 to 1. */
  setVolume(volume: number): void;
  /** Hands over who is told; a warmed peer changes hands when its call begins. */
  listen(events: PeerEvents): void;
  close(): void;
}

/** An open microphone. Muting keeps the track and sends silence. */
export interface Microphone {
  readonly track: MediaStreamTrack;
  readonly deviceId: string | null;
  setMuted(isMuted: boolean): void;
  /** Calls back when the device is gone or was taken away; not after `stop()`. */
  onLost(listener: () => void): void;
  stop(): void;
}

/** The browser's media as the core needs it; tests and hosts may bring their own. */
export interface MediaEngine {
  /** Throws a `TelnyxError` that says why calls cannot be made here. */
  assertSupported(options: { readonly needsMicrophone: boolean }): void;
  createPeer(options: PeerOptions): Peer;
  /** True when the microphone opens without asking; never asks. */
  isMicrophoneGranted(): Promise<boolean>;
  /** The same as far as it is known in this very turn; false before the first question. */
  readonly isMicrophoneKnownGranted: boolean;
  /** Rejects with 42001, 42002, 42003, 60003 or 60013. */
  openMicrophone(constraints: MediaTrackConstraints | true, signal: AbortSignal): Promise<Microphone>;
  /** Whether sound can go to another speaker than the default one. */
  readonly canChooseSpeaker: boolean;
  /** Names are empty before permission; never asks. */
  devices(): Promise<readonly MediaDeviceInfo[]>;
  onDeviceChange(listener: () => void, signal: AbortSignal): void;
}
