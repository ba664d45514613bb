import type { PropertyDeclarations, PropertyValues } from 'lit';
import type { CallSnapshot, CustomHeader } from '../../src/index.js';
import { flags, reflectedTexts, text, texts } from '../session/attributes.js';
import { firstWords } from '../session/first-words.js';
import { leaveOthers, standBesideOthers } from '../session/neighbours.js';
import type { Placement } from '../session/placements.js';
import { SessionHost } from '../session/session-host.js';
import { dialerStrings, type DialerStrings } from '../strings/dialer.js';
import { ownWords } from '../strings/own-words.js';
import { baseStyles } from '../styles/base.js';
import { cornerStyles } from '../styles/corners.js';
import type { DialerLink } from './dialer-link.js';
import { dialerStyles } from './dialer.styles.js';
import { createPhoneFace } from './phone-face.js';

/** For promises whose failure has already been told as `telnyx-error`. */
const ignoreReported = () => undefined;

/**
 * A phone: makes and takes calls with the login of a SIP user or a token. It is drawn at once; everything behind it
 * loads, and the phone registers, with the first sign that somebody uses the page. `prewarm="eager"` registers
 * as soon as the page is there, so that calls come in from then on.
 *
 * Buttons of the page command it with `commandfor` and `command`: `--call`, `--answer`, `--hangup`, `--hold`,
 * `--resume`, `--mute`, `--unmute`, `--open`, `--close`, `--toggle`.
 *
 * @tag telnyx-dialer
 * @summary The phone.
 *
 * @example
 * <telnyx-dialer token-url="/telnyx-token" prewarm="eager" history="local"></telnyx-dialer>
 *
 * @slot header - Instead of the state of the phone, beside its buttons.
 * @slot footer - Below everything in the panel.
 * @slot launcher - What stands in the launcher of a phone that floats in a corner.
 * @slot icon - The icon of the launcher.
 * @slot fallback - Shown while calls are impossible: no script, no WebRTC, no gateway or no login.
 *
 * @fires {TelnyxStatusChangeEvent} telnyx-status-change - After the session moved to another status.
 * @fires {TelnyxReadyEvent} telnyx-ready - Each time the phone is registered, also after a reconnect.
 * @fires {TelnyxIncomingCallEvent} telnyx-incoming-call - When somebody calls; `preventDefault()` hides the
 *   built-in user interface for that call.
 * @fires {TelnyxCallChangeEvent} telnyx-call-change - Whenever anything about a call changes.
 * @fires {TelnyxCallEndEvent} telnyx-call-end - Once for each call, when it is over.
 * @fires {TelnyxKeyEvent} telnyx-key - For a key pressed outside a call.
 * @fires {TelnyxCallInfoEvent} telnyx-call-info - When the far end presses keys, or tells something else.
 * @fires {TelnyxQualityEvent} telnyx-quality - With each new measurement of a call's quality.
 * @fires {TelnyxWarningEvent} telnyx-warning - For what was noticed or recovered.
 * @fires {TelnyxErrorEvent} telnyx-error - Once for each failure.
 *
 * @csspart panel - The phone.
 * @csspart launcher - The button that opens a phone that floats in a corner.
 * @csspart dock - The launcher and, during a call, its controls.
 * @csspart badge - The number of calls that were missed.
 * @csspart header - The state of the phone and its buttons; in it `state`, `connect-button`, `cancel-button`, `history-button`,
 *   `devices-button` and `close-button`; with `history="off"` a `missed-button` while calls were missed.
 * @csspart back-button - Leads back from a page of the phone.
 * @csspart number-input - The field for the number.
 * @csspart problem - Why the number cannot be called.
 * @csspart backspace-button - Takes its last digit back.
 * @csspart redial-button - Brings the last number back.
 * @csspart call-button - Calls the number.
 * @csspart keypad - The keys; in it `key` and `digits`.
 * @csspart call - The call that is talked on; in it `avatar`, `name`, `number`, `progress`, `time`, `cause`,
 *   `received-digits`, `keypad-button`, `hide-keypad-button`, `speaker-button`, `add-button`, `quality-button` and
 *   `figures`.
 * @csspart end-button - Ends it.
 * @csspart mute-button - Mutes the microphone.
 * @csspart hold-button - Parks the call.
 * @csspart incoming - All calls that come in; in it `decline-all-button`.
 * @csspart incoming-call - One of them; in it `name`, `number`, `answer-button`, `decline-button` and
 *   `end-and-answer-button`.
 * @csspart calls - The list of several calls; in it `call-chip`, and in that `name`, `time`, `swap-button` and
 *   `end-button`.
 * @csspart page - The list of calls that are over, or the devices; in it `back-button`.
 * @csspart history - The calls that are over; in it `history-entry`, and below it `clear-button`.
 * @csspart device - The choice of one device; in it `device-list`, `volume`, `meter` and `test-button`.
 * @csspart notice - Failures and their remedies; in it `retry-button`, `sound-button` and `details-button`.
 *
 * @cssprop [--telnyx-accent=oklch(48% 0.11 165)] - The one colour; all others follow from it.
 * @cssprop [--telnyx-dialer-width=320px] - Width, 560px where it floats on a phone held sideways; it shrinks down to 240 px.
 * @cssprop [--telnyx-dialer-height=592px] - Height.
 * @cssprop [--telnyx-surface] - Background of the phone.
 * @cssprop [--telnyx-surface-raised] - Background of keys and quiet buttons.
 * @cssprop [--telnyx-text] - Text.
 * @cssprop [--telnyx-text-quiet] - Secondary text.
 * @cssprop [--telnyx-line] - Hairlines.
 * @cssprop [--telnyx-danger=oklch(53% 0.195 27)] - Ending and failing.
 * @cssprop [--telnyx-font=inherit] - Font family.
 * @cssprop [--telnyx-radius=20px] - Corners of the phone.
 * @cssprop [--telnyx-shadow] - Shadow of the launcher.
 * @cssprop [--telnyx-offset=20px] - Distance to the edges of the window when it floats.
 * @cssprop [--telnyx-z-index=2147483000] - Where it stands among the page's layers when it floats.
 */
