import { networkInterfaces } from 'node:os';

import {
  type MediaStreamTrack,
  RTCPeerConnection,
  type RTCRtpTransceiver,
  RtpHeader,
  RtpPacket,
  usePCMU,
} from 'werift';

import { breakPath } from './broken-path.js';
import { keepEarlyHandshake } from './early-handshake.js';
import { FRAME_SAMPLES } from './g711.js';
import { offersPcmu, withoutCandidates } from './sdp.js';

/** The client's SDP is broken, or has no codec that the gateway speaks, which is G.711 µ-law alone. */
export class UnusableSdpError extends Error {
  override readonly name = 'UnusableSdpError';
}

/** One of our ICE candidates, as trickled. */
export interface LocalCandidate {
  readonly candidate: string;
  readonly sdpMid: string | null;
  readonly sdpMLineIndex: number | null;
}

/** Our half of an SDP exchange: whole, and taken apart for a client that trickles. */
export interface LocalDescription {
  readonly sdp: string;
  readonly bareSdp: string;
  readonly candidates: readonly LocalCandidate[];
}

export interface CallMediaOptions {
  /** One packet of µ-law sound came from the browser. */
  readonly onFrame: (payload: Uint8Array) => void;
}

/**
 * The sound of one call leg over WebRTC: G.711 µ-law both ways. The browser's candidates are never looked at:
 * it reaches ours, which are on the same machine, and its checks tell where it is. So it may hide its address
 * behind a `….local` name, and nobody has to look that up.
 */
