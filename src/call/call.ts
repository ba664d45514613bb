import { type AudioLevels, SILENCE } from '../media/audio-levels.js';
import type { Peer } from '../media/media-engine.js';
import type { DialogParams } from '../protocol/dialog-params.js';
import { METHOD } from '../protocol/methods.js';
import type { ServerOfferParams } from '../protocol/server-call-messages.js';
import type { ServerMessage } from '../protocol/server-messages.js';
import { TelnyxError, toTelnyxError } from '../shared/errors.js';
import { Store, type SubscribeOptions } from '../shared/store.js';
import { TaskQueue } from '../shared/task-queue.js';
import type { CallContext } from './call-context.js';
import { type CallDetails, detailsFrom } from './call-details.js';
import { CallLife } from './call-life.js';
import { CallMedia } from './call-media.js';
import { type AnswerOptions, assertCallOptions, type CallOptions, copyHeaders } from './call-options.js';
import { loadCallCommands } from './load-call-commands.js';
import type { CallRecovery, MediaTrouble } from './call-recovery.js';
import { takeMessage } from './call-messages.js';
import { placeCall } from './call-setup.js';
import type { CallEnd, CallSnapshot, CallStatus } from './call-snapshot.js';

/** What an inbound call is answered to; the server may make it anew while the call rings. */
export interface ServerOffer {
  /** What answers it. */
  kind: 'answer' | 'attach';
  sdp: string;
  /** The answer is on its way. */
  isTaken: boolean;
}

/** How a call comes to be. */
export type CallOrigin =
  | { readonly type: 'outbound' }
  | { readonly type: 'inbound'; readonly offer: string }
  /** The page was loaded anew; the server still holds the call and offers it again. */
  | { readonly type: 'revived'; readonly answeredAt: number; readonly wasHeld: boolean };

/**
 * One call, ended by one signal. The server's messages and the media report what happened; the machine in
 * `call-state.ts` decides what that means; nothing here sets a state.
 */
export class Call {
  readonly id: string;
  /** Loudness of both sides of this call, about ten times a second; the session keeps it up to date. */
  readonly levels = new Store<AudioLevels>(SILENCE);
  readonly #context: CallContext;
  readonly #life: CallLife;
  readonly #media: CallMedia;
  /** Hold and ICE restart are both a `modify`, of which the server takes one at a time. */
  readonly #modifications: TaskQueue;
  readonly #origin: CallOrigin;
  readonly #offer: ServerOffer | null;
  #isLinkLost = false;
  #recovery: Promise<CallRecovery> | null = null;

  /** Calls are made by `TelnyxSession`. */
  constructor(
    context: CallContext,
    details: CallDetails,
    options: CallOptions,
    origin: CallOrigin = { type: 'outbound' },
  ) {
    const { audio = true, muted: isMuted = false } = options;
    this.id = details.id;
    this.#context = context;
    this.#origin = origin;
    this.#offer = origin.type === 'inbound' ? { kind: 'answer', sdp: origin.offer, isTaken: false } : null;
    this.#life = new CallLife(context, { ...details, isMuted });
    const { signal } = this.#life;
    this.#modifications = new TaskQueue(signal);
    this.#media = new CallMedia(
      {
        ...context,
        audio,
        isMuted,
        onMicrophoneError: (error) => {
          // A call that was answered before goes on without: the far end is still to be heard.
          if (origin.type === 'revived') context.onWarning(error);
          else this.#life.fail(error);
        },
        onConnectionState: () => {
          this.#followMedia();
        },
        onCandidate: (candidate) => {
          context.wire.sendCandidate(candidate, signal).catch((error: unknown) => {
            context.logger.debug('candidate not confirmed', { error: toTelnyxError(error).name });
          });
        },
      },
      signal,
    );
    if (origin.type === 'outbound') void placeCall(this.#life, this.#media);
    else this.#life.dispatch(origin.type === 'inbound' ? { type: 'received' } : origin);
    this.answered.then(
      () => {
        this.#followMedia();
      },
      () => undefined,
    );
  }

  get snapshot(): CallSnapshot {
    return this.#life.store.value;
  }

