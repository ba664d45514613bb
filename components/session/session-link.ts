import type { ReactiveController } from 'lit';
import type {
  AgentAudioEvent,
  CallInfo,
  CallSnapshot,
  SessionSnapshot,
  TelnyxError,
  TelnyxSession,
  TelnyxSessionOptions,
} from '../../src/index.js';
import { ownWords } from '../strings/own-words.js';
import type { Language } from '../strings/table.js';
import { type Strings, ui } from '../strings/ui.js';
import type { AttributeProblem } from './attribute-reader.js';
import { currentCall } from './current-call.js';
import { FailureReport } from './failure-report.js';
import { type HostHandle, hostContext } from './host-context.js';
import { LanguageWatch } from './language-watch.js';
import { leaving } from './leaving.js';
import { sessionContext } from './session-context.js';
import { dispatchSessionEvents } from './session-events.js';
import type { SessionHost } from './session-host.js';
import { SessionLease } from './session-lease.js';
import { TextDirection } from './text-direction.js';
import type * as ToolReport from './tool-report.js';

/** How long an element may be out of the document before its session is given up. */
const GRACE_MS = 1000;
const NETWORK_OFFLINE = 48001;

/** What a host's attributes say at the moment. */
export interface HostSettings {
  /** Options of a session, or why the attributes are not enough for one. */
  readonly session: TelnyxSessionOptions | { readonly missing: string };
  readonly problems: readonly AttributeProblem[];
}

/**
 * Connects an element to a session: follows it, offers it to the parts inside, tells the page what happens,
 * and keeps the session while the element is only being moved.
 */
