import type {
  Call,
  CallInfo,
  CallSnapshot,
  SessionSnapshot,
  TelnyxError,
  TelnyxSession,
} from '../../src/index.js';
import { isUnreachable } from '../ai-agent/unreachable.js';
import { restoreDevices } from '../device-select/restore-devices.js';
import { CallHistory, outcomeOf } from '../history/call-history.js';
import { reportCallInfo } from '../session/call-info.js';
import { isAnswered, isIncoming, isLive } from '../session/current-call.js';
import { localError } from '../session/local-error.js';
import { PhoneLink } from '../session/phone-link.js';
import { phone } from '../strings/phone.js';
import type { PhoneStrings, PresentStrings } from '../strings/table.js';
import type { Wait } from '../session/call-wish.js';
import type { CallWaiting } from './call-waiting.js';
import type { TelnyxDialer } from './dialer.js';
import { DialerPanel } from './dialer-panel.js';
import { type DialerSettings, readDialerSettings } from './dialer-settings.js';
import { notCallable, type NumberProblem, readPhoneNumber } from './phone-number.js';

const noPhone = {
  code: 60012,
  name: 'REQUEST_REFUSED',
  message: 'A phone has no assistant to write to.',
  fatal: false,
} as const;
const noCall = {
  code: 60010,
  name: 'INVALID_STATE',
  message: 'There is no call for that.',
  fatal: false,
} as const;
const ABORTED = 60008;
/** How a call that was placed can end without being a failure of the phone: unanswered, or given up. */
const NO_FAILURE: ReadonlySet<number> = new Set([60007, ABORTED]);

/** Everything of the phone that loads with the first use: its calls and the panel that shows them. */
export class DialerLink extends PhoneLink<TelnyxDialer> {
  /** The number called last. */
  lastNumber = '';
  /** Calls missed since the list of calls was looked at. */
  missed = 0;
  history: CallHistory;
  readonly panel: DialerPanel;
  /** Keys that the far end of a call has pressed, by call. */
  readonly #received = new Map<string, string>();
  /** The call that was current last, by id. */
  #lastCall = '';
  #waiting: CallWaiting | null = null;
  #historyOf = '';
  #connecting: Promise<TelnyxSession> | null = null;
  #wasOpen = false;

  constructor(host: TelnyxDialer) {
    super(host);
    this.history = this.#readHistory();
    this.panel = new DialerPanel(host, this);
  }