  get state(): CallStatus {
    return this.#life.state.status;
  }

  /** For the curious; changing it breaks the call. */
  get peerConnection(): RTCPeerConnection | null {
    return this.peer.connection;
  }

  /** The media seam of this call, for the session's measurements; another one after a re-attach. */
  get peer(): Peer {
    return this.#media.peer;
  }

  /** Those of now and of a moment later, while a re-attach replaces one by another. */
  get peers(): readonly Peer[] {
    return this.#media.peers;
  }

  /** What the gateway is told about the call, for a page that goes on with it. */
  get dialog(): DialogParams {
    return this.#context.wire.dialog;
  }

  /** Resolves when the call is active; rejects with one `TelnyxError` when it never will be. */
  get answered(): Promise<CallSnapshot> {
    return this.#life.answered.promise;
  }

  /** Resolves when the call is over, however it ended; never rejects. */
  get ended(): Promise<CallEnd> {
    return this.#life.ended.promise;
  }

  subscribe(listener: (snapshot: CallSnapshot) => void, options?: SubscribeOptions): () => void {
    return this.#life.store.subscribe(listener, options);
  }

  /**
   * Accepts an inbound call. A second call of it is ignored with the warning 33006; rejects with 60010 when
   * there is nothing to answer, with 44002 for options that cannot work.
   *
   * When the microphone is refused or missing it rejects with 42001, 42002, 42003 or 60013, not fatal, and the call
   * rings on: `answer()` may be called again, `hangup()` declines. `error.context.retryDeadline` (epoch
   * milliseconds, 25 s after the first ring) says until when; a failure after it ends the call.
   */
  async answer(options: AnswerOptions = {}): Promise<void> {
    const { status } = this.#life.state;
    if (this.#offer && (status === 'answering' || this.#life.isUp)) {
      this.#context.onWarning(new TelnyxError(33006, { callId: this.id }));
      return;
    }
    if (!this.#offer || status !== 'ringing') throw this.#life.wrongState('answered');
    assertCallOptions(options, false);
    // Now, because the microphone may take its time.
    const given = { ...options, customHeaders: copyHeaders(options.customHeaders) };
    if (options.muted !== undefined) this.#setMuted(options.muted);
    this.#life.dispatch({ type: 'accepting' });
    const load = () =>
      loadCallCommands().catch((error: unknown) => {
        this.#life.dispatch({ type: 'answer-failed' });
        throw error;
      });
    // Where it can be, the microphone is asked for in this very turn, before anything is drawn.
    const { answerCall } = loadCallCommands.loaded ?? (await load());
    await answerCall(this.#offer, given, this.#life, this.#media);
  }

  /**
   * Ends the call: the microphone is closed at once, the far end is told, and the promise resolves when it
   * confirmed or 5 s have passed. On an ended call it does nothing.
   */
  async hangup(): Promise<void> {
    if (this.state === 'ended') return;
    const cause = this.#life.hangupCause;
    const bye = this.#life.sayBye();
    this.#life.end({ ...cause, sipCode: null, sipReason: null });
    const failure = await bye;
    // With the session disconnected right after, nobody is left to confirm.
    if (!failure || failure.code === 60008) return;
    this.#context.onWarning(new TelnyxError(44003, { callId: this.id, cause: failure }));
  }

  /** Parks the call at the server. Rejects with 44001, or 60010 when there is no answered call. */
  hold(): Promise<void> {
    return this.#modify('hold');
  }

  /** Takes the call up again; another one that is active is put on hold for it. */
  resume(): Promise<void> {
    return this.#modify('unhold');
  }

  /** Sends silence instead of the microphone, also before it is open; the intent survives a change of device. */
  mute(): void {
    this.#setMuted(true);
  }

  unmute(): void {
    this.#setMuted(false);
  }

  /** Sends keys to the far end. Rejects with 44002 for other characters, 60010 when it is neither up nor heard before its answer. */
  async sendDigits(digits: string): Promise<void> {
    const { sendDigits } = await loadCallCommands();
    await sendDigits(digits, this.#life);
  }

  /** Sends a text along the call's signaling. */
  async sendInfo(text: string): Promise<void> {
    const { sendText } = await loadCallCommands();
    await sendText(text, this.#life);
  }

  /** The device that the microphone of this call is, as far as the browser tells. */
  get microphoneId(): string | null {
    return this.#media.microphone.deviceId;
  }

  /**
   * Changes the microphone; when the new one cannot be opened the old one stays and this rejects. What else the
   * call asked of its microphone stays asked; `true` stands for the default device.
   */
  switchMicrophone(constraints: MediaTrackConstraints | true): Promise<void> {
    return this.#media.microphone.change(constraints);
  }

  /** Takes a message of the server that names this call. */
  handle(message: ServerMessage): void {
    // Late messages are normal on a network, and a call that is over has nothing left to learn.
    if (this.state === 'ended') return;
    if (message.method === METHOD.attach) this.#reattach(message.params);
    else takeMessage(message, this.#life, this.#media, this.#origin.type === 'outbound');
  }

  /** The socket is gone; the media may well go on. */
  linkLost(): void {
    // The server does not know of a call that waits for its microphone, and has lost nothing of it.
    this.#isLinkLost ||= this.state !== 'new';
    this.#life.dispatch({ type: 'link-lost' });
  }

  /** The session is back: either the server still holds this call, or it is over. */
  linkRestored(isReattached: boolean): void {
    // One that began on the new socket already was never lost.
    if (!this.#isLinkLost) return;
    this.#isLinkLost = false;
    if (!isReattached) this.#life.abandon(new TelnyxError(48501, { callId: this.id }));
    else this.#life.dispatch({ type: 'link-restored' });
  }

  /** Something was noticed that the peer connection itself does not tell. */
  mediaTrouble(trouble: MediaTrouble): void {
    void this.#recover((recovery) => recovery.suspect(trouble));
  }

  /** Ends the call on this side, because the session is gone for good. */
  abandon(error: TelnyxError): void {
    void this.#life.sayBye();
    this.#life.abandon(error);
  }

  /** The server offers the call again, because its own end of the media is another one now. */
  #reattach({ sdp, ...news }: ServerOfferParams): void {
    // Names and numbers stay those of the original call: the server tells them from its own point of view.
    this.#life.learn(detailsFrom(news));
    // Not answered yet: the newest offer is what an answer goes to.
    if (this.#offer && !this.#offer.isTaken) Object.assign(this.#offer, { kind: 'attach', sdp });
    else void this.#recover((recovery) => recovery.reattach(sdp));
  }

  /** Loads the remedy as soon as media flows: then the network is there, and setting the media up is not disturbed. */
  #followMedia(): void {
    const { value } = this.#media.current.connectionState;
    // Before the answer there is nothing to recover, and afterwards this state is looked at first.
    if (!('answeredAt' in this.#life.state) || value === 'new' || value === 'connecting') return;
    void this.#recover((recovery) => {
      recovery.follow();
    });
  }

  async #recover(deed: (recovery: CallRecovery) => void): Promise<void> {
    this.#recovery ??= import('./call-recovery.js').then(
      ({ CallRecovery }) => new CallRecovery(this.#life, this.#media, this.#modifications),
    );
    try {
      const recovery = await this.#recovery;
      if (this.state !== 'ended') deed(recovery);
    } catch (cause) {
      // Without the module a later occasion tries again.
      this.#recovery = null;
      this.#context.logger.warn('recovery could not be loaded', { error: String(cause) });
    }
  }

  async #modify(action: 'hold' | 'unhold'): Promise<void> {
    if (!this.#life.isUp) throw this.#life.wrongState(action === 'hold' ? 'held' : 'resumed');
    // In line at once, so that what else changes the call keeps its order.
    await this.#modifications.run(async () => {
      const { holdOrResume } = await loadCallCommands();
      await holdOrResume(action, this.#life);
    });
  }

  #setMuted(isMuted: boolean): void {
    if (this.state === 'ended' || this.snapshot.isMuted === isMuted) return;
    this.#media.microphone.setMuted(isMuted);
    this.#life.learn({ isMuted });
  }
}
