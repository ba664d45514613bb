import { AiConversation } from '../assistant/ai-conversation.js';
import type { ClientToolHandler } from '../assistant/client-tools.js';
import { Call } from '../call/call.js';
import { type CallDetails, detailsFrom } from '../call/call-details.js';
import { assertCallOptions, type CallOptions } from '../call/call-options.js';
import { CallWire } from '../call/call-wire.js';
import { type AudioLevels, SILENCE } from '../media/audio-levels.js';
import { monitorCall } from '../media/call-monitor.js';
import { defaultIceServers } from '../media/ice-servers.js';
import type { MediaEngine, PeerOptions } from '../media/media-engine.js';
import { WebRtcEngine } from '../media/webrtc-engine.js';
import type { ServerOfferParams } from '../protocol/server-call-messages.js';
import type { DialogParams } from '../protocol/dialog-params.js';
import { METHOD } from '../protocol/methods.js';
import type { ServerMessage } from '../protocol/server-messages.js';
import { type Clock, systemClock } from '../shared/clock.js';
import { TelnyxError } from '../shared/errors.js';
import { type Logger, silentLogger } from '../shared/logger.js';
import { type ReadableStore, Store, type SubscribeOptions } from '../shared/store.js';
import { tell } from '../shared/tell.js';
import { uuid } from '../shared/uuid.js';
import type { ConnectionState } from '../signaling/connection-state.js';
import { isLoopbackGateway } from '../signaling/gateway-url.js';
import { SignalingClient } from '../signaling/signaling-client.js';
import { StickySession } from '../signaling/sticky-session.js';
import { CallList } from './call-list.js';
import { resolveCredentials } from './credentials.js';
import { describeSession } from './describe-session.js';
import type { TelnyxSessionOptions } from './session-options.js';
import { INITIAL_SNAPSHOT, type SessionSnapshot, type SessionStatus } from './session-snapshot.js';
import { sessionKey } from './session-key.js';
import { WarmPeer } from './warm-peer.js';

/** The server messages that name a call. */
type CallMessage = Extract<ServerMessage, { params: { callID: string } }>;

/**
 * A logged-in link to Telnyx: one socket, its calls, and the conversation with an assistant. Importing it does
 * nothing; `connect()` opens the socket.
 *
 * @example
 * ```ts
 * const session = new TelnyxSession({ auth: { agentId: 'assistant-…' } });
 * await session.connect();
 * const call = session.call();
 * await call.answered;
 * ```
 */
export class TelnyxSession {
  readonly #options: TelnyxSessionOptions;
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #engine: MediaEngine;
  readonly #signaling: SignalingClient;
  readonly #conversation: AiConversation;
  readonly #calls: CallList;
  readonly #warmPeer: WarmPeer;
  readonly #store = new Store<SessionSnapshot>(INITIAL_SNAPSHOT);
  readonly #levels = new Store<AudioLevels>(SILENCE);
  #deviceWatch: AbortController | null = null;
  /** Whether the present attempt to connect is only a preparation, of which nobody wants to hear. */
  #isPreparing = false;
  /** A preparation failed: only who wants to connect tries again, not every touch of the pointer. */
  #hasPreparedInVain = false;

