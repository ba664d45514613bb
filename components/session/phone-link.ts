import type { SessionSnapshot, TelnyxError, TelnyxSession } from '../../src/index.js';
import type { withPhoneErrors } from '../dialer/phone-errors.js';
import type { PresentStrings } from '../strings/ui.js';
import { trimmed } from './attribute-reader.js';
import { CallWish } from './call-wish.js';
import type { HostHandle } from './host-context.js';
import { localError } from './local-error.js';
import { RegistrationClaim } from './registration-claim.js';
import type { SessionHost } from './session-host.js';
import { SessionLink } from './session-link.js';

const NOT_ANSWERED = 60007;

/** An element that logs in as the user of a phone. */
interface PhoneHost extends SessionHost {
  readonly login: string;
  readonly tokenUrl: string;
}

const registeredElsewhere = {
  code: 60017,
  name: 'REGISTERED_ELSEWHERE',
  message: 'The same user is registered in another tab now, where calls ring.',
  fatal: false,
} as const;

/**
 * The link of what can be a phone: its failures are told as those of one, a call that failed is made again, and
 * another tab that takes its registration is noticed.
 */
export abstract class PhoneLink<Host extends PhoneHost> extends SessionLink<Host> {
  /** The call that waits for the connection. */
  readonly wish = new CallWish();
  /** The words of the language and the page, without those for errors. */
  #strings: PresentStrings;
  #withErrors: typeof withPhoneErrors | null = null;
  /** What is shown as soon as there are the words for it. */
  #toShow: TelnyxError | null = null;
  #claim: RegistrationClaim | null = null;
  /** Who was logged in last with what the attributes say. */
  #user = '';
  #undone: { readonly error: TelnyxError; readonly again: () => Promise<unknown> } | null = null;

  constructor(host: Host) {
    super(host);
    this.#strings = this.handle.strings;
  }

  /** Connects and logs in; rejects with one TelnyxError, which is shown as well. */
  abstract connect(): Promise<unknown>;

  /** Who uses the phone: who is logged in, before that whom the page names, empty where nobody is known. */
  protected get owner(): string {
    const { tokenUrl, login } = this.host;
    return this.#user || trimmed(tokenUrl) || trimmed(login);
  }

  /** What fails is told in the words of a phone, which load with the first failure: nobody is to read others first. */
  override updateHandle({ error, ...change }: Partial<HostHandle>) {
    this.#strings = change.strings ?? this.#strings;
    if (error !== undefined) this.#toShow = error;
    if (error && this.isPhone() && !this.#withErrors) {
      void this.#loadErrors();
      super.updateHandle(change);
      return;
    }
    const failure = error === undefined ? this.handle.error : error;
    const isReworded = change.strings !== undefined || failure !== this.handle.error;
    const strings = failure && isReworded && this.#withErrors?.(this.#strings, failure);
    super.updateHandle({ ...change, error: failure, ...(strings && { strings }) });
  }

  protected override onSession(session: TelnyxSession | null) {
    super.onSession(session);
    this.updateHandle({ hasAgent: session === null || !this.isPhone() });
    this.#user = '';
    this.#dropClaim();
  }

  protected override onSnapshot(previous: SessionSnapshot, next: SessionSnapshot) {
    const { status, user } = next;
    if (status === 'ready') this.#user = user ?? '';
    super.onSnapshot(previous, next);
    // Nor is it taken back while it comes back by itself.
    if (status !== 'ready') this.#dropClaim();
    const isNews = previous.status !== 'ready' || user !== previous.user;
    if (status === 'ready' && isNews) this.#claimRegistration();
  }

  #dropClaim() {
    this.#claim?.close();
    this.#claim = null;
    if (this.handle.takeBack) this.updateHandle({ takeBack: null });
  }

  #claimRegistration() {
    this.#dropClaim();
    this.#claim = new RegistrationClaim(this.owner, () => {
      if (this.handle.takeBack) return;
      this.warn(localError(registeredElsewhere));
      this.updateHandle({ takeBack: () => this.#takeBack() });
    });
  }

  #takeBack() {
    this.session?.disconnect();
    // A failure is told and shown by itself.
    this.connect().catch(() => undefined);
  }

  protected isPhone(): boolean {
    return true;
  }

  /**
   * Shows why a call could not be made, and makes it again on retry. That nobody answered is no failure of a phone:
   * `telnyx-call-end` tells it, as the end of any other call.
   */
  protected failCall(error: TelnyxError, again: () => Promise<unknown>) {
    this.#undone = { error, again };
    if (this.isPhone() && error.code === NOT_ANSWERED) this.updateHandle({ error });
    else this.fail(error);
  }

  protected override retry() {
    const undone = this.#undone?.error === this.handle.error ? this.#undone : null;
    this.clearFailure();
    // The failure of another attempt is told and shown by itself.
    (undone?.again() ?? this.connect()).catch(() => undefined);
  }

  async #loadErrors() {
    const words = await import('../dialer/phone-errors.js').catch(() => null);
    // Where they cannot be loaded, the words for any trouble have to do.
    this.#withErrors = words?.withPhoneErrors ?? ((strings) => strings);
    this.updateHandle({ error: this.#toShow });
  }
}
