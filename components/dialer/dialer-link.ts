import type { Call, CallSnapshot, SessionSnapshot, TelnyxError, TelnyxSession } from '../../src/index.js';
import { callName } from '../call-list/call-words.js';
import { roleOf } from '../device-select/device-role.js';
import { restoreDevice } from '../device-select/remembered-device.js';
import { CallHistory } from '../history/call-history.js';
import { icons } from '../icons/icons.js';
import { isIncoming, isLive } from '../session/current-call.js';
import type { HostHandle } from '../session/host-context.js';
import { localError } from '../session/local-error.js';
import { SessionLink } from '../session/session-link.js';
import { fill } from '../strings/fill.js';
import { phone } from '../strings/phone.js';
import type { PhoneStrings, PresentStrings } from '../strings/table.js';
import type { TelnyxDialer } from './dialer.js';
import { DialerPanel } from './dialer-panel.js';
import { type DialerSettings, ownerOf, readDialerSettings } from './dialer-settings.js';
import { PagePresence } from './page-presence.js';
import { phoneErrors } from './phone-errors.js';
import { type NumberProblem, readPhoneNumber } from './phone-number.js';
import { RegistrationClaim } from './registration-claim.js';

const notCallable = { code: 44002, name: 'INVALID_CALL_PARAMETERS', fatal: false } as const;
const noPhone = {
  code: 60012,
  name: 'REQUEST_REFUSED',
  message: 'A phone has no assistant to write to.',
  fatal: false,
} as const;
/** How a call that was placed can end without being a failure of the phone: unanswered, or given up. */
const NO_FAILURE: ReadonlySet<number> = new Set([60007, 60008]);

/** Everything of the phone that loads with the first use: its calls and the panel that shows them. */
export class DialerLink extends SessionLink<TelnyxDialer> {
  /** The number called last. */
  lastNumber = '';
  /** Calls missed since the list of calls was looked at. */
  missed = 0;
  /** True while another tab has the registration. */
  isElsewhere = false;
  history: CallHistory;
  readonly icon = icons.phone;
  readonly #panel: DialerPanel;
  readonly #presence = new PagePresence();
  #historyOf = '';
  #claim: RegistrationClaim | null = null;
  #connecting: Promise<TelnyxSession> | null = null;

  constructor(host: TelnyxDialer) {
    super(host);
    this.history = this.#readHistory();
    this.#panel = new DialerPanel(host, this);
    this.updateHandle({ strings: this.handle.strings });
  }

  get words(): PresentStrings & PhoneStrings {
    return { ...phone, ...this.handle.strings };
  }

  /** What takes the commands for the call that is talked on. */
  get currentCall(): Call | null {
    return isLive(this.call) ? (this.session?.getCall(this.call.id) ?? null) : null;
  }

  override hostDisconnected() {
    super.hostDisconnected();
    this.#presence.update(null);
    this.#panel.disconnected();
  }

  override attributesChanged() {
    super.attributesChanged();
    this.history = this.#readHistory();
  }