  /** A call that is parked stays the current one until another is talked on. */
  override get call(): CallSnapshot | null {
    const current = super.call;
    if (!current?.isHeld) return current;
    return this.snapshot.calls.find(({ id, isHeld }) => isHeld && id === this.#lastCall) ?? current;
  }

  get words(): PresentStrings & PhoneStrings {
    return { ...phone, ...this.handle.strings };
  }

  /** A failure that a call has survived, such as a refused microphone, is told where that call rings on. */
  protected override get shownError(): TelnyxError | null {
    const { error } = this;
    return error?.callId !== undefined && !error.fatal ? null : error;
  }

  /** What takes the commands for the call that is talked on. */
  get currentCall(): Call | null {
    return isLive(this.call) ? (this.session?.getCall(this.call.id) ?? null) : null;
  }

  hostUpdate() {
    // A call that is kept is the better way.
    this.host.isUnavailable = isUnreachable(this.error) && !isLive(this.call);
    this.panel.focus.remember();
  }

  override hostUpdated() {
    super.hostUpdated();
    const { open } = this.host;
    if (open || this.host.isInline) this.panel.focus.keep();
    else this.panel.focus.keepInDock();
    if (open === this.#wasOpen) return;
    this.#wasOpen = open;
    if (!open) this.panel.focus.leave();
    else if (this.host.takesFocus) this.panel.focus.enter();
    this.host.takesFocus = false;
  }

  override hostDisconnected() {
    super.hostDisconnected();
    this.#waiting?.leave();
    this.panel.disconnected();
  }

  override attributesChanged() {
    super.attributesChanged();
    this.history = this.#readHistory();
  }

  /** Registers the phone; rejects with one TelnyxError, which is shown as well. */
  override connect(): Promise<TelnyxSession> {
    if (this.#connecting) return this.#connecting;
    const attempt = this.#connect().finally(() => {
      if (this.#connecting === attempt) this.#connecting = null;
    });
    this.#connecting = attempt;
    return attempt;
  }

  /** Registers as soon as there is a login; what goes wrong is shown, because nobody can call meanwhile. */
  override async prewarm(): Promise<void> {
    if (this.snapshot.status !== 'idle' || this.error || !('auth' in this.readSettings().session)) return;
    await this.connect().catch(ignoreReported);
  }

  /** See `TelnyxDialer.dial()`. */
  async dial(number: string): Promise<CallSnapshot> {
    const read = readPhoneNumber(number);
    if (!read.ok) throw this.#refuse(read.problem);
    return this.wish.place(read.value, (wait) => this.#dial(read.value, wait));
  }

  /** Calls as soon as the phone is ready; one that stands ready does in this very turn, the visitor's gesture. */
  async #dial(destination: string, wait: Wait): Promise<CallSnapshot> {
    this.lastNumber = destination;
    this.clearFailure();
    this.updateHandle({ isStarting: true });
    try {
      const session = this.session?.status === 'ready' ? this.session : await wait(this.connect());
      const call = session.call({ ...this.readSettings().call, destination });
      this.panel.called(destination);
      return await call.answered;
    } catch (error) {
      if (!NO_FAILURE.has((error as TelnyxError).code)) {
        this.failCall(error as TelnyxError, () => this.dial(destination));
      }
      throw error;
    } finally {
      this.updateHandle({ isStarting: this.wish.number !== null });
    }
  }

  answer(id?: string): Promise<void> {
    const { calls } = this.snapshot;
    // A second press is a question about the call that is being answered.
    const wanted = id ?? (calls.find(isIncoming) ?? calls.find(({ state }) => state === 'answering'))?.id;
    return this.#command(this.#callOf(wanted), async (call) => {
      try {
        await call.answer();
      } catch (error) {
        // Where it rings on, the reason stands beside it.
        if (!this.handle.takenCallIds.includes(call.id)) this.panel.incoming();
        throw error;
      }
    });
  }

  async hangup(id?: string): Promise<void> {
    await (id === undefined ? this.currentCall : this.#callOf(id))?.hangup();
  }

  hold(): Promise<void> {
    return this.#command(this.currentCall, (call) => call.hold());
  }

  async resume(): Promise<void> {
    const held = this.call?.isHeld ? this.call : this.snapshot.calls.find(({ isHeld }) => isHeld);
    // One that is talked on already is as wanted.
    if (held || !isAnswered(this.call)) await this.#command(this.#callOf(held?.id), (call) => call.resume());
  }

  sendDigits(digits: string): Promise<void> {
    return this.#command(this.currentCall, (call) => call.sendDigits(digits));
  }

  #callOf(id: string | undefined): Call | null {
    return id === undefined ? null : (this.session?.getCall(id) ?? null);
  }