export class CallMedia {
  readonly #pc = new RTCPeerConnection({
    codecs: { audio: [usePCMU()] },
    iceServers: [],
    iceUseIpv6: false,
    iceAdditionalHostAddresses: loopbackIfAlone(),
  });
  readonly #options: CallMediaOptions;
  readonly #transceiver: RTCRtpTransceiver;
  readonly #tracks = new WeakSet<MediaStreamTrack>();
  #sequence = Math.floor(Math.random() * 0x8000);
  #timestamp = Math.floor(Math.random() * 0x80000000);
  #packetsSent = 0;
  #mendPath: (() => void) | null = null;
  /** The exchange of descriptions in progress: closing in its midst would leave sockets of werift behind. */
  #exchange: Promise<unknown> = Promise.resolve();

  constructor(options: CallMediaOptions) {
    this.#options = options;
    this.#transceiver = this.#pc.addTransceiver('audio', { direction: 'sendrecv' });
    this.#pc.onTrack.subscribe((track) => {
      // werift announces the same track again after an ICE restart.
      if (this.#tracks.has(track)) return;
      this.#tracks.add(track);
      track.onReceiveRtp.subscribe(({ payload }) => {
        if (!this.#mendPath) this.#options.onFrame(payload);
      });
    });
  }

  get isConnected(): boolean {
    return this.#pc.connectionState === 'connected';
  }

  onceConnected(callback: () => void): void {
    if (this.isConnected) callback();
    else
      this.#pc.connectionStateChange.watch((state) => state === 'connected').then(callback, () => undefined);
  }

  get packetsSent(): number {
    return this.#packetsSent;
  }

  /** Answers a browser's offer; throws `UnusableSdpError`. */
  answer(offer: string): Promise<LocalDescription> {
    return this.#remember(this.#answer(offer));
  }

  /**
   * Answers an offer that restarts ICE. werift 0.24 leaves out the new checks while DTLS is connected
   * (`RTCPeerConnection.connect`), so they are started here.
   */
  async restart(offer: string): Promise<LocalDescription> {
    const generation = this.#pc.iceGeneration;
    const description = await this.answer(offer);
    if (this.#pc.iceGeneration !== generation) {
      this.#mend();
      for (const transport of this.#pc.iceTransports) transport.start().catch(() => undefined);
    }
    return description;
  }

  /** Nothing gets through any more, in either direction, until ICE restarts. */
  break(): void {
    this.#mendPath ??= breakPath(this.#pc);
  }

  /** Makes an offer for a call to a browser. */
  offer(): Promise<LocalDescription> {
    return this.#remember(this.#offer());
  }

  /** Takes the browser's answer to our offer; throws `UnusableSdpError`. */
  accept(answer: string): Promise<void> {
    return this.#remember(this.#setRemote('answer', answer));
  }

  /** Counts a packet as sent that never was: it is lost to the receiver. */
  skip(): void {
    this.#sequence = (this.#sequence + 1) & 0xffff;
    this.#timestamp = (this.#timestamp + FRAME_SAMPLES) >>> 0;
  }

  /** Sends 20 ms of µ-law sound, or loses it while there is no connection. */
  send(payload: Uint8Array): void {
    this.skip();
    if (!this.isConnected) return;
    const header = new RtpHeader({
      sequenceNumber: this.#sequence,
      timestamp: this.#timestamp,
      payloadType: 0,
      marker: this.#packetsSent === 0,
    });
    this.#packetsSent += 1;
    this.#transceiver.sender.sendRtp(new RtpPacket(header, Buffer.from(payload))).catch(() => {
      this.#packetsSent -= 1;
    });
  }

  async close(): Promise<void> {
    this.#mend();
    await this.#exchange;
    await this.#pc.close();
  }

  #mend(): void {
    this.#mendPath?.();
    this.#mendPath = null;
  }

  #remember<T>(exchange: Promise<T>): Promise<T> {
    this.#exchange = exchange.catch(() => undefined);
    return exchange;
  }

  async #answer(offer: string): Promise<LocalDescription> {
    if (!offersPcmu(offer)) throw new UnusableSdpError('The offer has no PCMU.');
    await this.#setRemote('offer', offer);
    this.#letBrowserBeginDtls();
    await this.#pc.setLocalDescription(await this.#pc.createAnswer());
    return this.#describe();
  }

  /** As the DTLS client, werift waits 100 ms before it begins (`RTCDtlsTransport.start`). */
  #letBrowserBeginDtls(): void {
    for (const transport of this.#pc.dtlsTransports) {
      if (transport.role === 'auto') transport.role = 'server';
    }
    this.#keepEarlyHandshakes();
  }

  async #offer(): Promise<LocalDescription> {
    await this.#pc.setLocalDescription(await this.#pc.createOffer());
    this.#keepEarlyHandshakes();
    return this.#describe();
  }

  #keepEarlyHandshakes(): void {
    for (const transport of this.#pc.dtlsTransports) {
      if (transport.state === 'new') keepEarlyHandshake(transport);
    }
  }

  async #setRemote(type: 'offer' | 'answer', sdp: string): Promise<void> {
    try {
      await this.#pc.setRemoteDescription({ type, sdp: withoutCandidates(sdp) });
    } catch (cause) {
      throw new UnusableSdpError(`The ${type} is broken.`, { cause });
    }
  }

  #describe(): LocalDescription {
    const sdp = this.#pc.localDescription?.sdp ?? '';
    const candidates = [...sdp.matchAll(/^a=(candidate:.*?)\r?$/gm)].map(([, candidate = '']) => ({
      candidate,
      sdpMid: this.#transceiver.mid ?? null,
      sdpMLineIndex: 0,
    }));
    return { sdp, bareSdp: withoutCandidates(sdp), candidates };
  }
}

/**
 * The loopback address, if the machine has no other. Beside another it never gets a valid answer through, as the
 * answer comes from that other address, and each browser would lose 50 ms with it before the path is chosen.
 */
function loopbackIfAlone(): string[] {
  const addresses = Object.values(networkInterfaces()).flatMap((all) => all ?? []);
  const hasOther = addresses.some(({ family, internal }) => family === 'IPv4' && !internal);
  return hasOther ? [] : ['127.0.0.1'];
}
