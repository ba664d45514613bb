import { AiConversation } from '../assistant/ai-conversation.js';
import type { ClientToolHandler } from '../assistant/client-tools.js';
import type { Call } from '../call/call.js';
import type { CallOptions } from '../call/call-options.js';
import { loadCallCommands } from '../call/load-call-commands.js';
import { type AudioLevels, SILENCE } from '../media/audio-levels.js';
import { WebRtcEngine } from '../media/webrtc-engine.js';
import { METHOD } from '../protocol/methods.js';
import { systemClock } from '../shared/clock.js';
import { TelnyxError } from '../shared/errors.js';
import { harmless, type Logger, silentLogger } from '../shared/logger.js';
import { type ReadableStore, Store, type SubscribeOptions } from '../shared/store.js';
import { tell } from '../shared/tell.js';
import type { ConnectionState } from '../signaling/connection-state.js';
import { SignalingClient } from '../signaling/signaling-client.js';
import { StickySession } from '../signaling/sticky-session.js';
import { CallList } from './call-list.js';
import { ContinuityLoader } from './continuity-loader.js';
import { SessionLogin } from './credentials.js';
import { describeSession } from './describe-session.js';
import { Playback } from './playback.js';
import { ringWithTones } from './ring.js';
import { noFacts } from './session-facts.js';
import { SessionCalls } from './session-calls.js';
import { SessionDevices } from './session-devices.js';
import { assertSessionOptions, type TelnyxSessionOptions } from './session-options.js';
import type { SessionSnapshot, SessionStatus } from './session-snapshot.js';
import { SessionState } from './session-state.js';
import { findStorage, storageName } from './session-storage.js';

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
  readonly #logger: Logger;
  readonly #login: SessionLogin;
  readonly #signaling: SignalingClient;
  readonly #continuity: ContinuityLoader;
  readonly #conversation: AiConversation;
  readonly #state: SessionState;
  readonly #list: CallList;
  readonly #calls: SessionCalls;
  readonly #devices: SessionDevices;
  readonly #playback: Playback;
  readonly #levels = new Store<AudioLevels>(SILENCE);
  readonly #facts = noFacts();
  /** Whether there is only a preparation, which nobody has wanted yet: nobody wants to hear of its end either. */
  #isPreparing = false;
  /** A preparation failed: only who wants to connect tries again, not every touch of the pointer. */
  #hasPreparedInVain = false;

  /** @throws TelnyxError 46002 for what cannot be a login, 60001 for options of another type. */
  constructor(options: TelnyxSessionOptions) {
    assertSessionOptions(options);
    this.#options = options;
    const clock = options.clock ?? systemClock;
    const engine = options.media ?? new WebRtcEngine();
    this.#logger = options.logger ? harmless(options.logger) : silentLogger;
    this.#state = new SessionState(options, this.#logger);
    this.#list = new CallList(() => {
      this.#state.patch({ calls: this.#list.snapshots });
    });
    this.#login = new SessionLogin(options.auth, {
      clock,
      renew: (credentials) => this.#signaling.renew(credentials),
      onUser: (user) => {
        this.#state.patch({ user });
      },
      onWarning: this.#state.warn,
    });
    const sticky = new StickySession(() => findStorage(options), storageName(options), clock);
    this.#signaling = new SignalingClient({
      address: options,
      credentials: this.#login,
      sticky,
      skipLastNode: options.skipLastVoiceSdkId ?? false,
      maxReconnectAttempts: options.maxReconnectAttempts ?? 10,
      WebSocket: options.WebSocket ?? globalThis.WebSocket,
      clock,
      logger: this.#logger,
      isInCall: () => this.#list.live.length > 0,
      onMessage: (message) => {
        if (message.method === METHOD.aiConversation) this.#conversation.handle(message.params);
        else this.#calls.receive(message);
      },
      onWarning: this.#state.warn,
    });
    this.#conversation = new AiConversation({
      signaling: this.#signaling,
      clock,
      onToolEvent: (event) => tell(options.onToolEvent, event),
      onAgentAudio:
        'agentId' in options.auth && options.auth.streamingAudio
          ? (event) => tell(options.onAgentAudio, event)
          : undefined,
    });
    this.#devices = new SessionDevices(engine, this.#state, this.#list);
    this.#playback = new Playback(options, this.#state);
    ringWithTones(options, this.#state, this.#logger);
    this.#calls = new SessionCalls({
      options,
      engine,
      clock,
      logger: this.#logger,
      signaling: this.#signaling,
      continuity: () => this.#continuity.get(),
      conversation: this.#conversation,
      state: this.#state,
      list: this.#list,
      devices: this.#devices,
      levels: this.#levels,
      playback: this.#playback,
      facts: this.#facts,
    });
    this.#continuity = new ContinuityLoader({
      options,
      clock,
      signaling: this.#signaling,
      sticky,
      state: this.#state,
      list: this.#list,
      disconnect: () => {
        this.disconnect();
      },
    });
    this.#mirror();
  }

  /** Everything a page can show; frozen, and replaced on every change. */
  get snapshot(): SessionSnapshot {
    return this.#state.snapshot;
  }

  get status(): SessionStatus {
    return this.#state.snapshot.status;
  }

  /** Loudness of both sides, apart from the snapshot because it changes ten times a second during a call. */
  get levels(): ReadableStore<AudioLevels> {
    return this.#levels;
  }

  /** Calls the listener after each change of the snapshot, not at once. Returns the function that stops it. */
  subscribe(listener: (snapshot: SessionSnapshot) => void, options?: SubscribeOptions): () => void {
    return this.#state.store.subscribe(listener, options);
  }

  /**
   * Resolves when calls can be made. Rejects with one `TelnyxError`: 45001 (gateway not reached), 45003 (lost and
   * not restored), 45004 (the gateway cannot register the session), 46001 (login refused, or never registered),
   * 46002 (credentials missing, or no token came), 46003 (the gateway forgot the login), 60001 (bad address),
   * 60004 (the browser is too old), 60005 (the gateway did not answer), 60006 (it hung up meanwhile), 60008
   * (disconnected meanwhile), 60009 (it answered something that cannot be understood), 60012 (it refused a request).
   */
  connect(): Promise<void> {
    this.#isPreparing = this.#hasPreparedInVain = false;
    this.#state.patch({ error: null });
    // While there is a network, so that nothing waits when a call rings.
    if (!('agentId' in this.#options.auth)) loadCallCommands().catch(() => undefined);
    return this.#signaling.connect();
  }

  /** Ends all calls, tells the far ends, and closes the socket. The session can be connected again. */
  disconnect(): void {
    for (const call of this.#list.live) void call.hangup();
    this.#devices.close();
    this.#calls.close();
    this.#continuity.close();
    this.#signaling.disconnect();
  }

  /**
   * Logs in with another token: on the live socket without touching calls or status, or at the next connection
   * when there is none. Rejects with 46001 (refused; the old login goes on), 46002 (not a token), 60005 (no answer)
   * or 60010 (the session logs in with something else).
   */
  updateToken(token: string): Promise<void> {
    return this.#login.update(token);
  }

  /**
   * Prepares what does not need permission, so that a call can start in the moment it is wanted: the socket
   * with its login, and a peer connection with its candidates. Cheap to call again. A failure is not told, since
   * nobody has asked for anything yet: the next `connect()` meets it again. After a failure nothing is prepared,
   * nor during a call and after its end, which leaves nothing open.
   */
  prewarm(): void {
    const { status, calls } = this.snapshot;
    if (this.#hasPreparedInVain || status === 'failed' || calls.length > 0) return;
    if (status === 'idle') {
      this.#isPreparing = true;
      this.#signaling.connect().catch(() => undefined);
    }
    this.#calls.warm();
  }

  /**
   * Starts a call. How it goes on is told by the call itself.
   *
   * @throws TelnyxError 60010 when the session is not ready or already talks to its assistant, 44002 for
   *   options that cannot work.
   */
  call(options: CallOptions = {}): Call {
    this.#isPreparing = false;
    return this.#calls.place(options);
  }

  getCall(id: string): Call | null {
    return this.#list.get(id);
  }

  /**
   * Sends a typed message, and images as `data:` addresses, to the assistant. Rejects with 60010 without a call, and
   * as a request: 60006 (no connection), 60012 (refused), 60016 (too large), 44002 (no text, or no image).
   */
  async sendMessage(text: string, options?: { images?: readonly string[] } | null): Promise<void> {
    if (this.status !== 'ready' || this.#list.live.length === 0)
      throw new TelnyxError(60010, { message: 'There is no conversation to write to.' });
    await this.#conversation.send(text, options?.images);
  }

  clearTranscript(): void {
    this.#conversation.transcript.clear();
  }

  /** Lets the assistant call a function of the page. @throws TelnyxError 44002 for an unusable name or handler. */
  registerClientTool(name: string, handler: ClientToolHandler): void {
    this.#conversation.tools.register(name, handler);
  }

  unregisterClientTool(name: string): boolean {
    return this.#conversation.tools.unregister(name);
  }

  getClientTools(): string[] {
    return this.#conversation.tools.names;
  }

  /**
   * Uses this microphone from now on, in running calls too; `null` for the system's default. Rejects with 42001, 42002,
   * 42003 or 60013, not fatal, when a running call cannot have it, and then all keep the one they have.
   */
  async setMicrophone(deviceId: string | null): Promise<void> {
    // Nothing to load: a call that begins in this very turn has it.
    if (this.#list.live.length === 0) this.#devices.choose({ microphoneId: deviceId });
    else await (await this.#devices.care()).setMicrophone(deviceId);
  }

  /** Plays the far end through this speaker where the browser can choose; `null` for the default. */
  async setSpeaker(deviceId: string | null): Promise<void> {
    await (await this.#devices.care()).setSpeaker(deviceId);
  }

  /** Rings through this speaker where the browser can choose; `null` for the one that calls are heard from. */
  setRinger(deviceId: string | null): void {
    this.#devices.choose({ ringerId: deviceId });
  }

  /**
   * How loud the far end is played, in running calls too: 0 to 1, and the nearer of both for any other number; what is
   * no number is ignored. Some devices, such as iPhones, leave the volume to their keys.
   */
  setVolume(volume: number): void {
    const level = Math.min(1, Math.max(0, volume));
    if (Number.isNaN(level)) return;
    this.#devices.choose({ volume: level });
    for (const { peers } of this.#list.live) for (const peer of peers) peer.setVolume(level);
  }

  /** Looks up microphones and speakers before the first call, without asking; afterwards it goes by itself. */
  refreshDevices(): Promise<void> {
    return this.#devices.refresh();
  }

  /** Lets whoever presses a key hear its tone (0–9, A–D, `*`, `#`); nothing is sent. Resolves when it was played. */
  async playKeyTone(key: string): Promise<void> {
    const { playKeypadTone } = await import('../media/keypad-tone.js');
    await playKeypadTone(key, this.snapshot.devices.speakerId);
  }

  /** To be called in a click or key handler after `snapshot.isAudioBlocked`. */
  async resumeAudio(): Promise<void> {
    await Promise.all(this.#list.live.map(({ peer }) => peer.resumePlayback()));
  }

  /** The browser is online again, or the tab is looked at: no longer wait for the next attempt. */
  reconnectNow(): void {
    this.#signaling.reconnectNow();
  }

  /** What support needs to know, ready to be copied: no token, password, address of a peer or word said. */
  diagnostics(): Record<string, unknown> {
    return describeSession(this.#state, this.#facts, this.#options);
  }

  #mirror(): void {
    const { transcript, activity, settings } = this.#conversation;
    transcript.items.subscribe((items) => {
      this.#state.patch({ transcript: items });
    });
    activity.store.subscribe(({ state, latency }) => {
      this.#state.patch({ agentState: state, latency });
    });
    settings.subscribe((widgetSettings) => {
      this.#state.patch({ widgetSettings });
    });
    this.#signaling.state.subscribe((state) => {
      this.#follow(state);
    });
  }

  #follow(state: ConnectionState): void {
    if (state.status === 'ready') {
      const { region, dc, callReportId, reattachedCallIds } = state.registration;
      this.#state.patch({ status: 'ready', error: null, region, dc, callReportId });
      this.#calls.linkRestored(reattachedCallIds);
      // With the session, not with its first call, which leaves nothing behind.
      this.#devices.watch();
      void this.#continuity.get().then((continuity) => {
        if (reattachedCallIds) continuity?.settle(reattachedCallIds);
      });
      return;
    }
    const isOver = state.status === 'failed' || state.status === 'reconnecting';
    if (this.#isPreparing && isOver && this.#list.live.length === 0) {
      this.#hasPreparedInVain = state.status === 'failed';
      this.#logger.info('preparation given up', { wasReady: !this.#hasPreparedInVain });
      this.#calls.cool();
      this.#signaling.disconnect();
      return;
    }
    this.#state.patch({
      status: state.status,
      ...(state.status === 'failed' && { error: state.error, user: null }),
      ...(state.status === 'idle' && { user: null, region: null, dc: null, callReportId: null }),
    });
    if (state.status === 'failed') {
      this.#calls.cool();
      this.#state.report(state.error);
      for (const call of this.#list.live) call.abandon(state.error);
    } else if (state.status === 'reconnecting') {
      // At each attempt: a call may have begun on a socket that did not last until the session was registered.
      for (const call of this.#list.live) call.linkLost();
    }
  }
}