export class TelnyxDialer extends SessionHost {
  static override styles = [baseStyles, dialerStyles, cornerStyles];

  static override properties: PropertyDeclarations = {
    ...texts(
      'login password login-token token-url destination caller-name caller-number custom-headers ringtone ' +
        'ringback history remember-devices',
    ),
    ...reflectedTexts('placement'),
    ...flags('auto-answer hide-keypad'),
    tokenProvider: { attribute: false },
    number: { attribute: false, converter: text },
    open: { type: Boolean, reflect: true },
  };

  /** @attr login - SIP user name; together with `password`. */
  declare login: string;
  /** @attr password - Its password. For development: everybody who opens the page can read it. */
  declare password: string;
  /** @attr login-token - A token made by your server. Another one renews the login of the same session. */
  declare loginToken: string;
  /** @attr token-url - Address of this page's server that answers with a token, as text or as `{token}`. */
  declare tokenUrl: string;
  /** Asked for a token at each login. */
  declare tokenProvider: (() => Promise<string>) | null | undefined;
  /** @attr destination - The number that stands in the field at first. */
  declare destination: string;
  /** @attr caller-name - The name shown to whom is called. */
  declare callerName: string;
  /** @attr caller-number - The number shown to whom is called. */
  declare callerNumber: string;
  /** @attr custom-headers - JSON array of `{name, value}` sent with each call; names begin with `X-`. */
  declare customHeaders: string | readonly CustomHeader[];
  /** @attr ringtone - Address of the sound that announces a call; `off` for none. */
  declare ringtone: string;
  /** @attr ringback - Address of the sound while it rings at the far end; `off` for none. */
  declare ringback: string;
  /** @attr auto-answer - Answers calls by itself while there is no other. */
  declare autoAnswer: boolean;
  /** @attr placement - `inline` (default), `bottom-right`, `bottom-left`, `bottom-center`, or the same at the `top`. */
  declare placement: '' | Placement;
  /** @attr hide-keypad - Shows no keys but during a call. */
  declare hideKeypad: boolean;
  /** @attr history - Keeps the list of calls: `session` (default) for this tab, `local` for this site, or `off`. */
  declare history: '' | 'session' | 'local' | 'off';
  /** @attr remember-devices - Keeps the choice of microphone, speaker and ringer on this site; on unless `"false"`. */
  declare rememberDevices: string | boolean;
  /** What stands in the number field. */
  declare number: string;
  /** @attr open - Whether a phone that floats in a corner is open. */
  declare open: boolean;

  /**
   * Whether the phone takes the focus when it opens: after `show()`, but not when somebody calls.
   * @internal
   */
  takesFocus = false;
  declare protected link: DialerLink | null;
  readonly #face = createPhoneFace();
  /** Those of a language, until all of its words are there. */
  #words: DialerStrings = dialerStrings;
  #use = new AbortController();