export abstract class SessionLink<Host extends SessionHost = SessionHost> implements ReactiveController {
  protected readonly host: Host;
  readonly #lease: SessionLease;
  readonly #report: FailureReport;
  readonly #language: LanguageWatch;
  readonly #direction = new TextDirection();
  #handle: HostHandle;
  /** The words of a language other than English; `undefined` until it is known which. */
  #locale: Language | null | undefined;
  /** A failure of the host's own, such as a denied microphone; the session's stands in the snapshot. */
  #failure: TelnyxError | null = null;
  #overrides: Partial<Strings> | null | undefined;
  #toolReport: Promise<typeof ToolReport> | undefined;
  #graceTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: Host) {
    this.host = host;
    this.#overrides = host.strings;
    this.#report = new FailureReport(host);
    this.#lease = new SessionLease({
      loadEngine: () => host.loadEngine(),
      readOptions: () => this.readSettings().session,
      onSession: (session) => this.onSession(session),
      onSnapshot: (previous, next) => this.onSnapshot(previous, next),
      onError: (error) => this.#tell(error),
      onWarning: (warning) => {
        this.warn(warning);
        if (warning.code === NETWORK_OFFLINE) this.#isOffline();
      },
      onSwap: () => {
        this.clearFailure();
        if (host.prewarm !== 'off') void this.prewarm();
      },
      onToolEvent: (event) => {
        // One promise for all events keeps them in order.
        this.#toolReport ??= import('./tool-report.js');
        this.#toolReport.then(({ reportToolEvent }) => reportToolEvent(host, event), ignore);
      },
      onCallInfo: (info) => this.onCallInfo?.(info),
      onAgentAudio: (event) => this.onAgentAudio?.(event),
    });
    this.#language = new LanguageWatch(host, (locale) => {
      this.#locale = locale;
      this.reword();
    });
    this.#handle = {
      strings: { ...ui, ...wordsOf(host) },
      error: null,
      isStarting: false,
      isOffline: false,
      canMessageAnytime: false,
      hasAgent: true,
      takenCallIds: [],
      retry: () => this.retry(),
      sendMessage: (text, options) => this.sendMessage(text, options),
    };
    host.provide(hostContext, this.#handle);
  }

  get session(): TelnyxSession | null {
    return this.#lease.session;
  }

  /** The session if a call can be made with it at once. */
  protected get readySession(): TelnyxSession | null {
    return this.#lease.readySession;
  }

  get snapshot(): SessionSnapshot {
    return this.#lease.snapshot;
  }

  get call(): CallSnapshot | null {
    return currentCall(this.snapshot);
  }

  get error(): TelnyxError | null {
    return this.#failure ?? this.snapshot.error;
  }

  /** The failure that the parts inside are to show. */
  protected get shownError(): TelnyxError | null {
    return this.error;
  }

  /** Whether its words are those of the language, and not only the ones that there are before it is known. */
  get isInLanguage(): boolean {
    return this.#locale !== undefined;
  }

  /** What the parts know of the host. */
  get handle(): HostHandle {
    return this.#handle;
  }

  hostConnected() {
    this.#stay();
    this.#language.connect();
    this.attributesChanged();
    this.host.requestUpdate();
  }

  hostUpdated() {
    this.#direction.apply(this.host.shadowRoot, this.#handle.strings.direction);
  }

  hostDisconnected() {
    this.#language.disconnect();
    this.#giveUpSoon();
  }

  /** To be called when attributes or properties of the host have changed. */
  attributesChanged() {
    if (this.host.strings !== this.#overrides) {
      this.#overrides = this.host.strings;
      this.reword();
    }
    this.reportProblems();
    this.#lease.swapIfChanged();
    if (this.#isWantedAtOnce) void this.prewarm();
    if (!this.session && this.host.isConnected) this.#takeOver();
  }

  /** The session of the present attributes; rejects with one TelnyxError when there can be none. */
  acquire(): Promise<TelnyxSession> {
    // Asked for by the page while the element is out of the document: it has the grace time to come back.
    if (!this.host.isConnected) this.#giveUpSoon();
    return this.#lease.acquire();
  }

  /** Opens the connection ahead of the call. A failure is told when the visitor wants to start, not before. */
  async prewarm(): Promise<void> {
    if (!('auth' in this.readSettings().session)) return;
    // The last conversation stays while the visitor only comes near.
    const session = this.session ?? (await this.acquire().catch(() => null));
    session?.prewarm();
  }

  /** Shows a failure to the visitor and tells page and developer, once for each error. */
  fail(error: TelnyxError) {
    this.#failure = error;
    this.#report.error(error);
    this.updateHandle({ error });
  }

  /** Takes the shown failure back, because the visitor tries again. */
  clearFailure() {
    this.#failure = null;
    this.updateHandle({ error: this.shownError });
  }

  /** Tells page and developer of a failure that is shown elsewhere, once for each error. */
  protected tellFailure(error: TelnyxError) {
    this.#report.error(error);
  }

  /** Tells page and developer what was noticed. */
  protected warn(warning: TelnyxError) {
    this.#report.warning(warning);
  }

  /** Changes what the parts know of the host. */
  updateHandle(change: Partial<HostHandle>) {
    this.#handle = { ...this.#handle, ...change };
    this.host.provide(hostContext, this.#handle);
    this.host.requestUpdate();
  }

  protected abstract readSettings(): HostSettings;

  /** Tries again what failed. */
  protected abstract retry(): void;

  abstract sendMessage(text: string, options?: { readonly images?: readonly string[] }): Promise<void>;

  /** Does what a button of the page commands: `--start` for one. */
  obey(command: string) {
    const deed = this.commands[command];
    if (!deed) console.warn(`<${this.host.localName}> knows no command "${command}".`);
    // A failure has been told and is shown.
    else Promise.resolve(deed()).catch(ignore);
  }

  /** What buttons of the page may command. */
  protected abstract readonly commands: Readonly<Record<string, () => unknown>>;

  /** Starts a call for a part inside; rejects with one TelnyxError when it is never answered. */
  async startCall(destination: string): Promise<unknown> {
    const session = await this.acquire();
    await session.connect();
    return session.call({ destination }).answered;
  }

  /** Called with each session this element comes to use, and with `null` when it gives one back. */
  protected onSession(session: TelnyxSession | null) {
    this.host.provide(sessionContext, session);
  }

  /** Called for what the far end tells along a call: keys, for one. An assistant tells nothing there. */
  protected onCallInfo?(info: CallInfo): void;

  /** Called for the agent's speech ahead of its playback, where that was asked for. */
  protected onAgentAudio?(event: AgentAudioEvent): void;

  /** Called after each change of the session's state, before the host draws it. */
  protected onSnapshot(previous: SessionSnapshot, next: SessionSnapshot) {
    if (next.error !== previous.error) {
      if (next.error) this.#tell(next.error);
      this.updateHandle({ error: this.shownError });
    }
    const taken = dispatchSessionEvents(this.host, previous, next);
    const { takenCallIds } = this.#handle;
    const kept = takenCallIds.filter((id) => next.calls.some((call) => call.id === id));
    if (taken.length > 0 || kept.length < takenCallIds.length)
      this.updateHandle({ takenCallIds: [...kept, ...taken] });
    this.host.requestUpdate();
  }

  /** Called before the session is given up because the element has left the document. */
  protected abandoned?(): void;

  /** True for a session that is to be there without another gesture, once there is a login for it. */
  get #isWantedAtOnce(): boolean {
    const { prewarm, hasSeenIntent, isConnected } = this.host;
    const isEager = prewarm === 'eager';
    if (this.session || !isConnected || prewarm === 'off' || !(isEager || hasSeenIntent)) return false;
    const { session } = this.readSettings();
    // A phone that was in use is to be reached; an agent connects when the visitor comes near once more.
    return 'auth' in session && (isEager || !('agentId' in session.auth));
  }

  /** Carries on with the session of an element that a page has just taken out to draw it anew. */
  #takeOver() {
    const { host } = this;
    const { session } = this.readSettings();
    for (const [former, link] of leaving) {
      if (former.localName !== host.localName || !link.#lease.isFor(session)) continue;
      this.acquire().catch(ignore);
      // With its panel, so that the visitor goes on where the page has interrupted.
      if (former.hasAttribute('open')) host.setAttribute('open', '');
    }
  }

  #stay() {
    clearTimeout(this.#graceTimer);
    leaving.delete(this.host);
  }

  #giveUpSoon() {
    this.#stay();
    if (this.session) leaving.set(this.host, this);
    // A timer, because animation frames stop in a background tab and no call may outlive its element there.
    this.#graceTimer = setTimeout(() => {
      leaving.delete(this.host);
      this.abandoned?.();
      this.#lease.release();
    }, GRACE_MS);
  }

  /** What a start has failed of is not told again when the session comes to the same end later. */
  #tell(error: TelnyxError) {
    if (this.#failure?.code !== error.code) this.#report.error(error);
  }

  #isOffline() {
    this.updateHandle({ isOffline: true });
    addEventListener('online', () => this.updateHandle({ isOffline: false }), { once: true });
  }

  /** Words of the page win over those of the language. */
  protected reword() {
    this.updateHandle({ strings: { ...ui, ...this.#locale, ...wordsOf(this.host) } });
  }

  /** What tells of mistakes loads only where something looks like one. */
  reportProblems(problems = this.readSettings().problems) {
    const { host } = this;
    const { observedAttributes } = host.constructor as typeof SessionHost;
    const isStrange = (name: string) => !observedAttributes.includes(name) && !ordinary.test(name);
    if (problems.length === 0 && !host.getAttributeNames().some(isStrange)) return;
    import('./attribute-report.js').then(
      ({ reportAttributes }) => reportAttributes(host, problems, this.#report),
      ignore,
    );
  }
}

function wordsOf({ strings }: SessionHost): Partial<Strings> {
  const errors = Object.entries(strings?.errors ?? {}).map(
    ([code, words]) => [code, ownWords(words)] as const,
  );
  const named = errors.filter(([, words]) => 'title' in words);
  return { ...ownWords(strings), errors: Object.fromEntries(named) as Strings['errors'] };
}

/** For help to the developer that cannot be loaded, which must not look like a failure of the page. */
const ignore = () => undefined;

/** Attributes that any element may carry and ours often do. `unknown-attributes.ts` knows the others. */
const ordinary = /^(id|class|style|slot|data-.*)$/;
