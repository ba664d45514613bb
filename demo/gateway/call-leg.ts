import { randomUUID } from 'node:crypto';
import { setMaxListeners } from 'node:events';

import type { ClientByeParams, ModifyParams } from '../../src/protocol/client-call-messages.js';
import type { CustomHeader } from '../../src/protocol/dialog.js';
import { METHOD, type Method } from '../../src/protocol/methods.js';
import type { Bye, CallReport, LegState } from './call-report.js';
import type { Clock } from './clock.js';
import type { CandidateStyle } from './connection-settings.js';
import type { FarEnd } from './far-ends/far-end.js';
import { byeFor, type HangUpReason } from './hang-ups.js';
import { CallMedia, type LocalDescription } from './media/call-media.js';
import { EnergyMeter } from './media/energy-meter.js';
import { paceFrames } from './media/frame-pacer.js';
import { SILENT_FRAME } from './media/g711.js';
import { createRingback } from './media/ringback-tone.js';

/** A call whose socket is gone gets no more sound once nothing came from its browser for this long. */
const ABANDONED_MS = 5000;

/** Where each state may go; calls only move forward, but for hold. */
const NEXT: Readonly<Record<LegState, readonly LegState[]>> = {
  new: ['ringing', 'active', 'ended'],
  ringing: ['active', 'ended'],
  active: ['held', 'ended'],
  held: ['active', 'ended'],
  ended: [],
};

/** The socket side of a call: its session, connected or waiting for its client to come back. */
export interface CallLink {
  send(method: Method, params: object): void;
  readonly isConnected: boolean;
}

/** Who calls whom, as told in every call message. */
export interface Parties {
  readonly callerName: string;
  readonly callerNumber: string;
  readonly calleeName: string;
  readonly calleeNumber: string;
}

export interface CallLegOptions {
  readonly id: string;
  readonly direction: 'inbound' | 'outbound';
  readonly link: CallLink;
  readonly clock: Clock;
  readonly farEnd: FarEnd;
  readonly parties: Parties;
  readonly headers: readonly CustomHeader[];
  readonly isTrickle: boolean;
  readonly candidates: CandidateStyle;
  /** The base64 text that whoever called gave along. */
  readonly clientState?: string;
  /** The client answered a call of ours; called at most once. */
  readonly onAnswered?: () => void;
  /** The leg has ended; called once. */
  readonly onEnded: () => void;
}

/** One client's leg of a call: its sound, its signaling towards the client, and the far end it talks to. */
export class CallLeg {
  readonly id: string;
  readonly farEnd: FarEnd;
  readonly #options: CallLegOptions;
  readonly #lifetime = new AbortController();
  readonly #meter: EnergyMeter;
  readonly #ids = { control: `v3:${randomUUID()}`, session: randomUUID(), leg: randomUUID() };
  readonly #byes: Bye[] = [];
  #state: LegState = 'new';
  #media: CallMedia;
  #pendingMedia: CallMedia | null = null;
  #packetsSentBefore = 0;
  #lastHeardAt = 0;
  #digits = '';
  #candidates = 0;
  #endOfCandidates = false;
  #reattached = 0;
  #losesPackets = false;
  #ringback: (() => Uint8Array) | null = null;
  #isFlowing = false;

