import { ContextProvider } from '@lit/context';
import type { ReactiveController } from 'lit';
import type {
  CallSnapshot,
  SessionSnapshot,
  TelnyxError,
  TelnyxSession,
  TelnyxSessionOptions,
} from '../../src/index.js';
import { sessionContext } from '../context.js';
import { type Strings, ui } from '../strings/ui.js';
import type { AttributeProblem } from './attribute-reader.js';
import { currentCall } from './current-call.js';
import { FailureReport } from './failure-report.js';
import { type HostHandle, hostContext } from './host-context.js';
import { dispatchSessionEvents } from './session-events.js';
import type { SessionHost } from './session-host.js';
import { SessionLease } from './session-lease.js';
import type * as ToolReport from './tool-report.js';

/** How long an element may be out of the document before its session is given up. */
const GRACE_MS = 1000;

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
  readonly #sessionProvider: ContextProvider<typeof sessionContext>;
  readonly #handleProvider: ContextProvider<typeof hostContext>;
  #handle: HostHandle;
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
      onError: (error) => this.#report.error(error),
      onWarning: (warning) => this.#report.warning(warning),
      onToolEvent: (event) => {
        // One promise for all events keeps them in order.
        this.#toolReport ??= import('./tool-report.js');
        this.#toolReport.then(({ reportToolEvent }) => reportToolEvent(host, event), ignore);
      },
    });
    this.#sessionProvider = new ContextProvider(host, { context: sessionContext, initialValue: null });
    this.#handle = {
      strings: { ...ui, ...host.strings },
      error: null,
      isStarting: false,
      canMessageAnytime: false,
      retry: () => this.retry(),
      sendMessage: (text) => this.sendMessage(text),
    };
    this.#handleProvider = new ContextProvider(host, { context: hostContext, initialValue: this.#handle });
  }

  get session(): TelnyxSession | null {
    return this.#lease.session;
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

  /** What the parts know of the host. */
  get handle(): HostHandle {
    return this.#handle;
  }

  hostConnected() {
    clearTimeout(this.#graceTimer);
    this.attributesChanged();
    this.host.requestUpdate();
  }

  hostDisconnected() {
    // A timer, because animation frames stop in a background tab and no call may outlive its element there.
    this.#graceTimer = setTimeout(() => this.#lease.release(), GRACE_MS);
  }

  /** To be called when attributes or properties of the host have changed. */
  attributesChanged() {
    if (this.host.strings !== this.#overrides) {
      this.#overrides = this.host.strings;
      this.updateHandle({ strings: { ...ui, ...this.host.strings } });
    }
    this.#reportProblems();
    this.#lease.swapIfChanged().catch((error: unknown) => this.fail(error as TelnyxError));
  }

  /** The session of the present attributes; rejects with one TelnyxError when there can be none. */
  acquire(): Promise<TelnyxSession> {
    return this.#lease.acquire();
  }

  /** Opens the connection ahead of the call. A failure is told when the visitor wants to start, not before. */
  async prewarm(): Promise<void> {
    if (!('auth' in this.readSettings().session)) return;
    const session = await this.acquire().catch(() => null);
    // After a failure only the visitor tries again: not every touch of the pointer.
    // During a call nothing is prepared for the next one, and its end leaves nothing open.
    if (session?.status !== 'failed' && !this.call) session?.prewarm();
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
    this.updateHandle({ error: this.error });
  }

  /** Changes what the parts know of the host. */
  updateHandle(change: Partial<HostHandle>) {
    this.#handle = { ...this.#handle, ...change };
    this.#handleProvider.setValue(this.#handle);
    this.host.requestUpdate();
  }

  protected abstract readSettings(): HostSettings;

  /** Tries again what failed. */
  protected abstract retry(): void;

  abstract sendMessage(text: string): Promise<void>;

  /** Called with each session this element comes to use, and with `null` when it gives one back. */
  protected onSession(session: TelnyxSession | null) {
    this.#sessionProvider.setValue(session);
  }

  /** Called after each change of the session's state, before the host draws it. */
  protected onSnapshot(previous: SessionSnapshot, next: SessionSnapshot) {
    if (next.error !== previous.error) {
      if (next.error) this.#report.error(next.error);
      this.updateHandle({ error: this.error });
    }
    dispatchSessionEvents(this.host, previous, next);
    this.host.requestUpdate();
  }

  /** What tells of mistakes loads only where something looks like one. */
  #reportProblems() {
    const { host } = this;
    const { problems } = this.readSettings();
    const { observedAttributes } = host.constructor as typeof SessionHost;
    const isStrange = (name: string) => !observedAttributes.includes(name) && !ordinary.test(name);
    if (problems.length === 0 && !host.getAttributeNames().some(isStrange)) return;
    import('./attribute-report.js').then(
      ({ reportAttributes }) => reportAttributes(host, problems, this.#report),
      ignore,
    );
  }
}

/** For help to the developer that cannot be loaded, which must not look like a failure of the page. */
const ignore = () => undefined;

/** Attributes that any element may carry and ours often do. `unknown-attributes.ts` knows the others. */
const ordinary = /^(id|class|style|slot|data-.*)$/;
