import type {
  AgentAudioEvent,
  CallSnapshot,
  SessionSnapshot,
  TelnyxError,
  TelnyxSession,
} from '../../src/index.js';
import { restoreDevices } from '../device-select/restore-devices.js';
import {
  type BeforeStartDetail,
  TelnyxBeforeStartEvent,
  TelnyxCloseEvent,
  TelnyxOpenEvent,
} from '../events.js';
import { isAnswered, isLive } from '../session/current-call.js';
import type { HostHandle } from '../session/host-context.js';
import { engineLoadFailed } from '../session/load-engine.js';
import { localError } from '../session/local-error.js';
import { SessionLink } from '../session/session-link.js';
import { dispatchAgentAudio, dispatchAgentEvents } from './agent-events.js';
import { AgentFeatures } from './agent-features.js';
import { AgentPanel } from './agent-panel.js';
import { type AgentSettings, readAgentSettings } from './agent-settings.js';
import type { TelnyxAiAgent } from './ai-agent.js';
import type { Launcher } from './launcher.js';
import { isUnreachable } from './unreachable.js';

const cancelledByPage = {
  code: 60015,
  name: 'START_CANCELLED',
  message: 'The page cancelled the start of the call.',
  fatal: false,
} as const;
const cancelledByVisitor = {
  code: 60008,
  name: 'ABORTED',
  message: 'The call was ended before it was answered.',
  fatal: false,
} as const;
const tooSlow = {
  code: 45001,
  name: 'WEBSOCKET_CONNECTION_FAILED',
  message: 'The gateway has not answered for 15 seconds.',
  // It is still being tried.
  fatal: false,
} as const;
const notStarted = {
  code: 60010,
  name: 'INVALID_STATE',
  message: 'There is no call to write to; start one first.',
  fatal: false,
} as const;

const closed = {
  code: 60010,
  name: 'INVALID_STATE',
  message: 'Nobody is there now, as the attribute hours says.',
  fatal: false,
} as const;

const nothingToSend = {
  code: 44002,
  name: 'INVALID_CALL_PARAMETERS',
  message: 'A message has a text or an image.',
  fatal: false,
} as const;

/** A visitor does not wait longer for the gateway. The session goes on trying, for the next start. */
const PATIENCE_MS = 15_000;

/** Everything of the agent that loads on intent: the conversation and the panel that shows it. */
export class AgentLink extends SessionLink<TelnyxAiAgent> {
  /** Whether the panel was open at any time. */
  hasBeenOpen = false;
  readonly #features: AgentFeatures;
  readonly #panel: AgentPanel;
  #starting: Promise<CallSnapshot> | null = null;
  /** What the visitor gives up by ending a call that is still being started. */
  #start = new AbortController();
  #wasOpen = false;
  /** Of the attributes `agent-name` and `greeting-text`, as last put into words. */
  #named = '';
  /** What the host's `muted` said when it was last compared with the call. */
  #muted: boolean | undefined;

  constructor(host: TelnyxAiAgent) {
    super(host);
    this.#features = new AgentFeatures(host, this);
    this.#panel = new AgentPanel(host, this, this.#features);
  }

  get isStatic(): boolean {
    return this.#features.isStatic;
  }

  override hostConnected() {
    super.hostConnected();
    this.#panel.connected();
    // What it waits for may have come.
    if (this.host.hours) this.host.requestUpdate();
  }

  override hostDisconnected() {
    super.hostDisconnected();
    this.#panel.disconnected();
    this.#features.rest();
  }

  hostUpdate() {
    this.host.isUnavailable = isUnreachable(this.error);
    this.#panel.rememberFocus();
  }

