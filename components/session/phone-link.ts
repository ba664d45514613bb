import type { TelnyxError } from '../../src/index.js';
import type { withPhoneErrors } from '../dialer/phone-errors.js';
import type { PresentStrings } from '../strings/ui.js';
import type { HostHandle } from './host-context.js';
import type { SessionHost } from './session-host.js';
import { SessionLink } from './session-link.js';

/** The link of what can be a phone: its failures are told as those of one, and a call that failed is made again. */
export abstract class PhoneLink<Host extends SessionHost> extends SessionLink<Host> {
  /** The words of the language and the page, without those for errors. */
  #strings: PresentStrings;
  #withErrors: typeof withPhoneErrors | null = null;
  #undone: { readonly error: TelnyxError; readonly again: () => Promise<unknown> } | null = null;

  constructor(host: Host) {
    super(host);
    this.#strings = this.handle.strings;
  }

  /** Connects and logs in; rejects with one TelnyxError, which is shown as well. */
  abstract connect(): Promise<unknown>;

  /** What fails is told in the words of a phone, which load with the first failure: nobody is to read others first. */
  override updateHandle({ error, ...change }: Partial<HostHandle>) {
    this.#strings = change.strings ?? this.#strings;
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

  protected isPhone(): boolean {
    return true;
  }

  /** Shows why a call could not be made, and makes it again on retry. */
  protected failCall(error: TelnyxError, again: () => Promise<unknown>) {
    this.#undone = { error, again };
    this.fail(error);
  }

  protected override retry() {
    const undone = this.#undone?.error === this.error ? this.#undone : null;
    this.clearFailure();
    // The failure of another attempt is told and shown by itself.
    (undone?.again() ?? this.connect()).catch(() => undefined);
  }

  async #loadErrors() {
    const words = await import('../dialer/phone-errors.js').catch(() => null);
    // Where they cannot be loaded, the words for any trouble have to do.
    this.#withErrors = words?.withPhoneErrors ?? ((strings) => strings);
    this.updateHandle({ error: this.error });
  }
}
