import { adoptStyles, html, nothing, render } from 'lit';
import type { CallSnapshot } from '../../src/index.js';
import { PanelFocus } from '../ai-agent/panel-focus.js';
import { launcherCallStyles } from '../ai-agent/launcher-call.styles.js';
import { isInSight, SightTimer } from '../call-list/call-sight.js';
import { remembersDevices } from '../device-select/restore-devices.js';
import { icons } from '../icons/icons.js';
import { phoneIcons } from '../icons/phone-icons.js';
import { currentCall, isAnswered, isIncoming, isLive } from '../session/current-call.js';
import { isShortcut } from '../keypad/is-shortcut.js';
import type { TelnyxKeypad } from '../keypad/keypad.js';
import { fill } from '../strings/fill.js';
import { tokens } from '../styles/tokens.js';
import { controls } from '../styles/controls.js';
import { type CallView, renderCall } from './call-view.js';
import { defineParts } from './define-parts.js';
import type { TelnyxDialer } from './dialer.js';
import type { DialerLink } from './dialer-link.js';
import { dialerLauncherStyles, renderLauncherCall, renderLauncherControls } from './dialer-launcher.js';
import { panelStyles } from './dialer-panel.styles.js';
import type { PhoneFace } from './phone-face.js';
import { PanelPages } from './panel-pages.js';
import { cleanPasted, type NumberProblem } from './phone-number.js';

/** What fills the phone below its header. */
type View = 'phone' | 'history' | 'devices';

/** The site gave no login. It may the next time, when somebody has signed in. */
const NO_LOGIN = 46002;