  /** Registers the phone; rejects with one TelnyxError, which is shown as well. */
  connect(): Promise<TelnyxSession> {
    this.#connecting ??= this.#connect().finally(() => {
      this.#connecting = null;
    });
    return this.#connecting;
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
    this.lastNumber = read.value;
    this.clearFailure();
    this.updateHandle({ isStarting: true });
    try {
      // A phone that stands ready calls in this very turn, which is the visitor's gesture.
      const session = this.session?.status === 'ready' ? this.session : await this.connect();
      const call = session.call({ ...this.readSettings().call, destination: read.value });
      this.#panel.called();
      return await call.answered;
    } catch (error) {
      if (!NO_FAILURE.has((error as TelnyxError).code)) this.fail(error as TelnyxError);
      throw error;
    } finally {
      this.updateHandle({ isStarting: false });
    }
  }

  async answer(id = this.snapshot.calls.find(isIncoming)?.id): Promise<void> {
    if (id !== undefined) await this.session?.getCall(id)?.answer();
  }

  async hangup(id?: string): Promise<void> {
    await (id === undefined ? this.currentCall : this.session?.getCall(id))?.hangup();
  }

  async hold(): Promise<void> {
    await this.currentCall?.hold();
  }

  async resume(): Promise<void> {
    const held = this.call?.isHeld ? this.call : this.snapshot.calls.find(({ isHeld }) => isHeld);
    if (held) await this.session?.getCall(held.id)?.resume();
  }

  override startCall(destination: string): Promise<CallSnapshot> {
    return this.dial(destination || this.host.number);
  }

  override sendMessage(): Promise<void> {
    return Promise.reject(localError(noPhone));
  }

  /** Does what a button of the page commands. */
  override obey(command: string) {
    const { host } = this;
    const commands: Readonly<Record<string, () => unknown>> = {
      '--open': () => host.show(),
      '--close': () => host.close(),
      '--toggle': () => host.toggle(),
      '--call': () => this.dial(host.number),
      '--start': () => this.dial(host.number),
      '--answer': () => this.answer(),
      '--hangup': () => this.hangup(),
      '--end': () => this.hangup(),
      '--hold': () => this.hold(),
      '--resume': () => this.resume(),
      '--mute': () => host.mute(),
      '--unmute': () => host.unmute(),
    };
    Promise.resolve(commands[command]?.()).catch(ignoreReported);
  }

  /** Takes the registration back from another tab. */
  async register(): Promise<void> {
    this.isElsewhere = false;
    this.session?.disconnect();
    await this.connect().catch(ignoreReported);
  }

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

  clearProblem() {
    this.#panel.problem = null;
  }

  override updateHandle(change: Partial<HostHandle>) {
    const { strings } = change;
    if (!strings) {
      super.updateHandle(change);
      return;
    }
    const errors = {
      ...strings.errors,
      ...phoneErrors({ ...phone, ...strings }),
      ...this.host.strings?.errors,
    };
    super.updateHandle({ ...change, strings: { ...strings, errors } });
  }

  get hidesForm() {
    return this.#panel.hidesForm;
  }

  renderHead() {
    return this.#panel.renderHead();
  }

  renderKeys() {
    return this.#panel.renderKeys();
  }

  renderBeside() {
    return this.#panel.renderBeside();
  }

  renderBody() {
    return this.#panel.renderBody();
  }

  renderBadge() {
    return this.#panel.renderBadge();
  }

  get onKeyDown() {
    return this.#panel.onKeyDown;
  }

  get onKey() {
    return this.#panel.onKey;
  }

  get onPaste() {
    return this.#panel.onPaste;
  }

  override readSettings(): DialerSettings {
    return readDialerSettings(this.host);
  }

  protected override retry() {
    const { code } = this.error ?? {};
    this.clearFailure();
    const again = code !== undefined && code < 45000 && this.lastNumber;
    (again ? this.dial(this.lastNumber) : this.connect()).catch(ignoreReported);
  }

  protected override onSession(session: TelnyxSession | null) {
    super.onSession(session);
    if (session) this.#restoreDevices(session);
    this.#claim?.close();
    this.#claim = session
      ? new RegistrationClaim(ownerOf(this.host), () => {
          this.isElsewhere = true;
          this.host.requestUpdate();
        })
      : null;
  }

  protected override onSnapshot(previous: SessionSnapshot, next: SessionSnapshot) {
    super.onSnapshot(previous, next);
    if (next.status === 'ready' && previous.status !== 'ready') {
      this.isElsewhere = false;
      this.#claim?.announce();
    }
    for (const call of next.calls) {
      const before = previous.calls.find(({ id }) => id === call.id);
      if (!before && isIncoming(call)) this.#onIncoming(call);
      if (call.state === 'ended' && before && before.state !== 'ended') this.#onEnded(call);
    }
    const ringing = next.calls.find(isIncoming);
    this.#presence.update(ringing ? this.#describe(ringing) : null);
    this.#panel.watch(next.calls);
  }

  /** What was chosen in this phone before holds from the first call on. */
  #restoreDevices(session: TelnyxSession) {
    for (const kind of ['audioinput', 'audiooutput', 'ringer']) {
      // What cannot be used any more is left alone; the system's default serves.
      restoreDevice(session, roleOf(kind)).catch(ignoreReported);
    }
  }

  #onIncoming(call: CallSnapshot) {
    if (this.handle.takenCallIds.includes(call.id)) return;
    const isBusy = this.snapshot.calls.some((each) => isLive(each) && each.id !== call.id);
    if (this.host.autoAnswer && !isBusy) this.answer(call.id).catch(ignoreReported);
    else this.#panel.incoming();
  }

  #onEnded(call: CallSnapshot) {
    this.history.add(call);
    if (this.history.entries[0]?.outcome === 'missed') this.missed += 1;
  }

  #describe(call: CallSnapshot) {
    const { words } = this;
    const name = callName(call, words);
    return { title: fill(words.incomingFrom, { name }), body: call.remoteNumber };
  }

  async #connect(): Promise<TelnyxSession> {
    this.clearFailure();
    try {
      const session = await this.acquire();
      await session.connect();
      return session;
    } catch (error) {
      this.fail(error as TelnyxError);
      throw error;
    }
  }

  #refuse(problem: NumberProblem): TelnyxError {
    this.#panel.problem = problem;
    this.host.requestUpdate();
    return localError({ ...notCallable, message: phone[problem] });
  }

  #readHistory(): CallHistory {
    const mode = this.readSettings().history;
    const owner = ownerOf(this.host);
    const key = `${mode} ${owner}`;
    if (key === this.#historyOf) return this.history;
    this.#historyOf = key;
    return new CallHistory(mode, owner);
  }
}

/** For what a visitor sets off: a failure has been told and is shown, and nobody holds the promise. */
const ignoreReported = () => undefined;