  override hostUpdated() {
    super.hostUpdated();
    this.#panel.keepFocus();
    if (this.host.open === this.#wasOpen) return;
    this.#wasOpen = this.host.open;
    if (this.#wasOpen) {
      this.hasBeenOpen = true;
      this.#panel.opened();
      // Code alone: the start is near, and with `prewarm="off"` nothing else has asked for it. A start tells a failure.
      this.attempt(this.host.loadEngine());
    } else {
      this.#panel.closed();
      // Who turns away from the question has not agreed.
      if (this.#starting && this.#features.isAsking) this.attempt(this.end());
    }
    const event = this.#wasOpen ? new TelnyxOpenEvent() : new TelnyxCloseEvent();
    this.host.dispatchEvent(event);
  }

  override attributesChanged() {
    super.attributesChanged();
    const { isTextOnly, agentName, greetingText, muted } = this.host;
    const named = agentName + greetingText;
    if (named !== this.#named) {
      this.#named = named;
      this.reword();
    }
    if (muted !== this.#muted) {
      this.#muted = muted;
      this.setMuted(muted);
    }
    if (isTextOnly !== this.handle.canMessageAnytime) this.updateHandle({ canMessageAnytime: isTextOnly });
    this.#features.attributesChanged();
  }

  /** See `TelnyxAiAgent.start()`. */
  start(): Promise<CallSnapshot> {
    const { call } = this;
    if (isLive(call)) {
      // Perhaps another element's, which shares the session.
      const live = this.session?.getCall(call.id);
      if (live) return live.answered;
    }
    if (this.#starting) return this.#starting;
    const attempt = this.#begin().finally(() => {
      if (this.#starting === attempt) this.#stopStarting();
    });
    this.#starting = attempt;
    return attempt;
  }

  override startCall(): Promise<CallSnapshot> {
    return this.start();
  }

  /** Ends the call, or the attempt at one. */
  async end(): Promise<void> {
    this.#start.abort();
    this.#stopStarting();
    const call = isLive(this.call) ? this.session?.getCall(this.call.id) : null;
    await call?.hangup();
  }

  setMuted(isMuted: boolean) {
    const { session } = this;
    if (!session || !isLive(this.call)) return;
    const call = session.getCall(this.call.id);
    if (isMuted) call?.mute();
    else call?.unmute();
  }

  override async prewarm(): Promise<void> {
    // A failure is told by the start, which tries again.
    if (this.readSettings().extras) loadExtras().catch(() => undefined);
    if (this.host.hours && (await this.#features.isClosedNow().catch(() => false))) return;
    if (await this.#features.isAgreed().catch(() => false)) await super.prewarm();
  }

  /** The visitor has accepted what stood before the first connection. */
  agreed() {
    this.host.requestUpdate();
    void this.host.updateComplete.then(() => this.#panel.enterFocus());
    if (this.host.prewarm !== 'off') this.attempt(this.prewarm());
  }

  override async sendMessage(text: string, options?: { readonly images?: readonly string[] }): Promise<void> {
    if (!isAnswered(this.call)) {
      // A call that would be begun for nothing is not begun.
      if (isNothing(text, options?.images)) throw localError(nothingToSend);
      if (!this.#starting && !this.host.isTextOnly) throw localError(notStarted);
      // Nor is one for what could not be sent in it.
      const check = this.#check(text, options?.images);
      if (!this.#starting) await unlessEnded(check, this.#untilEnded());
      await Promise.all([this.start(), check]);
    }
    await this.session?.sendMessage(text, options);
  }

  override updateHandle(change: Partial<HostHandle>) {
    const { agentName: agent, greetingText: intro } = this.host;
    const { strings } = change;
    super.updateHandle(
      strings
        ? {
            ...change,
            strings: { ...strings, ...(agent && { agent }), ...(intro && { intro, introText: intro }) },
          }
        : change,
    );
  }

  /** A start that failed is shown, also where no panel was open yet. */
  override fail(error: TelnyxError) {
    super.fail(error);
    if (!this.host.isInline) this.host.show();
  }

  protected override readonly commands = {
    '--open': () => this.host.show(),
    '--close': () => this.host.close(),
    '--toggle': () => this.host.toggle(),
    '--mute': () => this.host.mute(),
    '--unmute': () => this.host.unmute(),
    '--start': () => this.host.start(),
    '--end': () => this.host.end(),
  };

  /** For what a visitor sets off: a failure has been told and is shown, and nobody holds the promise. */
  attempt(work: unknown) {
    Promise.resolve(work).catch(() => undefined);
  }

  /** Draws all that is not drawn from the start. */
  draw(launcher: Launcher) {
    this.#panel.draw(launcher);
  }

  override readSettings(): AgentSettings {
    return readAgentSettings(this.host);
  }

  /** A start that is under way, or that waits for consent, is given up like one that the visitor ends. */
  protected override abandoned() {
    this.#start.abort();
    this.#stopStarting();
  }

  protected override retry() {
    this.#panel.holdFocus();
    this.clearFailure();
    if (!this.host.isTextOnly) this.attempt(this.start());
  }

  protected override onSession(session: TelnyxSession | null) {
    super.onSession(session);
    for (const [name, handler] of this.host.clientTools) session?.registerClientTool(name, handler);
    // What cannot be used any more is left alone; the system's default serves.
    if (session && !this.host.isTextOnly) this.attempt(restoreDevices(session, this.host));
  }

  protected override onAgentAudio(event: AgentAudioEvent) {
    dispatchAgentAudio(this.host, event);
  }

  protected override onSnapshot(previous: SessionSnapshot, next: SessionSnapshot) {
    super.onSnapshot(previous, next);
    dispatchAgentEvents(this.host, previous, next);
    this.#features.follow(previous, next);
    if (!isLive(this.call)) {
      // What was muted during a call, or for it, was so for that call alone.
      if (previous.calls.some(isLive)) {
        this.#followMute(this.host.mutedAtRest ?? this.host.muted);
        this.host.mutedAtRest = undefined;
      }
      return;
    }
    this.host.mutedAtRest ??= this.host.muted;
    this.#followMute(this.call.isMuted);
    // A call that outlived its page comes without a start, and has its panel back.
    const wasRecovered = previous.calls.some(({ recovered }) => recovered);
    if (this.call.recovered && !wasRecovered && !this.hasBeenOpen) this.host.open = true;
    // Only in the panel the visitor can let it be heard.
    if (next.isAudioBlocked && !previous.isAudioBlocked && !this.host.isTextOnly) this.host.open = true;
    if (this.host.isTextOnly) this.#silence(this.call.id);
  }

  #followMute(isMuted: boolean) {
    this.#muted = this.host.muted = isMuted;
  }

  /** What `end()` aborts from now on. */
  #untilEnded(): AbortSignal {
    if (this.#start.signal.aborted) this.#start = new AbortController();
    return this.#start.signal;
  }

  async #begin(): Promise<CallSnapshot> {
    const signal = this.#untilEnded();
    if (this.host.hours) {
      const isClosed = await this.#loaded(this.#features.isClosedNow());
      throwIfEnded(signal);
      if (isClosed) {
        this.host.show();
        throw localError(closed);
      }
    }
    if (this.#features.isConsentMissing) {
      await unlessEnded(this.#loaded(this.#features.agreement()), signal);
    }
    const { call: options, extras } = this.readSettings();
    const detail: BeforeStartDetail = extras
      ? (await this.#loaded(loadExtras())).readExtras(extras, this.host)
      : { variables: {}, customHeaders: [] };
    throwIfEnded(signal);
    const beforeStart = new TelnyxBeforeStartEvent(detail);
    if (!this.host.dispatchEvent(beforeStart)) throw localError(cancelledByPage);
    this.clearFailure();
    this.#features.prepare();
    this.updateHandle({ isStarting: true });
    try {
      const customHeaders = isEmpty(detail)
        ? []
        : (await this.#loaded(loadExtras())).headersOf(detail, this.host);
      throwIfEnded(signal);
      // A session that stands ready is called in this very turn, before anything is drawn.
      const session = this.readySession ?? (await this.#connect(signal));
      throwIfEnded(signal);
      // Perhaps another element's, whose session was only now acquired.
      const running = isLive(this.call) ? session.getCall(this.call.id) : null;
      if (running) return await running.answered;
      if (!this.host.keepTranscript) session.clearTranscript();
      return await session.call({ ...options, customHeaders }).answered;
    } catch (error) {
      // What the visitor ended is no failure to show.
      throwIfEnded(signal);
      this.fail(error as TelnyxError);
      throw error;
    }
  }

  /** @throws TelnyxError for a message that the session would not send. */
  async #check(text: string, images?: readonly string[]): Promise<void> {
    (await this.#loaded(this.host.loadEngine())).checkMessage(text, images);
  }

  /** What loads only now may fail to. */
  async #loaded<T>(work: Promise<T>): Promise<T> {
    try {
      return await work;
    } catch (cause) {
      const error = localError(engineLoadFailed, cause);
      this.fail(error);
      throw error;
    }
  }

  async #connect(signal: AbortSignal): Promise<TelnyxSession> {
    const session = await unlessEnded(this.acquire(), signal);
    // The offer and its candidates are there by the time that the gateway is.
    session.prewarm();
    await soonEnough(unlessEnded(session.connect(), signal));
    return session;
  }

  #stopStarting() {
    this.#starting = null;
    this.updateHandle({ isStarting: false });
  }

  /** A conversation in writing is not read out, although the agent speaks on the line. */
  #silence(callId: string) {
    const connection = this.session?.getCall(callId)?.peerConnection;
    for (const { track } of connection?.getReceivers() ?? []) track.enabled = false;
  }
}

const loadExtras = () => import('./dynamic-variables.js');

/** True where the page has given the call nothing to take along, as most do. */
const isEmpty = ({ variables, customHeaders }: BeforeStartDetail) =>
  Object.keys(variables).length + Object.keys(customHeaders).length === 0;

/** Pages are written in JavaScript too. */
const isNothing = (text: unknown, images: readonly string[] = []) =>
  typeof text !== 'string' || (text.trim() === '' && images.length === 0);

/** Waits no longer than the visitor does: a gateway may never answer. */
function unlessEnded<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(localError(cancelledByVisitor));
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}

function soonEnough<T>(work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(localError(tooSlow)), PATIENCE_MS);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

function throwIfEnded(signal: AbortSignal) {
  if (signal.aborted) throw localError(cancelledByVisitor);
}