/** Keys of the keyboard that are keys of the phone as well. */
const PHONE_KEY = /^[0-9*#+]$/;

/** The phone behind its number field. Draws into the dialer's own shadow root. */
export class DialerPanel implements CallView {
  /** Why the number in the field cannot be called. */
  problem: NumberProblem | null = null;
  /** Whether the keys are shown during a call. */
  showsKeys = false;
  /** Whether the number field is shown during a call, for another one. */
  isAddingCall = false;
  readonly host: TelnyxDialer;
  readonly link: DialerLink;
  #view: View = 'phone';
  /** Where the focus of a phone that floats is and goes. */
  readonly focus: PanelFocus;
  readonly #sight = new SightTimer();
  readonly #pages = new PanelPages();

  constructor(host: TelnyxDialer, link: DialerLink) {
    this.host = host;
    this.link = link;
    this.focus = new PanelFocus(host);
    defineParts();
    this.#adopt();
  }

  /** The call to be shown: the current one, and for a moment the one that ended last. */
  get call(): CallSnapshot | null {
    const { call, snapshot } = this.link;
    if (isLive(call) && !isIncoming(call)) return call;
    return currentCall({ calls: snapshot.calls.filter((each) => isInSight(each) && !isIncoming(each)) });
  }

  get #hidesForm(): boolean {
    return this.#view !== 'phone' || (this.call !== null && !this.isAddingCall);
  }

  /** To be called when the calls have changed. */
  watch(calls: readonly CallSnapshot[]) {
    this.#sight.set(calls, () => this.host.requestUpdate());
    if (calls.some(isLive)) return;
    this.showsKeys = this.isAddingCall = false;
  }

  /** A call was placed: it is what is shown now. What was typed since for another one stays. */
  called(number: string) {
    if (cleanPasted(this.host.number) === number) this.host.number = '';
    this.problem = null;
    this.#view = 'phone';
    this.isAddingCall = this.showsKeys = false;
  }

  /** A call that came in is being answered: whatever stands in front of it makes room. */
  answered() {
    this.#view = 'phone';
    this.isAddingCall = false;
  }

  /** Somebody calls: a phone that is closed opens. */
  incoming() {
    this.host.open = true;
  }

  disconnected() {
    this.#sight.clear();
  }

  /** Draws the panel around what was there before it. */
  draw({ panel, form, input, row, callButton, footer, dock, launcher, iconSlot }: PhoneFace) {
    for (const place of callButton.firstElementChild ? [] : [callButton, iconSlot]) {
      const icon = new DocumentFragment();
      render(icons.phone, icon);
      place.replaceChildren(icon);
    }
    form.hidden = this.#hidesForm;
    input.setAttribute('aria-describedby', 'problem');
    const { wish, words } = this.link;
    callButton.ariaDisabled = String(cleanPasted(this.host.number) === wish.number);
    render(this.#renderHead(), panel, { renderBefore: form });
    render(this.#renderKeys(), form, { renderBefore: row });
    render(this.#renderBeside(), row, { renderBefore: callButton });
    render(this.#renderBody(), panel, { renderBefore: footer });
    const { call } = this;
    const isClosed = !this.host.isInline && !this.host.open;
    const name = launcher.ariaLabel ?? '';
    if (isClosed && isLive(call)) launcher.removeAttribute('aria-label');
    render([isClosed ? renderLauncherCall(call, name, words) : nothing, this.#renderBadge()], launcher);
    render(isClosed ? renderLauncherControls(call, this.link) : nothing, dock);
  }

  /** The number has been changed by hand: what waits to be called is not what is wanted any more. */
  edited(number: string) {
    this.host.number = number;
    this.problem = null;
    this.link.wish.drop();
  }

  #renderHead() {
    const { link, host } = this;
    const { words, missed } = link;
    const isOpen = (view: View) => this.#view === view;
    const history = missed > 0 ? fill(words.missedCalls, { count: missed }) : words.history;
    return html`
      <div part="header" class="header">
        <slot name="header">${this.#renderState()}</slot>
        ${
          link.readSettings().history === 'off'
            ? this.#renderMissed(history)
            : html`<button
                part="history-button"
                class="icon"
                type="button"
                aria-label=${history}
                title=${history}
                aria-pressed=${isOpen('history')}
                @click=${() => this.toggle('history')}
              >
                ${phoneIcons.history}${this.#renderBadge()}
              </button>`
        }
        <button
          part="devices-button"
          class="icon"
          type="button"
          aria-label=${words.audio}
          title=${words.audio}
          aria-pressed=${isOpen('devices')}
          @click=${() => this.toggle('devices')}
        >
          ${phoneIcons.speaker}
        </button>
        ${
          host.isInline
            ? nothing
            : html`<button
                part="close-button"
                class="icon"
                type="button"
                aria-label=${words.close}
                title=${words.close}
                @click=${() => host.close()}
              >
                ${icons.minimise}
              </button>`
        }
      </div>
      <telnyx-notice exportparts="notice, retry-button, sound-button, details-button"></telnyx-notice>
      <telnyx-incoming-call
        exportparts="incoming, incoming-call, name, number, answer-button, decline-button, decline-all-button, end-and-answer-button"
      ></telnyx-incoming-call>
      <telnyx-call-list
        call-id=${link.call?.id ?? ''}
        exportparts="calls, call-chip, name, time, swap-button, end-button"
      ></telnyx-call-list>
    `;
  }

  /** Where there is no list to look at: the mark itself, until it is pressed. */
  #renderMissed(words: string) {
    if (this.link.missed === 0) return nothing;
    return html`<button
      part="missed-button"
      class="icon"
      type="button"
      aria-label=${words}
      title=${words}
      @click=${this.#onMissed}
    >
      ${phoneIcons.missed}${this.#renderBadge()}
    </button>`;
  }

  /** Below the number field: why it cannot be called, and the keys. */
  #renderKeys() {
    const { words } = this.link;
    return html`
      <p id="problem" part="problem" class="problem" role="alert">
        ${this.problem ? words[this.problem] : ''}
      </p>
      ${
        this.host.hideKeypad || this.link.handle.error
          ? nothing
          : html`<telnyx-keypad mode="dial" exportparts="keypad, key"></telnyx-keypad>`
      }
    `;
  }

  /** Beside the call button: the number called last, or the key that takes the last digit back. */
  #renderBeside() {
    const { host, link } = this;
    const { words, lastNumber } = link;
    if (host.number) {
      return html`<button
        part="backspace-button"
        class="icon end"
        type="button"
        aria-label=${words.backspace}
        title=${words.backspace}
        @click=${this.#onBackspace}
      >
        ${phoneIcons.backspace}
      </button>`;
    }
    const last = lastNumber || link.history.entries.find(({ outcome }) => outcome === 'outgoing')?.number;
    if (!last) return nothing;
    const redial = fill(words.redial, { number: last });
    return html`<button
      part="redial-button"
      class="icon start"
      type="button"
      aria-label=${redial}
      title=${redial}
      @click=${() => this.dial(last)}
    >
      ${phoneIcons.redial}
    </button>`;
  }

  #renderBody() {
    const { link } = this;
    const { words } = link;
    if (this.#view === 'history') return this.#renderPage(words.history, this.#renderHistory());
    if (this.#view === 'devices') {
      return this.#renderPage(
        words.audio,
        this.#pages.get('devices')?.renderDevices(remembersDevices(this.host)),
      );
    }
    const { call } = this;
    if (!call) return nothing;
    if (!this.isAddingCall) return renderCall(this, call);
    return html`<button part="back-button" class="quiet back" type="button" @click=${this.#onBack}>
      ${phoneIcons.back}${words.backToCall}
    </button>`;
  }

  #renderBadge() {
    const { missed } = this.link;
    return missed > 0 ? html`<span class="badge" part="badge" aria-hidden="true">${missed}</span>` : nothing;
  }

  /** Shows a page of the phone, or goes back from it. */
  toggle(view: View) {
    this.#view = this.#view === view ? 'phone' : view;
    if (this.#view === 'history') this.link.missed = 0;
    this.host.requestUpdate();
    if (this.#view !== 'phone') void this.#load(this.#view);
  }

  async #load(page: 'history' | 'devices') {
    await this.#pages.load(page);
    this.#adopt();
    this.host.requestUpdate();
  }

  /** All styles that there are so far: those of the host, of the panel and of the pages. */
  #adopt() {
    const own = (this.host.constructor as typeof TelnyxDialer).elementStyles;
    const { historyStyles = [] } = this.#pages.get('history') ?? {};
    const styles = [
      ...own,
      tokens,
      controls,
      panelStyles,
      launcherCallStyles,
      dialerLauncherStyles,
      ...[historyStyles].flat(),
    ];
    adoptStyles(this.host.renderRoot as ShadowRoot, styles);
  }

  /** The state of the phone itself: whether calls can come and go. */
  #renderState() {
    const { words, snapshot, handle, error, wish } = this.link;
    const texts = {
      idle: words.phoneOffline,
      connecting: words.phoneConnecting,
      ready: words.phoneReady,
      reconnecting: words.phoneReconnecting,
      failed: words.phoneFailed,
    };
    // The browser says so before the socket notices.
    const status = snapshot.status === 'ready' && handle.isOffline ? 'reconnecting' : snapshot.status;
    return html`
      <p part="state" class="state ${handle.takeBack ? 'idle' : status}" role="status">
        ${wish.number ? words.stateConnecting : handle.takeBack ? words.phoneFailed : texts[status]}
      </p>
      ${
        wish.number || (status === 'idle' && !error) || error?.code === NO_LOGIN
          ? html`<button
              part="${wish.number ? 'cancel' : 'connect'}-button"
              class="text"
              type="button"
              @click=${wish.number ? wish.drop : this.#onConnect}
            >
              ${wish.number ? words.cancel : words.goOnline}
            </button>`
          : nothing
      }
    `;
  }

  #renderHistory() {
    const { link } = this;
    return this.#pages.get('history')?.renderHistory({
      entries: link.history.entries,
      words: link.words,
      language: link.words.tag ?? this.host.lang,
      onCallBack: ({ number }) => this.dial(number),
      onClear: () => link.clearHistory(),
    });
  }

  #renderPage(title: string, content: unknown) {
    const { words } = this.link;
    return html`<section part="page" class="page" aria-label=${title}>
      <div class="page-head">
        <button
          part="back-button"
          class="icon"
          type="button"
          aria-label=${words.back}
          title=${words.back}
          @click=${() => this.toggle(this.#view)}
        >
          ${phoneIcons.back}
        </button>
        <h2>${title}</h2>
      </div>
      <div class="page-body">
        ${this.#pages.failed === this.#view ? html`<p role="alert">${words.unexplained}</p>` : content}
      </div>
    </section>`;
  }

  /** Calls, and shows that call. */
  dial(number: string) {
    this.#view = 'phone';
    // To be seen and changed while it waits for the connection.
    this.host.number = number;
    this.link.dial(number).catch(() => undefined);
    this.host.requestUpdate();
  }

  readonly #onBack = () => {
    this.isAddingCall = false;
    this.host.requestUpdate();
  };

  readonly #onMissed = () => {
    this.link.missed = 0;
    this.host.requestUpdate();
  };

  readonly #onConnect = () => {
    this.link.connect().catch(() => undefined);
  };

  readonly #onBackspace = () => {
    this.edited(this.host.number.slice(0, -1));
  };

  /** A key of the keypad, while there is no call. */
  onKey(key: string) {
    this.edited(this.host.number + key);
  }

  onPaste(event: ClipboardEvent) {
    const pasted = event.clipboardData?.getData('text') ?? '';
    const field = event.target as HTMLInputElement;
    const { selectionStart, selectionEnd, value } = field;
    event.preventDefault();
    const text = value.slice(0, selectionStart ?? 0) + cleanPasted(pasted) + value.slice(selectionEnd ?? 0);
    this.edited(cleanPasted(text));
  }

  /** Something was pasted before this panel was there. */
  pasted() {
    this.host.number = cleanPasted(this.host.number);
  }

  /**
   * Typing anywhere in the phone presses its keys, unless it goes into a field, also one that the page has slotted in,
   * or onto the keys themselves.
   */
  onKeyDown(event: KeyboardEvent) {
    if (event.key === 'Escape' && !this.host.isInline) this.host.close();
    const [target] = event.composedPath();
    if (!PHONE_KEY.test(event.key) || event.defaultPrevented || isShortcut(event) || takesText(target))
      return;
    if (this.#keypad?.press(event.key)) event.preventDefault();
  }

  get #keypad(): TelnyxKeypad | null {
    const pads = this.host.renderRoot.querySelectorAll('telnyx-keypad');
    const isUp = isAnswered(this.call) && !this.isAddingCall;
    // A field that is out of sight takes nothing, as while it rings at the far end.
    if (!isUp && this.#hidesForm) return null;
    // During a call the keys go to the far end, also while they are not shown.
    return [...pads].find((pad) => (pad.mode === 'dtmf') === isUp) ?? null;
  }
}

/** Whether what is typed there is a text. What hides behind a closed shadow root may be one. */
const takesText = (target: EventTarget | undefined): boolean =>
  target instanceof HTMLElement &&
  (target.matches('input, select, textarea, [role=textbox]') ||
    target.isContentEditable ||
    (target.localName.includes('-') && !target.shadowRoot));