  constructor(options: TelnyxSessionOptions) {
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
    this.#logger = options.logger ?? silentLogger;
    this.#engine = options.media ?? new WebRtcEngine();
    this.#warmPeer = new WarmPeer(this.#engine, this.#peerOptions({ sendsAudio: true }), this.#clock);
    this.#calls = new CallList(() => {
      this.#patch({ calls: this.#calls.snapshots });
    });
    this.#signaling = new SignalingClient({
      address: options,
      credentials: () => resolveCredentials(options.auth),
      sticky: new StickySession(
        options.storage ?? null,
        `telnyx-elements:${sessionKey(options)}`,
        this.#clock,
      ),
      skipLastNode: options.skipLastVoiceSdkId ?? false,
      maxReconnectAttempts: options.maxReconnectAttempts ?? 10,
      WebSocket: options.WebSocket ?? globalThis.WebSocket,
      clock: this.#clock,
      logger: this.#logger,
      isInCall: () => this.#calls.live.length > 0,
      onMessage: (message) => {
        this.#receive(message);
      },
      onWarning: (warning) => {
        this.#warn(warning);
      },
    });
    this.#conversation = new AiConversation({
      signaling: this.#signaling,
      clock: this.#clock,
      onToolEvent: (event) => tell(options.onToolEvent, event),
    });
    this.#mirror();
  }

  /** Everything a page can show; frozen, and replaced on every change. */
  get snapshot(): SessionSnapshot {
    return this.#store.value;
  }

  get status(): SessionStatus {
    return this.#store.value.status;
  }

  /** Loudness of both sides, apart from the snapshot because it changes ten times a second during a call. */
  get levels(): ReadableStore<AudioLevels> {
    return this.#levels;
  }

  /** Calls the listener after each change of the snapshot, not at once. Returns the function that stops it. */
  subscribe(listener: (snapshot: SessionSnapshot) => void, options?: SubscribeOptions): () => void {
    return this.#store.subscribe(listener, options);
  }

  /**
   * Resolves when calls can be made. Rejects with one `TelnyxError`: 45001 (gateway not reached), 46001 (login
   * refused), 46002 (credentials missing), 60001 (bad address), 60008 (disconnected meanwhile).
   */
  connect(): Promise<void> {
    this.#isPreparing = this.#hasPreparedInVain = false;
    if (this.status === 'idle' || this.status === 'failed') this.#patch({ error: null });
    return this.#signaling.connect();
  }

  /** Ends all calls, tells the far ends, and closes the socket. The session can be connected again. */
  disconnect(): void {
    for (const call of this.#calls.live) void call.hangup();
    this.#deviceWatch?.abort();
    this.#deviceWatch = null;
    this.#warmPeer.cool();
    this.#signaling.disconnect();
  }

  /**
   * Prepares what does not need permission, so that a call can start in the moment it is wanted: the socket
   * with its login, and a peer connection with its candidates. Cheap to call again. A failure is not told, since
   * nobody has asked for anything yet: the next `connect()` meets it again.
   */
  prewarm(): void {
    if (this.#hasPreparedInVain) return;
    if (this.status === 'idle') {
      this.#isPreparing = true;
      this.#signaling.connect().catch(() => undefined);
    }
    this.#warmPeer.warm();
  }

  /**
   * Starts a call. How it goes on is told by the call itself.
   *
   * @throws TelnyxError 60010 when the session is not ready or already talks to its assistant, 44002 for
   *   options that cannot work.
   */
  call(options: CallOptions = {}): Call {
    const isAgent = 'agentId' in this.#options.auth;
    if (this.status !== 'ready')
      throw new TelnyxError(60010, { message: 'The session is not ready for calls.' });
    // The assistant's messages carry no call id, so a second call could not be told from the first.
    if (isAgent && this.#calls.live.length > 0) {
      throw new TelnyxError(60010, { message: 'There is already a call with this assistant.' });
    }
    assertCallOptions(options, !isAgent);
    this.#patch({ error: null });
    const destination = options.destination?.trim() ?? '';
    const dialog = {
      destination_number: destination,
      caller_id_name: options.callerName ?? '',
      caller_id_number: options.callerNumber ?? '',
      remote_caller_id_name: 'Outbound Call',
      remote_caller_id_number: destination,
      ...(options.customHeaders?.length ? { custom_headers: [...options.customHeaders] } : {}),
      ...(options.clientState ? { clientState: options.clientState } : {}),
      audio: options.audio !== false,
    };
    const details = { direction: 'outbound', remoteName: '', remoteNumber: destination } as const;
    return this.#begin(uuid(), details, dialog, this.#withMicrophone(options), null);
  }

  getCall(id: string): Call | null {
    return this.#calls.get(id);
  }

  /** Sends a typed message, and images as `data:` addresses, to the assistant. */
  async sendMessage(text: string, { images = [] }: { images?: readonly string[] } = {}): Promise<void> {
    if (this.status !== 'ready')
      throw new TelnyxError(60010, { message: 'There is no conversation to write to.' });
    if (!text.trim() && images.length === 0) return;
    await this.#conversation.send(text, images);
  }

  clearTranscript(): void {
    this.#conversation.transcript.clear();
  }

  /** Lets the assistant call a function of the page. @throws TelnyxError 44002 for an unusable name. */
  registerClientTool(name: string, handler: ClientToolHandler): void {
    this.#conversation.tools.register(name, handler);
  }

  unregisterClientTool(name: string): boolean {
    return this.#conversation.tools.unregister(name);
  }

  getClientTools(): string[] {
    return this.#conversation.tools.names;
  }

  /** Uses this microphone from now on, in running calls too; `null` for the system's default. */
  async setMicrophone(deviceId: string | null): Promise<void> {
    const constraints = deviceId === null ? true : { deviceId: { exact: deviceId } };
    await Promise.all(this.#calls.live.map((call) => call.switchMicrophone(constraints)));
    this.#patch({ devices: Object.freeze({ ...this.snapshot.devices, microphoneId: deviceId }) });
  }

  /** Plays the far end through this speaker where the browser can choose; `null` for the default. */
  async setSpeaker(deviceId: string | null): Promise<void> {
    await Promise.all(this.#calls.live.map(({ peer }) => peer.setSpeaker(deviceId)));
    this.#patch({ devices: Object.freeze({ ...this.snapshot.devices, speakerId: deviceId }) });
  }

  /** To be called in a click or key handler after `snapshot.isAudioBlocked`. */
  async resumeAudio(): Promise<void> {
    await Promise.all(this.#calls.live.map(({ peer }) => peer.resumePlayback()));
  }

  /** The browser is online again, or the tab is looked at: no longer wait for the next attempt. */
  reconnectNow(): void {
    this.#signaling.reconnectNow();
  }

  /** What support needs to know, ready to be copied: no token, password, address of a peer or word said. */
  diagnostics(): Record<string, unknown> {
    return describeSession(this.snapshot);
  }

  #mirror(): void {
    const { transcript, activity, settings } = this.#conversation;
    transcript.items.subscribe((items) => {
      this.#patch({ transcript: items });
    });
    activity.store.subscribe(({ state, latency }) => {
      this.#patch({ agentState: state, latency });
    });
    settings.subscribe((widgetSettings) => {
      this.#patch({ widgetSettings });
    });
    this.#signaling.state.subscribe((state) => {
      this.#follow(state);
    });
  }

  #follow(state: ConnectionState): void {
    const previous = this.status;
    if (state.status === 'ready') {
      this.#isPreparing = false;
      const { region, dc, callReportId, reattachedCallIds } = state.registration;
      this.#patch({ status: 'ready', error: null, region, dc, callReportId });
      for (const call of this.#calls.live) call.linkRestored(reattachedCallIds.includes(call.id));
      return;
    }
    if (state.status === 'failed' && this.#isPreparing) {
      this.#logger.info('preparation failed', { code: state.error.code });
      this.#hasPreparedInVain = true;
      this.#warmPeer.cool();
      this.#signaling.disconnect();
      return;
    }
    this.#patch({ status: state.status, ...(state.status === 'failed' ? { error: state.error } : {}) });
    if (state.status === 'failed') {
      this.#report(state.error);
      for (const call of this.#calls.live) call.abandon(state.error);
    } else if (state.status === 'reconnecting' && previous === 'ready') {
      for (const call of this.#calls.live) call.linkLost();
    }
  }

  #receive(message: ServerMessage): void {
    if (message.method === METHOD.aiConversation) this.#conversation.handle(message.params);
    else if (message.method === METHOD.invite) this.#receiveCall(message.params);
    else if (isCallMessage(message)) this.#calls.get(message.params.callID)?.handle(message);
  }

  #receiveCall(params: ServerOfferParams): void {
    if (this.#calls.get(params.callID)) return;
    const details = {
      ...detailsFrom(params),
      direction: 'inbound' as const,
      remoteName: params.caller_id_name ?? '',
      remoteNumber: params.caller_id_number ?? '',
    };
    const dialog = {
      destination_number: params.callee_id_number ?? '',
      remote_caller_id_name: details.remoteName,
      remote_caller_id_number: details.remoteNumber,
      audio: true,
    };
    this.#begin(params.callID, details, dialog, this.#withMicrophone({}), params.sdp);
  }

  #begin(
    id: string,
    known: Pick<CallDetails, 'direction' | 'remoteName' | 'remoteNumber'> & Partial<CallDetails>,
    dialog: Omit<DialogParams, 'callID'>,
    options: CallOptions,
    offer: string | null,
  ): Call {
    const peerOptions = this.#peerOptions({
      sendsAudio: options.audio !== false,
      isOffering: offer === null,
    });
    const call = new Call(
      {
        wire: new CallWire(this.#signaling, { callID: id, ...dialog }),
        engine: this.#engine,
        peer: offer === null ? this.#warmPeer.take(peerOptions) : this.#engine.createPeer(peerOptions),
        trickleIce: this.#options.trickleIce ?? true,
        clock: this.#clock,
        logger: this.#logger,
        onError: (error) => {
          // The end of the session ends its calls too; that is one failure, told already.
          if (error === this.snapshot.error) return;
          this.#patch({ error });
          this.#report(error);
        },
        onWarning: (warning) => {
          this.#warn(warning);
        },
        onPlaybackBlocked: (isAudioBlocked) => {
          if (isAudioBlocked) this.#warn(new TelnyxError(60011, { callId: id }));
          this.#patch({ isAudioBlocked });
        },
      },
      {
        telnyxCallControlId: null,
        telnyxSessionId: null,
        telnyxLegId: null,
        recovered: false,
        customHeaders: [],
        startedAt: this.#clock.now(),
        isMuted: false,
        ...known,
        id,
      },
      options,
      offer,
    );
    this.#calls.add(call);
    this.#attend(call);
    return call;
  }

  /** Measures the call and tells the conversation, from answer to end. */
  #attend(call: Call): void {
    const lifetime = new AbortController();
    const { activity } = this.#conversation;
    call.answered.then(
      () => {
        this.#conversation.callAnswered();
        void this.#refreshDevices();
        const { speakerId } = this.snapshot.devices;
        if (speakerId) void call.peer.setSpeaker(speakerId);
        void monitorCall(
          {
            callId: call.id,
            peer: call.peer,
            clock: this.#clock,
            onLevels: (levels) => {
              const heard = call.snapshot.isMuted ? { ...levels, input: 0 } : levels;
              this.#levels.set(Object.freeze(heard));
              activity.heard(heard);
            },
            onQuality: (quality) => {
              this.#patch({ quality });
            },
          },
          lifetime.signal,
        );
      },
      () => undefined,
    );
    void call.ended.then(() => {
      lifetime.abort();
      this.#conversation.callEnded();
      this.#patch({ quality: null, isAudioBlocked: false });
    });
  }

  #withMicrophone(options: CallOptions): CallOptions {
    const { microphoneId } = this.snapshot.devices;
    const wantsDefault = options.audio === undefined || options.audio === true;
    return microphoneId && wantsDefault
      ? { ...options, audio: { deviceId: { exact: microphoneId } } }
      : options;
  }

  #peerOptions(needs: { readonly sendsAudio: boolean; readonly isOffering?: boolean }): PeerOptions {
    const { iceServers, environment = 'production', forceRelay = false } = this.#options;
    const defaults = isLoopbackGateway(this.#options) ? [] : defaultIceServers(environment);
    return { iceServers: iceServers ?? defaults, forceRelay, isOffering: true, ...needs };
  }

  async #refreshDevices(): Promise<void> {
    if (!this.#deviceWatch) {
      // As long as the session: a device plugged in between two calls is offered for the next one.
      this.#deviceWatch = new AbortController();
      this.#engine.onDeviceChange(() => void this.#refreshDevices(), this.#deviceWatch.signal);
    }
    const all = await this.#engine.devices().catch(() => []);
    this.#patch({
      devices: Object.freeze({
        ...this.snapshot.devices,
        microphones: Object.freeze(all.filter(({ kind }) => kind === 'audioinput')),
        speakers: Object.freeze(all.filter(({ kind }) => kind === 'audiooutput')),
      }),
    });
  }

  #patch(news: Partial<SessionSnapshot>): void {
    const current = this.#store.value;
    const names = Object.keys(news) as (keyof SessionSnapshot)[];
    if (names.every((name) => Object.is(current[name], news[name]))) return;
    this.#store.set(Object.freeze({ ...current, ...news }));
  }

  #report(error: TelnyxError): void {
    this.#logger.error(error.message, { code: error.code, name: error.name });
    tell(this.#options.onError, error);
  }

  #warn(warning: TelnyxError): void {
    this.#logger.warn(warning.message, { code: warning.code, name: warning.name });
    tell(this.#options.onWarning, warning);
  }
}

function isCallMessage(message: ServerMessage): message is CallMessage {
  return 'callID' in message.params && typeof message.params.callID === 'string';
}