  constructor(options: CallLegOptions) {
    this.id = options.id;
    this.farEnd = options.farEnd;
    this.#options = options;
    this.#meter = new EnergyMeter(options.clock);
    setMaxListeners(0, this.#lifetime.signal);
    this.#media = this.#createMedia();
  }

  get state(): LegState {
    return this.#state;
  }

  get parties(): Parties {
    return this.#options.parties;
  }

  get headers(): readonly CustomHeader[] {
    return this.#options.headers;
  }

  /** Whether the leg was answered and goes on. */
  get isUp(): boolean {
    return this.#state === 'active' || this.#state === 'held';
  }

  /** Aborted when the leg ends. */
  get signal(): AbortSignal {
    return this.#lifetime.signal;
  }

  /** Answers the client's offer of a call it places: `null` if it gave up meanwhile; throws `UnusableSdpError`. */
  answerOffer(sdp: string): Promise<LocalDescription | null> {
    return this.#unlessEnded(this.#media.answer(sdp));
  }

  /** Rings at the client with an offer of ours. */
  async ringAtClient(): Promise<void> {
    const offer = await this.#unlessEnded(this.#media.offer());
    if (!offer) return;
    this.#moveTo('ringing');
    this.tell(METHOD.invite, { sdp: offer.sdp });
  }

  /** Takes the answer of a client at which we rang. */
  async takeAnswer(sdp: string): Promise<void> {
    await this.#media.accept(sdp);
    this.begin();
    this.#options.onAnswered?.();
  }

  /** Sends a message about this call, with everything a client may want to know of it. */
  tell(method: Method, more: object = {}): void {
    const { clientState, direction, headers, link, parties } = this.#options;
    link.send(method, {
      callID: this.id,
      caller_id_name: parties.callerName,
      caller_id_number: parties.callerNumber,
      callee_id_name: parties.calleeName,
      callee_id_number: parties.calleeNumber,
      display_direction: direction === 'outbound' ? 'inbound' : 'outbound',
      telnyx_call_control_id: this.#ids.control,
      telnyx_session_id: this.#ids.session,
      telnyx_leg_id: this.#ids.leg,
      ...(clientState === undefined ? {} : { client_state: clientState }),
      dialogParams: { custom_headers: direction === 'inbound' ? headers : [] },
      ...more,
    });
  }

  ring(): void {
    this.#moveTo('ringing');
    this.tell(METHOD.ringing);
  }

  /** The SDP that fits the client: with our candidates, or without them when they trickle. */
  sdpOf({ bareSdp, sdp }: LocalDescription): string {
    return this.#trickles ? bareSdp : sdp;
  }

  /** Sends our candidates one by one to a client that trickles. */
  trickle({ candidates }: LocalDescription): void {
    const { candidates: style, link } = this.#options;
    if (!this.#trickles) return;
    const prefix = style === 'prefixed' ? 'a=' : '';
    for (const { candidate, ...place } of candidates) {
      link.send(METHOD.candidate, { callID: this.id, candidate: prefix + candidate, ...place });
    }
    link.send(METHOD.endOfCandidates, { callID: this.id });
  }

  /** The call is up: sound flows from now on. */
  begin(): void {
    if (this.#moveTo('active')) this.#flow();
  }

  /** The client hears it ring before anybody answers. */
  playRingback(): void {
    this.#ringback ??= createRingback();
    this.#flow();
  }

  /** Tells another name and number of the far end, as after a transfer. */
  display(name: string, number: string): void {
    this.tell(METHOD.display, { display_name: name, display_number: number });
  }

  hold(action: ModifyParams['action']): 'active' | 'held' {
    const shouldHold = action === 'toggleHold' ? this.#state === 'active' : action === 'hold';
    this.#moveTo(shouldHold ? 'held' : 'active');
    return this.#state === 'held' ? 'held' : 'active';
  }

  /** Answers an offer that restarts ICE. */
  restartIce(sdp: string): Promise<LocalDescription> {
    return this.#media.restart(sdp);
  }

  /** Offers the call again to a client that came back after it lost its socket. */
  async offerAgain(): Promise<void> {
    const media = this.#createMedia();
    const stale = this.#pendingMedia;
    this.#pendingMedia = media;
    await stale?.close();
    const offer = await this.#unlessEnded(media.offer());
    if (offer && this.#pendingMedia === media) this.tell(METHOD.attach, { sdp: offer.sdp });
  }

  /** Goes on with the connection that the client made for `offerAgain`; throws `UnusableSdpError`. */
  async attach(answer: string): Promise<void> {
    const media = this.#pendingMedia;
    if (!media) return;
    await media.accept(answer);
    this.#reattached += 1;
    // The old connection carries the sound until the new one can: so nobody hears the change.
    media.onceConnected(() => {
      if (this.#pendingMedia !== media || this.signal.aborted) return;
      const replaced = this.#media;
      this.#packetsSentBefore += replaced.packetsSent;
      this.#pendingMedia = null;
      this.#media = media;
      void replaced.close();
    });
  }

  /** From now on all our packets get lost on their way, or none any more. */
  losePackets(areLost: boolean): void {
    this.#losesPackets = areLost;
  }

  /** From now on no packet gets through, in either direction, until the client restarts ICE. */
  breakPath(): void {
    this.#media.break();
  }

  /** The leg is gone without a word, as when its server lost it. */
  vanish(): void {
    this.#end(byeFor('normal'));
  }

  onCandidate(): void {
    this.#candidates += 1;
  }

  onEndOfCandidates(): void {
    this.#endOfCandidates = true;
  }

  onDigits(digits: string): void {
    this.#digits += digits;
    this.farEnd.onDigits(digits);
  }

  tellDigits(digits: string): void {
    this.tell(METHOD.info, { dtmf: digits });
  }

  onClientBye({ cause, causeCode, sipCode }: ClientByeParams): void {
    this.#end({ from: 'client', cause, causeCode, sipCode: sipCode ?? null, sipReason: null });
  }

  /** Ends the call from our side. */
  hangUp(reason: HangUpReason = 'normal'): void {
    if (this.#state === 'ended') return;
    const bye = byeFor(reason);
    const { cause, causeCode, sipCode, sipReason } = bye;
    this.tell(METHOD.bye, {
      cause,
      causeCode,
      ...(sipCode === null ? {} : { sipCode }),
      ...(sipReason === null ? {} : { sipReason }),
    });
    this.#end(bye);
  }

  report(): CallReport {
    const { direction, headers, isTrickle, parties } = this.#options;
    return {
      id: this.id,
      direction,
      state: this.#state,
      farEnd: this.farEnd.name,
      callerName: parties.callerName,
      callerNumber: parties.callerNumber,
      destination: parties.calleeNumber,
      ids: this.#ids,
      headers,
      isTrickle,
      candidatesReceived: this.#candidates,
      endOfCandidatesReceived: this.#endOfCandidates,
      reattached: this.#reattached,
      digits: this.#digits,
      byes: [...this.#byes],
      spoken: [...this.farEnd.spoken],
      media: {
        connected: (this.#pendingMedia ?? this.#media).isConnected,
        packetsSent: this.#packetsSentBefore + this.#media.packetsSent,
        packetsReceived: this.#meter.packets,
        longestGapMs: this.#meter.longestGapMs,
        received: this.#meter.overall,
        receivedLastSecond: this.#meter.lastSecond,
      },
    };
  }

  #createMedia(): CallMedia {
    const media: CallMedia = new CallMedia({
      onFrame: (frame) => {
        // While one replaces the other a client sends on both.
        if (media === this.#media) this.#hear(frame);
      },
    });
    return media;
  }

  #hear(frame: Uint8Array): void {
    this.#lastHeardAt = this.#options.clock.now();
    const level = this.#meter.add(frame);
    if (this.#state === 'active') this.farEnd.hear(frame, level);
  }

  #flow(): void {
    if (this.#isFlowing) return;
    this.#isFlowing = true;
    this.#lastHeardAt = this.#options.clock.now();
    paceFrames(this.#options.clock, this.signal, () => {
      this.#sendFrame();
    });
  }

  #sendFrame(): void {
    if (!this.#media.isConnected || this.#isAbandoned) return;
    const frame = this.#nextFrame() ?? SILENT_FRAME;
    if (this.#losesPackets) this.#media.skip();
    else this.#media.send(frame);
  }

  #nextFrame(): Uint8Array | null {
    if (this.#state === 'active') return this.farEnd.nextFrame();
    return this.isUp ? null : (this.#ringback?.() ?? null);
  }

  /** Whether our candidates go their own way, because the client trickles or is to be surprised. */
  get #trickles(): boolean {
    return this.#options.isTrickle || this.#options.candidates === 'late';
  }

  get #isAbandoned(): boolean {
    const { clock, link } = this.#options;
    return !link.isConnected && clock.now() - this.#lastHeardAt > ABANDONED_MS;
  }

  /** What media work came to; when the leg ended meanwhile, its media was closed, and nobody wants to know. */
  async #unlessEnded(work: Promise<LocalDescription>): Promise<LocalDescription | null> {
    try {
      const description = await work;
      return this.signal.aborted ? null : description;
    } catch (error) {
      if (this.signal.aborted) return null;
      throw error;
    }
  }

  #moveTo(state: LegState): boolean {
    if (!NEXT[this.#state].includes(state)) return false;
    this.#state = state;
    return true;
  }

  #end(bye: Bye): void {
    if (!this.#moveTo('ended')) return;
    this.#byes.push(bye);
    this.#lifetime.abort();
    this.farEnd.onEnded(bye);
    void this.#media.close();
    void this.#pendingMedia?.close();
    this.#options.onEnded();
  }
}
