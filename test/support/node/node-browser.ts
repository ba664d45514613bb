import { RTCPeerConnection, RtpHeader, RtpPacket, usePCMU, useOPUS } from 'werift';

import { FRAME_SAMPLES, loudness } from '../../../demo/gateway/media/g711.js';

/** The media side of a client, in Node: real ICE, DTLS and SRTP against the gateway. */
export class NodeBrowser {
  readonly #pc: RTCPeerConnection;
  readonly #waiting = new Set<() => void>();
  #sequence = 0;
  /** Loudness of each packet that came. */
  readonly levels: number[] = [];

  constructor(codec: 'PCMU' | 'opus' = 'PCMU', direction: 'sendrecv' | 'recvonly' = 'sendrecv') {
    this.#pc = new RTCPeerConnection({
      codecs: { audio: [codec === 'PCMU' ? usePCMU() : useOPUS()] },
      iceServers: [],
      iceUseIpv6: false,
      iceAdditionalHostAddresses: ['127.0.0.1'],
    });
    this.#pc.addTransceiver('audio', { direction });
    this.#pc.onTrack.subscribe((track) => {
      track.onReceiveRtp.subscribe(({ payload }) => {
        this.levels.push(loudness(payload));
        const waiting = [...this.#waiting];
        this.#waiting.clear();
        for (const resume of waiting) resume();
      });
    });
  }

  async offer(): Promise<string> {
    await this.#pc.setLocalDescription(await this.#pc.createOffer());
    return this.#pc.localDescription?.sdp ?? '';
  }

  /** An offer that restarts ICE. */
  async restartOffer(): Promise<string> {
    await this.#pc.setLocalDescription(await this.#pc.createOffer({ iceRestart: true }));
    return this.#pc.localDescription?.sdp ?? '';
  }

  /** Takes the answer to `restartOffer`; werift 0.24 does not begin the new checks by itself. */
  async acceptRestart(answer: string): Promise<void> {
    await this.accept(answer);
    for (const transport of this.#pc.iceTransports) transport.start().catch(() => undefined);
  }

  async accept(answer: string): Promise<void> {
    await this.#pc.setRemoteDescription({ type: 'answer', sdp: answer });
  }

  /** Answers an offer of the gateway. */
  async answer(offer: string): Promise<string> {
    await this.#pc.setRemoteDescription({ type: 'offer', sdp: offer });
    await this.#pc.setLocalDescription(await this.#pc.createAnswer());
    return this.#pc.localDescription?.sdp ?? '';
  }

  /** Takes one trickled candidate of the gateway. */
  async addCandidate(candidate: string): Promise<void> {
    await this.#pc.addIceCandidate({ candidate, sdpMid: '0', sdpMLineIndex: 0 });
  }

  /** Resolves once packets have come that `isEnough` accepts. */
  async heard(isEnough: (levels: readonly number[]) => boolean): Promise<void> {
    while (!isEnough(this.levels)) await new Promise<void>((resolve) => this.#waiting.add(resolve));
  }

  /** Sends one packet of sound. */
  async send(payload: Uint8Array): Promise<void> {
    this.#sequence += 1;
    const header = new RtpHeader({
      sequenceNumber: this.#sequence,
      timestamp: this.#sequence * FRAME_SAMPLES,
      payloadType: 0,
    });
    await this.#pc.getSenders()[0]?.sendRtp(new RtpPacket(header, Buffer.from(payload)));
  }

  async close(): Promise<void> {
    await this.#pc.close();
  }
}
