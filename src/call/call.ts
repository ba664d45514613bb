import type { MediaEngine, Peer } from '../media/media-engine.js';
import type { CauseWord } from '../protocol/causes.js';
import { METHOD } from '../protocol/methods.js';
import type { ServerMessage } from '../protocol/server-messages.js';
import type { Clock } from '../shared/clock.js';
import { deferred } from '../shared/deferred.js';
import { delay, untilAborted } from '../shared/delay.js';
import { TelnyxError, toTelnyxError } from '../shared/errors.js';
import type { Logger } from '../shared/logger.js';
import { Store, type SubscribeOptions } from '../shared/store.js';
import { TaskQueue } from '../shared/task-queue.js';
import { type CallDetails, detailsFrom, toSnapshot } from './call-details.js';
import { CallMedia } from './call-media.js';
import { assertDigits, type CallOptions } from './call-options.js';
import type { CallCause, CallEnd, CallSnapshot, CallStatus } from './call-snapshot.js';
import { type CallEvent, type CallState, nextCallState } from './call-state.js';
import type { CallWire } from './call-wire.js';

/** What a call needs from its session. */
export interface CallContext {
  readonly wire: CallWire;
  readonly engine: MediaEngine;
  readonly peer: Peer;
  readonly trickleIce: boolean;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly onError: (error: TelnyxError) => void;
  readonly onWarning: (warning: TelnyxError) => void;
  readonly onPlaybackBlocked: (isBlocked: boolean) => void;
}

/** A far end that answers but never sends a description would leave a silent call; this long it may take. */
const REMOTE_DESCRIPTION_TIMEOUT_MS = 10_000;

/**
 * One call, ended by one signal. The server's messages and the media report what happened; the machine in
 * `call-state.ts` decides what that means; nothing here sets a state.
 */
export class Call {
  readonly id: string;
  readonly #context: CallContext;
  readonly #lifetime = new AbortController();
  readonly #media: CallMedia;
  readonly #modifications: TaskQueue;
  readonly #answered = deferred<CallSnapshot>();
  readonly #ended = deferred<CallEnd>();
  readonly #store: Store<CallSnapshot>;
  readonly #offer: string | null;
  #state: CallState = { status: 'new' };
  #details: CallDetails;

