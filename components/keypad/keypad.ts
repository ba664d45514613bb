import { html, LitElement, nothing } from 'lit';
import type { TelnyxError } from '../../src/index.js';
import { CallController } from '../controllers/call-controller.js';
import { texts } from '../session/attributes.js';
import { isAnswered } from '../session/current-call.js';
import { FailureReport } from '../session/failure-report.js';
import { partStyles } from '../styles/part.js';
import { isShortcut } from './is-shortcut.js';
import { TelnyxKeyEvent } from './key-event.js';
import { keypadStyles } from './keypad.styles.js';

const KEYS: readonly (readonly [key: string, letters: string])[] = [
  ['1', ''],
  ['2', 'ABC'],
  ['3', 'DEF'],
  ['4', 'GHI'],
  ['5', 'JKL'],
  ['6', 'MNO'],
  ['7', 'PQRS'],
  ['8', 'TUV'],
  ['9', 'WXYZ'],
  ['*', ''],
  ['0', '+'],
  ['#', ''],
];
/** How long 0 is held for a plus, as on any phone. */
const LONG_PRESS_MS = 500;
/** How long a key typed on the keyboard looks pressed. */
const FLASH_MS = 120;
/** Where the arrow keys lead, in rows of three. */
const STEPS: Readonly<Record<string, number>> = { ArrowUp: -3, ArrowDown: 3, ArrowLeft: -1, ArrowRight: 1 };

/**
 * The keys of a phone. During a call they are sent to the far end and shown; otherwise each is told as
 * `telnyx-key`. Holding 0 gives a plus. With the focus on it the keyboard types, and the arrow keys move.
 *
 * @tag telnyx-keypad
 * @summary The keys 0 to 9, star and hash.
 *
 * @fires {TelnyxKeyEvent} telnyx-key - For a key pressed outside a call.
 * @fires {TelnyxErrorEvent} telnyx-error - When a key could not be sent.
 *
 * @csspart keypad - All keys.
 * @csspart key - One of them.
 * @csspart digits - The keys sent during this call.
 *
 * @cssprop [--telnyx-accent=oklch(48% 0.11 165)] - The one colour; all others follow from it.
 */
export class TelnyxKeypad extends LitElement {
  static override styles = [partStyles, keypadStyles];

  static override shadowRootOptions: ShadowRootInit = {
    ...LitElement.shadowRootOptions,
    delegatesFocus: true,
  };

  static override properties = {
    ...texts('mode call-id'),
    sent: { state: true },
    hasFailed: { state: true },
    pressed: { state: true },
  };

  /** @attr mode - `dial`, `dtmf`, or `auto` (default): `dtmf` while a call is answered, else `dial`. */
  declare mode: '' | 'dial' | 'dtmf' | 'auto';
  /** @attr call-id - The call the keys go to; default: the current one. */
  declare callId: string;
  declare private sent: string;
  declare private hasFailed: boolean;
  declare private pressed: string;

  readonly #call = new CallController(this);
  #sentTo = '';
  #current = 0;
  #hold: ReturnType<typeof setTimeout> | undefined;
  #flash: ReturnType<typeof setTimeout> | undefined;
  #wasHeldLong = false;

