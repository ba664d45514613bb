import type { ReactiveElement } from 'lit';
import { focusedElement, isDrawnIn, tabStops } from './tab-stops.js';

/** Where the focus of an open panel is and goes. */
export class PanelFocus {
  readonly #host: ReactiveElement;
  #hadFocus = false;
  #hadFocusInDock = false;
  /** What had the focus before the panel took it; the launcher when it was that or nothing. */
  #returnTo: HTMLElement | null = null;

  constructor(host: ReactiveElement) {
    this.#host = host;
  }

  /** To be called before drawing: whether something inside has the focus. */
  remember() {
    this.#hadFocus = this.#hasFocus;
    this.#hadFocusInDock = this.#hasFocusInDock;
  }

  /** To be called after drawing: a control that went away must not throw the focus back to the page's start. */
  keep() {
    if (this.#hadFocus && !this.#hasFocus) this.hold();
  }

  /** The same for the controls beside the launcher, which stays. */
  keepInDock() {
    if (this.#hadFocusInDock && !this.#hasFocusInDock) this.#launcher?.focus({ preventScroll: true });
  }

  /** Puts the focus on the panel itself. */
  hold() {
    this.#panel?.focus({ preventScroll: true });
  }

  /** Moves the focus into the panel, and remembers where it came from. */
  enter() {
    const active = document.activeElement;
    // A body with the focus means that nothing has it.
    const isElsewhere = active instanceof HTMLElement && active !== this.#host && active !== document.body;
    this.#returnTo = isElsewhere ? active : null;
    this.toMain();
  }

  /** To the panel's main button or field, else to the panel. */
  toMain() {
    const targets = this.#root.querySelectorAll<HTMLElement>(
      '[part~="agree-button"], [part~="start-button"], .text-only telnyx-message-form',
    );
    const target = [...targets].find((each) => each.checkVisibility());
    target?.focus({ preventScroll: true });
    if (!this.#hasFocus) this.hold();
  }

  /** Gives the focus back, unless the visitor has gone elsewhere meanwhile. */
  leave() {
    if (!this.#hadFocus && !this.#hasFocus) return;
    const target = this.#returnTo?.isConnected ? this.#returnTo : this.#launcher;
    target?.focus({ preventScroll: true });
    this.#returnTo = null;
  }

  /** Keeps Tab inside while the panel covers the page. */
  trap(event: KeyboardEvent) {
    const stops = this.#panel ? tabStops(this.#panel) : [];
    const [first] = stops;
    const last = stops.at(-1);
    const active = focusedElement();
    const from = event.shiftKey ? first : last;
    const to = event.shiftKey ? last : first;
    if (active !== from && active !== this.#panel) return;
    if (active === this.#panel && !event.shiftKey) return;
    event.preventDefault();
    to?.focus();
  }

  get #root(): ShadowRoot {
    return this.#host.renderRoot as ShadowRoot;
  }

  /**
   * Also true for what the page has slotted in, and while the visitor looks at another window, where `:focus-within`
   * would match nothing.
   */
  get #hasFocus(): boolean {
    return isDrawnIn(focusedElement(), this.#panel);
  }

  get #hasFocusInDock(): boolean {
    return isDrawnIn(focusedElement(), this.#root.querySelector('[part="dock"]'));
  }

  get #panel(): HTMLElement | null {
    return this.#root.querySelector('.panel');
  }

  get #launcher(): HTMLElement | null {
    return this.#root.querySelector('[part="launcher"]');
  }
}
