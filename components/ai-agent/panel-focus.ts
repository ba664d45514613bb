import type { LitElement } from 'lit';

/** Where the focus of an open panel is and goes. */
export class PanelFocus {
  readonly #host: LitElement;
  #hadFocus = false;
  /** What had the focus before the panel took it; the launcher when it was that or nothing. */
  #returnTo: HTMLElement | null = null;

  constructor(host: LitElement) {
    this.#host = host;
  }

  /** To be called before drawing: whether something inside has the focus. */
  remember() {
    this.#hadFocus = this.#root.activeElement !== null;
  }

  /** To be called after drawing: a control that went away must not throw the focus back to the page's start. */
  keep() {
    if (this.#hadFocus && this.#root.activeElement === null) this.hold();
  }

  /** Puts the focus on the panel itself. */
  hold() {
    this.#panel?.focus({ preventScroll: true });
  }

  /** Moves the focus into the panel: to its main button, else to the panel. */
  enter() {
    const active = document.activeElement;
    this.#returnTo = active instanceof HTMLElement && active !== this.#host ? active : null;
    const target = this.#root.querySelector<HTMLElement>('[part~="start-button"]') ?? this.#panel;
    target?.focus({ preventScroll: true });
  }

  /** Gives the focus back, unless the visitor has gone elsewhere meanwhile. */
  leave() {
    const { activeElement } = this.#root;
    const isElsewhere = activeElement === null || !this.#panel?.contains(activeElement);
    if (isElsewhere && !this.#hadFocus) return;
    const target = this.#returnTo?.isConnected ? this.#returnTo : this.#launcher;
    target?.focus({ preventScroll: true });
    this.#returnTo = null;
  }

  /** Keeps Tab inside while the panel covers the page. */
  trap(event: KeyboardEvent) {
    const stops = this.#panel ? tabStops(this.#panel) : [];
    const [first] = stops;
    const last = stops.at(-1);
    const active = deepActiveElement(this.#root);
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

  get #panel(): HTMLElement | null {
    return this.#root.querySelector('.panel');
  }

  get #launcher(): HTMLElement | null {
    return this.#root.querySelector('[part="launcher"]');
  }
}

function deepActiveElement(root: ShadowRoot): Element | null {
  let active = root.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active;
}

/** Everything Tab stops at, in order, also inside the parts. */
function tabStops(element: Element): HTMLElement[] {
  return [...(element.shadowRoot ?? element).children].flatMap((child) => {
    if (!(child instanceof HTMLElement) || !child.checkVisibility()) return [];
    const isStop = child.matches('button:not(:disabled), textarea:not(:disabled), a[href], [tabindex="0"]');
    return [...(isStop ? [child] : []), ...tabStops(child)];
  });
}
