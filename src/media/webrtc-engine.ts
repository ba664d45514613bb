import { TelnyxError } from '../shared/errors.js';
import type { MediaEngine, Microphone, Peer, PeerOptions } from './media-engine.js';
import { openMicrophone } from './microphone.js';
import { WebRtcPeer } from './webrtc-peer.js';

/** The browser's own WebRTC. Touches nothing until asked. */
export class WebRtcEngine implements MediaEngine {
  #permission: Promise<PermissionStatus | null> | null = null;
  #knownPermission: PermissionStatus | null = null;

  get isMicrophoneKnownGranted(): boolean {
    return this.#knownPermission?.state === 'granted';
  }

  assertSupported({ needsMicrophone }: { readonly needsMicrophone: boolean }): void {
    if (typeof RTCPeerConnection === 'undefined') throw new TelnyxError(60004);
    if (!needsMicrophone) return;
    if (typeof isSecureContext !== 'undefined' && !isSecureContext) throw new TelnyxError(60003);
    // Absent in a frame without `allow="microphone"` in some browsers, and in very old ones.
    if (!mediaDevices()) throw new TelnyxError(60004);
  }

  createPeer(options: PeerOptions): Peer {
    return new WebRtcPeer(options);
  }

  async isMicrophoneGranted(): Promise<boolean> {
    this.#permission ??= queryPermission();
    this.#knownPermission = await this.#permission;
    return this.isMicrophoneKnownGranted;
  }

  openMicrophone(constraints: MediaTrackConstraints | true, signal: AbortSignal): Promise<Microphone> {
    return openMicrophone(constraints, signal);
  }

  get canChooseSpeaker(): boolean {
    return typeof Audio !== 'undefined' && 'setSinkId' in Audio.prototype;
  }

  async devices(): Promise<readonly MediaDeviceInfo[]> {
    const all = await mediaDevices()?.enumerateDevices();
    return (all ?? []).filter(({ kind, deviceId }) => kind !== 'videoinput' && deviceId !== '');
  }

  onDeviceChange(listener: () => void, signal: AbortSignal): void {
    mediaDevices()?.addEventListener('devicechange', listener, { signal });
  }
}

/** Absent in some places, whatever the types say. */
const mediaDevices = () => navigator.mediaDevices as MediaDevices | undefined;

/** Firefox and old Safari do not know this permission: then nobody can tell without asking. */
async function queryPermission(): Promise<PermissionStatus | null> {
  try {
    return await navigator.permissions.query({ name: 'microphone' });
  } catch {
    return null;
  }
}
