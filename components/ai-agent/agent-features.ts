import { adoptStyles, type CSSResult, html, nothing } from 'lit';
import type { SessionSnapshot, WidgetSettings } from '../../src/index.js';
import { icon } from '../icons/icons.js';
import { remembersDevices } from '../device-select/restore-devices.js';
import { currentCall, isAnswered, isLive } from '../session/current-call.js';
import type { PresentStrings } from '../strings/ui.js';
import type { AgentLink } from './agent-link.js';
import type { TelnyxAiAgent } from './ai-agent.js';
import { Lazy } from './lazy.js';
import { playCue } from './sound-cues.js';

const devicesIcon = icon('M4 7h8M18 7h2M15 4.5v5M4 17h2M12 17h8M9 14.5v5');

/** Below this height or width of the window the panel is laid out for little room. */
const LOW_PX = 400;
const NARROW_PX = 320;

/** What a plain voice call does not need. Each part loads when the page, the portal or the visitor wants it. */
export class AgentFeatures {
  readonly #host: TelnyxAiAgent;
  readonly #link: AgentLink;
  readonly #consent;
  readonly #timeLimit;
  readonly #look;
  readonly #menu;
  readonly #talk;
  readonly #devices;
  readonly #small;
  readonly #suggestions;
  readonly #rating;
  readonly #closed;
  /** True for a call that was started here, and not by another element that shares the session. */
  #isOurs = false;
  #isStatic = false;
  #isChoosingDevices = false;
  #lookSheet: CSSStyleSheet | null = null;