  constructor() {
    super();
    this.mode = this.callId = this.sent = this.pressed = '';
    this.hasFailed = false;
    this.addEventListener('keydown', this.#onKeyDown);
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.#hold);
    clearTimeout(this.#flash);
  }

  /** Presses a key, as a click on it does: one of `0-9 * #`, or `+`. False when there is no such key. */
  press(key: string): boolean {
    if (!isKey(key) || this.#obstacle !== null || (this.#isDtmf && key === '+')) return false;
    this.pressed = key;
    clearTimeout(this.#flash);
    this.#flash = setTimeout(() => {
      this.pressed = '';
    }, FLASH_MS);
    if (this.#isDtmf) this.#send(key);
    else {
      const event = new TelnyxKeyEvent(key);
      this.dispatchEvent(event);
    }
    return true;
  }

  protected override willUpdate() {
    const { call } = this.#call;
    if (!call || call.id === this.#sentTo) return;
    this.#sentTo = call.id;
    this.sent = '';
    this.hasFailed = false;
  }

  override render() {
    const { words } = this.#call;
    const reason = this.#obstacle;
    return html`
      ${this.#isDtmf ? this.#renderSent() : nothing}
      <div part="keypad" class="keys" role="group" aria-label=${words.keypad} dir="ltr">
        ${KEYS.map(([key, letters], index) => {
          const hint = this.#isDtmf && letters === '+' ? '' : letters;
          return html`<button
            part="key"
            type="button"
            class=${this.pressed === key ? 'pressed' : ''}
            tabindex=${index === this.#current ? 0 : -1}
            title=${reason ?? nothing}
            ?disabled=${reason !== null}
            data-key=${key}
            @click=${this.#onClick}
            @pointerdown=${this.#onPointerDown}
            @pointerup=${this.#onPointerEnd}
            @pointerleave=${this.#onPointerEnd}
            @contextmenu=${this.#onContextMenu}
          >
            ${key}<small aria-hidden="true">${hint}</small>
          </button>`;
        })}
      </div>
    `;
  }

  #renderSent() {
    const { words } = this.#call;
    return this.hasFailed
      ? html`<output part="digits" class="trouble">${words.digitsNotSent}</output>`
      : html`<output part="digits" aria-label=${words.digitsSent}>${this.sent.slice(-18)}</output>`;
  }

  get #isDtmf(): boolean {
    if (this.mode === 'dial' || this.mode === 'dtmf') return this.mode === 'dtmf';
    return isAnswered(this.#call.call);
  }

  /** Why no key can be pressed; `null` when one can. */
  get #obstacle(): string | null {
    const { isPlaced, obstacle, words } = this.#call;
    if (this.#isDtmf) return obstacle;
    return isPlaced ? null : words.notConnected;
  }

  #send(key: string) {
    const { running, session } = this.#call;
    this.sent += key;
    // A tone that cannot be played is no reason not to send the key.
    session?.playKeyTone(key).catch(() => undefined);
    this.hasFailed = false;
    running?.sendDigits(key).catch((error: unknown) => {
      this.hasFailed = true;
      this.sent = this.sent.slice(0, -1);
      new FailureReport(this).error(error as TelnyxError);
    });
  }

  #moveTo(index: number) {
    if (!KEYS[index]) return;
    this.#current = index;
    this.requestUpdate();
    this.renderRoot.querySelectorAll('button')[index]?.focus();
  }

  #onClick(event: MouseEvent) {
    const { key = '' } = (event.currentTarget as HTMLElement).dataset;
    this.#current = KEYS.findIndex(([each]) => each === key);
    // The plus has come already, while the key was held; a click without a pointer is one of its own.
    if (!this.#wasHeldLong || event.detail === 0) this.press(key);
    this.#wasHeldLong = false;
  }

  #onPointerDown(event: PointerEvent) {
    this.#wasHeldLong = false;
    if ((event.currentTarget as HTMLElement).dataset.key !== '0' || this.#isDtmf) return;
    this.#hold = setTimeout(() => {
      this.#wasHeldLong = this.press('+');
    }, LONG_PRESS_MS);
  }

  #onPointerEnd() {
    clearTimeout(this.#hold);
  }

  /** A long touch must not open a menu over the key. */
  #onContextMenu(event: Event) {
    event.preventDefault();
  }

  #onKeyDown(event: KeyboardEvent) {
    if (isShortcut(event)) return;
    // What is held down is one key to the far end, also where Enter presses the one that has the focus.
    const isHeldDown = event.repeat && this.#isDtmf && (event.key === 'Enter' || isKey(event.key));
    const step = STEPS[event.key];
    if (step !== undefined) this.#moveTo(this.#current + step);
    else if (!isHeldDown && !this.press(event.key)) return;
    event.preventDefault();
  }
}

const isKey = (key: string) => key === '+' || KEYS.some(([each]) => each === key);

declare global {
  interface HTMLElementTagNameMap {
    'telnyx-keypad': TelnyxKeypad;
  }
}