  constructor() {
    super();
    this.open = false;
    const { panel, form, input, launcher } = this.#face;
    launcher.addEventListener('click', () => this.show());
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.loadLink().then((link) => link.onCall(), ignoreReported);
    });
    input.addEventListener('input', () => {
      this.number = input.value;
      this.link?.panel.edited(input.value);
    });
    input.addEventListener('paste', (event) => {
      if (this.link) this.link.panel.onPaste(event);
      // The browser has put it into the field meanwhile.
      else this.loadLink().then(({ panel: loaded }) => loaded.pasted(), ignoreReported);
    });
    panel.addEventListener('keydown', (event) => this.link?.panel.onKeyDown(event));
    panel.addEventListener('telnyx-key', ({ detail }) => this.link?.panel.onKey(detail.key));
  }

  /**
   * True where the phone stands in the page instead of floating in a corner.
   * @internal
   */
  get isInline(): boolean {
    return !this.placement.includes('-');
  }

  override connectedCallback() {
    super.connectedCallback();
    standBesideOthers(this);
    this.#use = new AbortController();
    const { signal } = this.#use;
    // A phone that is in sight is there for calls: whoever uses the page at all may use it, or be called.
    for (const type of ['pointermove', 'pointerdown', 'keydown']) {
      addEventListener(type, () => this.#onUse(), { signal, passive: true });
    }
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    leaveOthers(this);
    this.#use.abort();
  }

  protected override willUpdate(changed: PropertyValues<this>) {
    super.willUpdate(changed);
    // A number that the page has set before the first look at the attribute stays.
    if (changed.has('destination') && (this.hasUpdated || !this.number)) this.number = this.destination;
  }

  protected override updated() {
    standBesideOthers(this);
    // A failed load has been told, and the next attempt loads again.
    if (!this.isInline && this.open) this.loadLink().catch(ignoreReported);
  }

  /** Opens a phone that floats in a corner. */
  show() {
    this.takesFocus = this.open = true;
  }

  /** Closes it. Calls go on. */
  close() {
    this.open = false;
  }

  /** Opens or closes it. */
  toggle() {
    if (this.open) this.close();
    else this.show();
  }

  /** Registers the phone. Rejects with one TelnyxError. */
  async connect(): Promise<void> {
    await (await this.loadLink()).connect();
  }

  /**
   * Calls a number, a SIP address or a SIP user; without one what stands in the field, else `destination`. An active
   * call is put on hold. Resolves when it is answered; rejects with one TelnyxError when it never will be: 44002 for
   * what cannot be called, 60007 for busy, declined and the like.
   */
  async dial(number?: string | number): Promise<CallSnapshot> {
    return (await this.loadLink()).dial(String(number ?? (this.number || this.destination)));
  }

  /**
   * Answers the call that comes in, or the one of this id; an active one is put on hold. Rejects with one TelnyxError,
   * 60010 where nobody calls.
   */
  async answer(id?: string): Promise<void> {
    await (this.link ?? (await this.loadLink())).answer(id);
  }

  /** Ends the current call, or the one of this id; declines it when it is still coming in. */
  async hangup(id?: string): Promise<void> {
    await this.link?.hangup(id);
  }

  /** Parks the current call. Rejects with 44001, or 60010 when there is no answered call. */
  async hold(): Promise<void> {
    await (this.link ?? (await this.loadLink())).hold();
  }

  /** Takes the call on hold back. Rejects with 44001, or 60010 when there is none. */
  async resume(): Promise<void> {
    await (this.link ?? (await this.loadLink())).resume();
  }

  /** Mutes the microphone of the current call. */
  mute() {
    this.link?.currentCall?.mute();
  }

  /** Opens it again. */
  unmute() {
    this.link?.currentCall?.unmute();
  }

  /** Sends keys to the far end: `0-9 A-D * # ,`. Rejects with 44002 for others, 60010 when there is no call. */
  async sendDigits(digits: string): Promise<void> {
    await (this.link ?? (await this.loadLink())).sendDigits(digits);
  }

  /** Uses this microphone from now on; `null` for the system's default. */
  async setMicrophone(id: string | null): Promise<void> {
    await (await (await this.loadLink()).acquire()).setMicrophone(id);
  }

  /** Plays the far end through this speaker, where the browser can choose; `null` for the default. */
  async setSpeaker(id: string | null): Promise<void> {
    await (await (await this.loadLink()).acquire()).setSpeaker(id);
  }

  protected override createLink(): Promise<DialerLink> {
    return import('./dialer-link.js').then(({ DialerLink }) => new DialerLink(this));
  }

  declare protected loadLink: () => Promise<DialerLink>;

  protected override async scheduleUpdate() {
    if (!this.hasUpdated) {
      this.#words = await firstWords(this, dialerStrings, () => import('../strings/first-phone-words.js'));
    }
    await super.scheduleUpdate();
  }

  protected override update(changed: PropertyValues<this>) {
    super.update(changed);
    const { link, isInline, open, number, renderRoot } = this;
    const { panel, input, callButton, dock, launcher, iconSlot, fallback } = this.#face;
    const { strings } = link?.handle ?? {};
    if (link?.isInLanguage) this.#words = dialerStrings;
    const words = { ...this.#words, ...strings, ...ownWords(this.strings) };
    panel.role = isInline ? 'region' : 'dialog';
    panel.ariaLabel = launcher.ariaLabel = this.ariaLabel ?? words.dialer;
    panel.hidden = !isInline && !open;
    input.ariaLabel = words.phoneNumber;
    input.placeholder = words.numberHint;
    if (input.value !== number) input.value = number;
    callButton.ariaLabel = callButton.title = words.call;
    launcher.ariaExpanded = String(open);
    dock.hidden = isInline || open;
    fallback.hidden = !this.isFallbackShown;
    // Until the icons are there, the word stands for them.
    if (!link) callButton.textContent = iconSlot.textContent = words.call;
    if (!this.hasUpdated) renderRoot.append(panel, dock, fallback);
    link?.panel.draw(this.#face);
  }

  #onUse() {
    if (!this.isInline) return;
    this.#use.abort();
    // A login that comes later is used without another gesture.
    this.hasSeenIntent = true;
    if (this.prewarm === 'off') this.loadLink().catch(ignoreReported);
    else this.warmUp();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'telnyx-dialer': TelnyxDialer;
  }
}