  /** What cannot be done with a call is told, and the call goes on as it was. */
  async #command(call: Call | null, deed: (call: Call) => Promise<void>): Promise<void> {
    try {
      if (!call) throw localError(noCall);
      await deed(call);
    } catch (error) {
      this.tellFailure(error as TelnyxError);
      throw error;
    }
  }

  override startCall(destination: string): Promise<CallSnapshot> {
    return this.dial(destination || this.#numberAtHand);
  }

  override sendMessage(): Promise<void> {
    return Promise.reject(localError(noPhone));
  }

  /** Does what a button of the page commands. */
  protected override readonly commands = {
    '--open': () => this.host.show(),
    '--close': () => this.host.close(),
    '--toggle': () => this.host.toggle(),
    '--call': () => this.dial(this.#numberAtHand),
    '--start': () => this.dial(this.#numberAtHand),
    '--answer': () => this.answer(),
    '--hangup': () => this.hangup(),
    '--end': () => this.hangup(),
    '--hold': () => this.hold(),
    '--resume': () => this.resume(),
    '--mute': () => this.host.mute(),
    '--unmute': () => this.host.unmute(),
  };

  /** The call button: calls what stands in the field, or brings the last number back into an empty one. */
  onCall() {
    const { host } = this;
    if (!host.number.trim() && this.lastNumber) host.number = this.lastNumber;
    else this.dial(host.number).catch(ignoreReported);
  }

  clearHistory() {
    this.history.clear();
    this.host.requestUpdate();
  }

  /** Keys that the far end has pressed during the call. */
  receivedOn({ id }: CallSnapshot): string {
    return this.#received.get(id) ?? '';
  }

  override readSettings(): DialerSettings {
    return readDialerSettings(this.host);
  }

  protected override onCallInfo(info: CallInfo) {
    const digits = reportCallInfo(this.host, info);
    if (!digits) return;
    this.#received.set(info.callId, (this.#received.get(info.callId) ?? '') + digits);
    this.host.requestUpdate();
  }

  protected override onSession(session: TelnyxSession | null) {
    super.onSession(session);
    // What cannot be used any more is left alone; the system's default serves.
    if (session) restoreDevices(session, this.host).catch(ignoreReported);
    // What has failed, or is still under way, was of the login before.
    else {
      this.#connecting = null;
      this.clearFailure();
    }
  }

  protected override onSnapshot(previous: SessionSnapshot, next: SessionSnapshot) {
    super.onSnapshot(previous, next);
    // The user is told before the session is ready, and owns the list from then on.
    if (next.status !== previous.status || next.user !== previous.user) this.history = this.#readHistory();
    for (const call of next.calls) {
      const before = previous.calls.find(({ id }) => id === call.id);
      if (!before && isIncoming(call)) this.#onIncoming(call);
      if (call.state === 'ended' && before && before.state !== 'ended') this.#onEnded(call);
      if (before && isIncoming(before) && isLive(call) && !isIncoming(call)) this.panel.answered();
    }
    this.#lastCall = this.call?.id ?? '';
    this.#watchWaiting().catch(ignoreReported);
    this.panel.watch(next.calls);
  }

  /** What cannot be loaded now is tried again with the next change of the calls. */
  async #watchWaiting() {
    const { calls } = this.snapshot;
    if (!this.#waiting) {
      if (calls.length < 2 && !calls.some(isIncoming)) return;
      const { CallWaiting } = await import('./call-waiting.js');
      if (!this.host.isConnected) return;
      this.#waiting ??= new CallWaiting();
    }
    this.#waiting.watch(this.snapshot.calls, this.handle.takenCallIds, this.words);
  }

  #onIncoming(call: CallSnapshot) {
    if (this.handle.takenCallIds.includes(call.id)) return;
    const isBusy = this.snapshot.calls.some((each) => isLive(each) && each.id !== call.id);
    if (this.host.autoAnswer && !isBusy) this.answer(call.id).catch(ignoreReported);
    else this.panel.incoming();
  }

  #onEnded(call: CallSnapshot) {
    this.#received.delete(call.id);
    this.history.add(call);
    if (outcomeOf(call) === 'missed') this.missed += 1;
  }

  async #connect(): Promise<TelnyxSession> {
    this.clearFailure();
    let session: TelnyxSession | null = null;
    try {
      session = await this.acquire();
      await session.connect();
      return session;
    } catch (error) {
      // What becomes of a session that was given up meanwhile says nothing about the phone.
      const isPast = session !== null && session !== this.session;
      if (!isPast && (error as TelnyxError).code !== ABORTED) this.fail(error as TelnyxError);
      throw error;
    }
  }

  /** What is called where no number is named. */
  get #numberAtHand(): string {
    return this.host.number || this.host.destination;
  }

  /** Shown below the field instead of as trouble of the phone. */
  #refuse(problem: NumberProblem): TelnyxError {
    const error = localError({ ...notCallable, message: phone[problem] });
    this.panel.problem = problem;
    this.host.requestUpdate();
    this.tellFailure(error);
    return error;
  }

  #readHistory(): CallHistory {
    const mode = this.readSettings().history;
    const { owner } = this;
    const key = `${mode} ${owner}`;
    if (key === this.#historyOf) return this.history;
    this.#historyOf = key;
    return new CallHistory(mode, owner);
  }
}

/** For what a visitor sets off: a failure has been told and is shown, and nobody holds the promise. */
const ignoreReported = () => undefined;