  constructor(host: TelnyxAiAgent, link: AgentLink) {
    this.#host = host;
    this.#link = link;
    const redraw = () => host.requestUpdate();
    const dress = <T extends { readonly styles: CSSResult }>(feature: T): T => {
      const root = host.renderRoot as ShadowRoot;
      adoptStyles(root, [...root.adoptedStyleSheets, feature.styles]);
      return feature;
    };
    this.#consent = new Lazy(
      () => import('./consent.js').then(dress).then(({ Consent }) => new Consent(host, link)),
      redraw,
    );
    this.#timeLimit = new Lazy(
      () => import('./time-limit.js').then(dress).then(({ TimeLimit }) => new TimeLimit(host, link)),
      () => this.#followTime(),
    );
    this.#look = new Lazy(
      () => import('./server-look.js'),
      () => this.wear(),
    );
    this.#menu = new Lazy(() => import('./agent-menu.js').then(dress), redraw);
    this.#talk = new Lazy(() => import('./define-talk-button.js'), redraw);
    this.#devices = new Lazy(() => import('./agent-devices.js').then(dress), redraw);
    this.#small = new Lazy(() => import('./small-panel.js').then(dress));
    this.#suggestions = new Lazy(
      () => import('./suggestions.js').then(dress).then(({ Suggestions }) => new Suggestions(host, link)),
      redraw,
    );
    this.#rating = new Lazy(
      () => import('./rating.js').then(dress).then(({ Rating }) => new Rating(host, link)),
      redraw,
    );
    this.#closed = new Lazy(
      () => import('./closed-sign.js').then(dress).then(({ ClosedSign }) => new ClosedSign(host, link)),
      redraw,
    );
  }

  /** True where the portal placed the widget into the text of the page, and the page left the place open. */
  get isStatic(): boolean {
    return this.#isStatic;
  }

  /** True until the visitor has accepted what the page wants accepted before anything connects. */
  get isConsentMissing(): boolean {
    return this.#isConsentWanted && this.#consent.get()?.isGiven !== true;
  }

  /** True while that question stands before the visitor: a call that goes on is not taken away by another text. */
  get isAsking(): boolean {
    return !isLive(this.#link.call) && this.isConsentMissing;
  }

  /** True outside the hours in which the page wants calls, and until they are known. A call that goes on is not ended. */
  get isClosed(): boolean {
    if (!this.#host.hours || isLive(this.#link.call)) return false;
    // Not loaded yet is neither open.
    return this.#closed.get()?.opensAt !== null;
  }

  /** The same before a start with `hours`, which waits for what can read them. */
  async isClosedNow(): Promise<boolean> {
    return (await this.#closed.whenLoaded()).opensAt !== null;
  }

  /** Resolves when nothing stands against connecting; `false` where the visitor has not been asked yet. */
  async isAgreed(): Promise<boolean> {
    return !this.#isConsentWanted || (await this.#consent.whenLoaded()).isAgreed();
  }

  /** Asks the visitor, and resolves when they agree. */
  async agreement(): Promise<void> {
    const consent = await this.#consent.whenLoaded();
    if (consent.isGiven) return;
    this.#host.show();
    await consent.given;
  }

  /** A call is being started here: loads what it will want. */
  prepare() {
    this.#isOurs = true;
    this.#isChoosingDevices = false;
    this.#expand();
    if (this.#host.pushToTalk) this.#talk.get();
  }

  follow(previous: SessionSnapshot, next: SessionSnapshot) {
    this.#followTime();
    this.#sound(previous, next);
    this.#suggestions.loaded?.follow(previous, next);
    const { widgetSettings } = next;
    if (widgetSettings && widgetSettings !== previous.widgetSettings) this.#settle(widgetSettings);
  }

  attributesChanged() {
    this.#followTime();
    this.wear();
  }

  /** Puts on what the portal says about look and place. */
  wear() {
    if (this.#host.isInline || innerHeight <= LOW_PX || innerWidth < NARROW_PX) this.#small.get();
    const { widgetSettings } = this.#link.snapshot;
    const look = this.#look.loaded;
    if (!look || !widgetSettings) return;
    const root = this.#host.renderRoot as ShadowRoot;
    const others = root.adoptedStyleSheets.filter((sheet) => sheet !== this.#lookSheet);
    this.#lookSheet = look.serverLook(this.#host, widgetSettings);
    this.#isStatic = look.isPlacedStatic(this.#host, widgetSettings);
    root.adoptedStyleSheets = [...others, this.#lookSheet];
    this.#host.requestUpdate();
  }

  /** The element has left the page: what waits for the next opening need not. */
  rest() {
    this.#closed.loaded?.rest();
  }

  /** What a screen reader says outside of the hours. */
  closedWords(strings: PresentStrings): string {
    return this.#closed.loaded?.words(strings).join(' ') ?? '';
  }

  renderClosed(strings: PresentStrings) {
    return this.#closed.loaded?.render(strings) ?? nothing;
  }

  /** Answers to press, where the page has given any. */
  renderSuggestions(strings: PresentStrings) {
    return this.#host.suggestions ? (this.#suggestions.get()?.render(strings) ?? nothing) : nothing;
  }

  renderRating(strings: PresentStrings) {
    return this.#host.rating ? (this.#rating.get()?.render(strings) ?? nothing) : nothing;
  }

  renderConsent(strings: PresentStrings) {
    return this.#consent.get()?.render(strings) ?? nothing;
  }

  /** What mutes the microphone: a switch, or a button to hold. */
  renderMicrophone() {
    if (this.#host.pushToTalk) return this.#talk.get()?.renderTalkButton() ?? nothing;
    return html`<telnyx-mute-button exportparts="mute-button"></telnyx-mute-button>`;
  }

  renderCountdown(strings: PresentStrings) {
    return this.#timeLimit.loaded?.render(strings) ?? nothing;
  }

  /** What is said of a call that is over. */
  endWords(strings: PresentStrings): string {
    return this.#timeLimit.loaded?.endWords(strings) ?? strings.stateEnded;
  }

  /** Its name stands in it where nothing around tells what it is. */
  renderDevicesButton({ audio }: PresentStrings, look = 'icon', isNamed = false) {
    return html`<button
      part="devices-button"
      class=${look}
      type="button"
      aria-label=${audio}
      title=${isNamed ? nothing : audio}
      aria-expanded=${this.#isChoosingDevices}
      @click=${this.#onDevices}
    >
      ${devicesIcon}${isNamed ? audio : nothing}
    </button>`;
  }

  renderDevices({ audio }: PresentStrings) {
    if (!this.#isChoosingDevices) return nothing;
    return (
      this.#devices.get()?.renderDevices(audio, remembersDevices(this.#host), this.#onDevices) ?? nothing
    );
  }

  renderMenu(strings: PresentStrings) {
    const settings = this.#link.snapshot.widgetSettings;
    const {
      give_feedback_url: feedback,
      report_issue_url: report,
      view_history_url: history,
    } = settings ?? {};
    if (!settings || !(feedback || report || history)) return nothing;
    return this.#menu.get()?.renderMenu(settings, strings) ?? nothing;
  }

  get #isConsentWanted(): boolean {
    const host = this.#host;
    return Boolean(host.consent) || host.querySelector(':scope > [slot="consent"]') !== null;
  }

  get #wantsCues(): boolean {
    return this.#isOurs && String(this.#host.sounds) !== 'false' && !this.#host.isTextOnly;
  }

  #followTime() {
    if (this.#host.maxDuration && this.#link.call) this.#timeLimit.get();
    this.#timeLimit.loaded?.follow();
  }

  #sound(previous: SessionSnapshot, next: SessionSnapshot) {
    const [before, now] = [currentCall(previous), currentCall(next)];
    if (!before || before.id !== now?.id || !this.#wantsCues) return;
    if (!isAnswered(before) && isAnswered(now)) playCue('connected');
    if (!isLive(before) || isLive(now)) return;
    if (isAnswered(before)) playCue('ended');
    this.#isOurs = false;
  }

  #settle({ theme, position, default_state: state }: WidgetSettings) {
    if (theme ?? position) this.#look.get();
    this.wear();
    if (state) this.#expand();
  }

  /** The portal's wish is known only once something has connected: a pointer that passed by opens nothing. */
  #expand() {
    const isWanted = this.#isOurs || this.#host.prewarm === 'eager';
    const state = this.#link.snapshot.widgetSettings?.default_state;
    if (isWanted && state === 'expanded' && !this.#link.hasBeenOpen) this.#host.open = true;
  }

  readonly #onDevices = () => {
    this.#isChoosingDevices = !this.#isChoosingDevices;
    // What is plugged in is the session's to tell, also of one that has not connected.
    if (this.#isChoosingDevices && !this.#link.session) this.#link.attempt(this.#link.acquire());
    this.#host.requestUpdate();
  };
}