  /** Calls are made by `TelnyxSession`; an `offer` makes it an inbound one. */
  constructor(context: CallContext, details: CallDetails, options: CallOptions, offer: string | null = null) {
    this.id = details.id;
    this.#context = context;
    this.#details = { ...details, isMuted: options.muted ?? false };
    this.#offer = offer;
    this.#store = new Store(toSnapshot(this.#state, this.#details));
    this.#modifications = new TaskQueue(this.#lifetime.signal);
    this.#media = new CallMedia(
      {
        engine: context.engine,
        peer: context.peer,
        trickleIce: context.trickleIce,
        audio: options.audio ?? true,
        isMuted: options.muted ?? false,
        onMicrophoneError: (error) => {
          this.#fail(error);
        },
        onConnectionState: (state) => {
          if (state === 'failed') this.#fail(new TelnyxError(47001, { fatal: true }));
        },
        onPlaybackBlocked: context.onPlaybackBlocked,
        onCandidate: (candidate) => {
          context.wire.sendCandidate(candidate, this.#lifetime.signal).catch((error: unknown) => {
            context.logger.debug('candidate not confirmed', { error: toTelnyxError(error).name });
          });
        },
      },
      this.#lifetime.signal,
    );
    if (offer === null) void this.#place();
    else this.#dispatch({ type: 'received' });
  }

  get snapshot(): CallSnapshot {
    return this.#store.value;
  }

  get state(): CallStatus {
    return this.#state.status;
  }

  /** For the curious; changing it breaks the call. */
  get peerConnection(): RTCPeerConnection | null {
    return this.#media.peer.connection;
  }

  /** The media seam of this call; for the session's measurements. */
  get peer(): Peer {
    return this.#media.peer;
  }

  /** Resolves when the call is active; rejects with one `TelnyxError` when it never will be. */
  get answered(): Promise<CallSnapshot> {
    return this.#answered.promise;
  }

  /** Resolves when the call is over, however it ended; never rejects. */
  get ended(): Promise<CallEnd> {
    return this.#ended.promise;
  }

  subscribe(listener: (snapshot: CallSnapshot) => void, options?: SubscribeOptions): () => void {
    return this.#store.subscribe(listener, options);
  }

  /** Accepts an inbound call. A second call of it is ignored; rejects with 60010 when there is nothing to answer. */
  async answer(): Promise<void> {
    if (this.#state.status === 'answering' || this.#state.status === 'active') return;
    if (this.#offer === null || this.#state.status !== 'ringing') throw this.#wrongState('answered');
    this.#dispatch({ type: 'accepting' });
    try {
      await this.#media.prepareMicrophone();
      const sdp = await this.#media.createAnswer(this.#offer);
      await this.#send('answer', sdp);
      this.#dispatch({ type: 'answered', at: this.#context.clock.now() });
    } catch (error) {
      throw this.#fail(toTelnyxError(error));
    }
  }

  /**
   * Ends the call: the microphone is closed at once, the far end is told, and the promise resolves when it
   * confirmed or 5 s have passed. On an ended call it does nothing.
   */
  async hangup(): Promise<void> {
    if (this.#state.status === 'ended') return;
    const cause = this.#hangupCause();
    const needsBye = this.#state.status !== 'new';
    const bye = needsBye ? this.#context.wire.sendBye(cause.cause) : Promise.resolve();
    this.#end({ ...cause, sipCode: null, sipReason: null });
    await bye.catch((error: unknown) => {
      // With the session disconnected right after, nobody is left to confirm.
      if (toTelnyxError(error).code === 60008) return;
      this.#context.onWarning(new TelnyxError(44003, { callId: this.id, cause: error }));
    });
  }

  /** Parks the call at the server. Rejects with 44001, or 60010 when there is no answered call. */
  hold(): Promise<void> {
    return this.#modify('hold');
  }

  resume(): Promise<void> {
    return this.#modify('unhold');
  }

  /** Sends silence instead of the microphone; the intent survives a change of device. */
  mute(): void {
    this.#setMuted(true);
  }

  unmute(): void {
    this.#setMuted(false);
  }

  /** Sends keys to the far end. Rejects with 44002 for other characters, 60010 when the call is not up. */
  async sendDigits(digits: string): Promise<void> {
    assertDigits(digits);
    if (!this.#isUp()) throw this.#wrongState('sent digits');
    await this.#context.wire.sendInfo({ dtmf: digits }, this.#lifetime.signal);
  }

  /** Sends a text along the call's signaling. */
  async sendInfo(text: string): Promise<void> {
    if (!this.#isUp()) throw this.#wrongState('sent a text');
    const msg = { from: '', to: this.#details.remoteNumber, body: text };
    await this.#context.wire.sendInfo({ msg }, this.#lifetime.signal);
  }

  /** Changes the microphone; when the new one cannot be opened the old one stays and this rejects. */
  switchMicrophone(constraints: MediaTrackConstraints | true): Promise<void> {
    return this.#media.switchMicrophone(constraints);
  }

  /** Takes a message of the server that names this call. */
  handle(message: ServerMessage): void {
    // Late messages are normal on a network, and a call that is over has nothing left to learn.
    if (this.#state.status === 'ended') return;
    switch (message.method) {
      case METHOD.ringing:
        this.#learn(detailsFrom(message.params));
        this.#dispatch({ type: 'far-end-ringing' });
        break;
      case METHOD.media:
      case METHOD.answer:
        this.#learn(detailsFrom(message.params));
        // Only who calls is answered: on an inbound call these say nothing.
        if (this.#offer === null) void this.#advance(message.method, message.params.sdp ?? null);
        break;
      case METHOD.candidate:
        this.#media.peer.addCandidate(withoutPrefix(message.params)).catch((error: unknown) => {
          this.#context.logger.warn('candidate of the far end refused', { error: String(error) });
        });
        break;
      case METHOD.display:
        this.#learn({
          ...(message.params.display_name ? { remoteName: message.params.display_name } : {}),
          ...(message.params.display_number ? { remoteNumber: message.params.display_number } : {}),
        });
        break;
      case METHOD.bye:
        this.#end({
          cause: message.params.cause ?? 'NORMAL_CLEARING',
          causeCode: message.params.causeCode ?? null,
          sipCode: message.params.sipCode ?? null,
          sipReason: message.params.sipReason ?? null,
        });
        break;
      default:
        break;
    }
  }

  /** The socket is gone; the media may well go on. */
  linkLost(): void {
    this.#dispatch({ type: 'link-lost' });
  }

  /** The session is back: either the server still holds this call, or it is over. */
  linkRestored(isReattached: boolean): void {
    if (isReattached) this.#dispatch({ type: 'link-restored' });
    else this.abandon(new TelnyxError(48501, { callId: this.id }));
  }

  /** Ends the call on this side alone, because there is nobody to say BYE to. */
  abandon(error: TelnyxError): void {
    if (this.#state.status === 'ended') return;
    this.#answered.reject(error);
    this.#context.onError(error);
    this.#end(localCause(error));
  }

  async #place(): Promise<void> {
    try {
      const ready = this.#media.readyOffer;
      if (ready !== null) {
        // On the wire before anything else, drawing included: the click is what the visitor waits from.
        await Promise.all([this.#send('invite', ready), this.#media.prepareMicrophone()]);
        return;
      }
      // One turn later, so that whoever made the call can subscribe before anything happens.
      await Promise.resolve();
      await this.#media.prepareMicrophone();
      await this.#send('invite', await this.#media.createOffer());
    } catch (error) {
      this.#fail(toTelnyxError(error));
    }
  }

  async #send(kind: 'invite' | 'answer', sdp: string): Promise<void> {
    if (kind === 'invite') this.#dispatch({ type: 'offered' });
    const { wire, trickleIce } = this.#context;
    const accepted = wire.sendDescription(kind, sdp, trickleIce, this.#lifetime.signal);
    this.#media.markDescriptionSent();
    await accepted.catch((cause: unknown) => {
      // Who rings or answers has taken the call: then only a refusal counts, not a result that never came.
      if (this.#isUnderWay() && toTelnyxError(cause).code !== 60012) return;
      throw new TelnyxError(40005, { cause, callId: this.id, context: toTelnyxError(cause).context });
    });
  }

  /** Media and answer may come in any order, with the description in either. */
  async #advance(method: typeof METHOD.media | typeof METHOD.answer, sdp: string | null): Promise<void> {
    const { signal } = this.#lifetime;
    const patience = new AbortController();
    try {
      if (sdp) await this.#media.applyRemote(sdp);
      if (method === METHOD.media) {
        if (sdp) this.#dispatch({ type: 'early-media' });
        return;
      }
      const tooLong = delay(REMOTE_DESCRIPTION_TIMEOUT_MS, this.#context.clock, patience.signal).then(() => {
        throw new TelnyxError(40004, { message: 'The far end answered without a description.' });
      });
      tooLong.catch(() => undefined);
      await untilAborted(Promise.race([this.#media.remoteApplied, tooLong]), signal);
      this.#dispatch({ type: 'answered', at: this.#context.clock.now() });
    } catch (error) {
      if (!signal.aborted) this.#fail(toTelnyxError(error, 40004));
    } finally {
      patience.abort();
    }
  }

  async #modify(action: 'hold' | 'unhold'): Promise<void> {
    if (!this.#isUp()) throw this.#wrongState(action === 'hold' ? 'held' : 'resumed');
    await this.#modifications.run(async () => {
      try {
        const { holdState } = await this.#context.wire.modify(action, this.#lifetime.signal);
        // Only the word `active` is certain; every other one stands for held.
        const isActive = holdState ? holdState === 'active' : action === 'unhold';
        this.#dispatch({ type: isActive ? 'resumed' : 'held' });
      } catch (cause) {
        throw new TelnyxError(44001, { cause, callId: this.id });
      }
    });
  }

  /** Ends the call because of a fault on this side, telling the far end if it knows of the call. */
  #fail(fault: TelnyxError): TelnyxError {
    const error = new TelnyxError(fault.code, {
      message: fault.message,
      callId: this.id,
      context: fault.context,
      cause: fault.cause,
      fatal: true,
    });
    if (this.#state.status === 'ended') return error;
    if (this.#state.status !== 'new') {
      this.#context.wire.sendBye(this.#hangupCause().cause).catch(() => {
        this.#context.logger.debug('BYE after a failure not confirmed');
      });
    }
    this.abandon(error);
    return error;
  }

  #end(cause: CallCause): void {
    const { clock } = this.#context;
    this.#dispatch({ type: 'ended', at: clock.now(), cause });
  }

  #dispatch(event: CallEvent): void {
    const previous = this.#state;
    this.#state = nextCallState(previous, event);
    if (this.#state === previous) {
      this.#context.logger.debug('event without meaning here', { event: event.type, state: previous.status });
      return;
    }
    this.#context.logger.info('call', { callId: this.id, state: this.#state.status });
    // Promises and resources first: a listener that throws or acts must find the call settled.
    if (this.#state.status === 'ended') this.#settle(this.#state);
    this.#publish();
    if (event.type === 'answered') this.#answered.resolve(this.snapshot);
  }

  #settle(state: Extract<CallState, { status: 'ended' }>): void {
    const { cause, answeredAt, endedAt } = state;
    const { sipCode, sipReason } = cause;
    this.#answered.reject(
      new TelnyxError(60007, { callId: this.id, context: { cause: cause.cause, sipCode, sipReason } }),
    );
    this.#lifetime.abort(new TelnyxError(60008, { message: 'The call is over.', callId: this.id }));
    const call = toSnapshot(state, this.#details);
    this.#ended.resolve({ ...cause, call, durationMs: answeredAt === null ? 0 : endedAt - answeredAt });
  }

  #learn(news: Partial<CallDetails>): void {
    this.#details = { ...this.#details, ...news };
    this.#publish();
  }

  #publish(): void {
    this.#store.set(toSnapshot(this.#state, this.#details));
  }

  #setMuted(isMuted: boolean): void {
    if (this.#state.status === 'ended' || this.#details.isMuted === isMuted) return;
    this.#media.setMuted(isMuted);
    this.#learn({ isMuted });
  }

  #hangupCause(): { readonly cause: CauseWord; readonly causeCode: number } {
    if ('answeredAt' in this.#state) return { cause: 'NORMAL_CLEARING', causeCode: 16 };
    return this.#details.direction === 'outbound'
      ? { cause: 'ORIGINATOR_CANCEL', causeCode: 487 }
      : { cause: 'USER_BUSY', causeCode: 17 };
  }

  #isUnderWay(): boolean {
    return this.#offer === null && this.#state.status !== 'requesting' && this.#state.status !== 'ended';
  }

  #isUp(): boolean {
    return this.#state.status === 'active' || this.#state.status === 'held';
  }

  #wrongState(deed: string): TelnyxError {
    return new TelnyxError(60010, {
      message: `A call that is ${this.#state.status} cannot be ${deed}.`,
      callId: this.id,
    });
  }
}

function localCause(error: TelnyxError): CallCause {
  return { cause: error.name, causeCode: null, sipCode: null, sipReason: null };
}

/** Some servers send the SDP line instead of the candidate alone. */
function withoutPrefix({
  candidate,
  sdpMid,
  sdpMLineIndex,
}: Extract<ServerMessage, { method: typeof METHOD.candidate }>['params']): RTCIceCandidateInit {
  return {
    candidate: candidate.replace(/^a=/, ''),
    sdpMid: sdpMid ?? null,
    sdpMLineIndex: sdpMLineIndex ?? null,
  };
}
