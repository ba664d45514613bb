import { adoptStyles, html, LitElement, nothing, type PropertyDeclarations, type PropertyValues } from 'lit';
import type { TranscriptItem } from '../../src/index.js';
import { SessionController } from '../controllers/session-controller.js';
import { icons } from '../icons/icons.js';
import { partStyles } from '../styles/part.js';
import { Announcer } from './announcer.js';
import { MessageClock } from './message-clock.js';
import type * as RichContent from './rich-content.js';
import { transcriptStyles } from './transcript.styles.js';
import type { TranscriptFormat } from './transcript-export.js';
import { toRows, type TranscriptRow } from './transcript-row.js';
import type * as TranscriptWindows from './transcript-window.js';

/** How near to its end the list counts as being there. */
const NEAR_END_PX = 48;
/** A few stay, so that a burst of messages is read out completely. */
const MOST_ANNOUNCEMENTS = 6;
/** Of a longer conversation only what is near the visible part is drawn. */
const MOST_ROWS = 100;
/** What addresses begin with, and marks that turn the reading direction; `rich-content.ts` looks closer. */
const MAYBE_ADDRESS = /:\/\/|www\.|mailto:|tel:|[\u202a-\u202e\u2066-\u2069]/i;

/**
 * The live transcript of the conversation: inside a session or an agent, or anywhere with `for`. With an
 * `aria-label` it is a landmark of that name.
 *
 * @tag telnyx-transcript
 * @summary What is said, as text.
 *
 * @csspart list - The scrolling list.
 * @csspart message - One message.
 * @csspart message-user - One of the visitor.
 * @csspart message-assistant - One of the agent.
 * @csspart message-system - A note between the messages, such as the mark of an interruption.
 * @csspart image - The button that opens an image larger.
 * @csspart viewer - The dialog that shows it.
 * @csspart latest-button - Goes back to the newest message.
 *
 * @cssprop [--telnyx-accent=oklch(48% 0.11 165)] - The one colour; all others follow from it.
 */
export class TelnyxTranscript extends LitElement {
  static override styles = [partStyles, transcriptStyles];

  static override properties: PropertyDeclarations = {
    for: {},
    timestamps: { type: Boolean },
    markdown: { type: Boolean },
    autoscroll: {},
    emptyText: { attribute: 'empty-text' },
    isAtEnd: { state: true },
    rich: { state: true },
    window: { state: true },
  };

  /** @attr for - Id of the agent or session whose transcript is shown; default: the one around this element. */
  declare for: string;
  /** @attr timestamps - Shows the time of each message, not only after pauses. */
  declare timestamps: boolean;
  /** @attr markdown - Shows emphasis, code, lists, tables, headings and links of the agent's Markdown instead of its marks. */
  declare markdown: boolean;
  /** @attr autoscroll - Follows the conversation to its end unless `"false"`. */
  declare autoscroll: string;
  /** @attr empty-text - Shown while nothing has been said. */
  declare emptyText: string;
  declare private isAtEnd: boolean;
  /** Draws addresses and images; loaded with the first message that may have one. */
  declare private rich: typeof RichContent | undefined;
  /** Chooses the rows to draw; loaded when there are many. */
  declare private window: TranscriptWindows.TranscriptWindow | undefined;

  readonly #session = new SessionController(
    this,
    ({ transcript, agentState }) => ({ transcript, isThinking: agentState === 'thinking' }),
    { source: () => this.#source() },
  );
  readonly #announcer = new Announcer();
  readonly #clock = new MessageClock();
  readonly #resizes = new ResizeObserver(() => this.#onResize());
  /** Of each thing that was to be loaded: how many items there were at the last attempt. */
  readonly #attempts = new Map<string, number>();
  #isLatestFocused = false;
  #loading: Promise<unknown> = Promise.resolve();

  constructor() {
    super();
    this.for = this.autoscroll = this.emptyText = '';
    this.timestamps = false;
    this.isAtEnd = true;
  }

  /** The items shown. */
  get items(): readonly TranscriptItem[] {
    return this.#session.value.transcript;
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    this.#resizes.disconnect();
  }

  override connectedCallback() {
    super.connectedCallback();
    // The observer looks at elements of a shadow root that outlives the connection.
    if (this.hasUpdated) this.#observe();
  }

  protected override willUpdate(changed: PropertyValues<this>) {
    const { activeElement } = this.renderRoot as ShadowRoot;
    this.#isLatestFocused = activeElement?.matches('.latest') === true;
    if (changed.get('for') || (changed.has('for') && this.for)) this.#session.reconnect();
    if (this.items.length > MOST_ROWS && !this.window) this.#loadWindow();
    if (this.markdown && !this.rich) this.#loadRich();
  }

  protected override firstUpdated() {
    // Images take their room when they are there.
    this.#scroller()?.addEventListener('load', () => this.#follow(), true);
    this.#observe();
  }

  protected override updated() {
    this.#announce();
    this.window?.settle();
    this.#follow();
    // A button that hides would throw the focus back to the page's start.
    if (this.isAtEnd && this.#isLatestFocused) this.#scroller()?.focus({ preventScroll: true });
  }

  /** Drawn only when addresses, images and rows out of many are. */
  protected override async getUpdateComplete(): Promise<boolean> {
    await super.getUpdateComplete();
    await this.#loading;
    return super.getUpdateComplete();
  }

  /** What draws addresses and images. */
  protected loadRich(): Promise<typeof RichContent> {
    return import('./rich-content.js');
  }

  /** What chooses the rows to draw. */
  protected loadWindow(): Promise<typeof TranscriptWindows> {
    return import('./transcript-window.js');
  }

  /** Copies the conversation as text; rejects when the browser does not allow it. */
  async copy(): Promise<void> {
    const { copyTranscript } = await import('./transcript-export.js');
    await copyTranscript(this.items, this.#session.strings);
  }

  /** Saves the conversation as a file; rejects with 44002 for any other format. */
  async download(format: TranscriptFormat = 'txt'): Promise<void> {
    const { downloadTranscript } = await import('./transcript-export.js');
    downloadTranscript(this.items, format, this.#session.strings);
  }

  /** Goes to the newest message and follows the conversation again. */
  scrollToLatest() {
    this.isAtEnd = true;
    // The newest rows may have to be drawn first.
    this.requestUpdate();
    this.#follow();
  }

  override render() {
    const { strings, value } = this.#session;
    const { window, ariaLabel } = this;
    const { length } = value.transcript;
    const { from, to } = window?.place(length, this.#isFollowing) ?? { from: length - MOST_ROWS, to: length };
    const rows = toRows(value.transcript, Math.max(0, from), to);
    const draw = (row: TranscriptRow) => this.#renderRow(row, length);
    return html`
      <div class="frame">
        <div
          part="list"
          class="scroller"
          role=${ariaLabel ? 'region' : 'group'}
          aria-label=${ariaLabel ?? strings.conversation}
          tabindex="0"
          @scroll=${this.#onScroll}
        >
          <ol role="list">
            ${window ? window.draw(rows, ({ item }) => item.id, draw) : rows.map(draw)}
          </ol>
          ${value.isThinking ? html`<div class="thinking" aria-hidden="true"><i></i><i></i><i></i></div>` : nothing}
          ${
            rows.length === 0 && !value.isThinking
              ? html`<p class="empty">${this.emptyText || strings.emptyTranscript}</p>`
              : nothing
          }
        </div>
        <button
          part="latest-button"
          class="latest"
          type="button"
          ?hidden=${this.isAtEnd}
          @click=${this.#onLatest}
        >
          ${icons.latest}${strings.latest}
        </button>
        <div class="visually-hidden" role="log"></div>
      </div>
    `;
  }

  #renderRow({ item, index, isFirst, isLast, isAfterPause }: TranscriptRow, count: number) {
    // English has no table that says so.
    const time = this.#clock.timeOf(item, this.#session.strings.tag ?? 'en');
    const timeTag = (name: '' | 'pause') =>
      html`<time class=${name} datetime=${new Date(item.timestamp).toISOString()}>${time}</time>`;
    return html`
      <li
        class="${item.kind ?? item.role} ${isFirst ? 'first' : ''} ${isLast ? 'last' : ''}"
        aria-posinset=${index + 1}
        aria-setsize=${count}
      >
        ${isAfterPause ? timeTag('pause') : nothing}
        <span class="visually-hidden">${this.#nameOf(item)}:</span>
        <span class="bubble" part="message message-${item.role}" dir="auto" title=${time}
          >${this.#renderContent(item)}</span
        >
        ${this.timestamps && isLast ? timeTag('') : nothing}
      </li>
    `;
  }

  /** A growing text stays one text node that is written on; a complete one is searched once for addresses. */
  #renderContent(item: TranscriptItem): unknown {
    if (item.status === 'partial') return item.text;
    if (item.kind) return this.#textOf(item);
    const { markdown, rich } = this;
    if (rich) return rich.renderRichContent(item, this.#session.strings, markdown);
    if (item.images || item.hasLeftOutImages || MAYBE_ADDRESS.test(item.text)) this.#loadRich();
    return item.text;
  }

  #nameOf({ role }: TranscriptItem): string {
    const { strings } = this.#session;
    return { user: strings.you, assistant: strings.agent, system: strings.system }[role];
  }

  /** A screen reader would read out the marks of Markdown. */
  #spoken(item: TranscriptItem): string {
    const text = this.#textOf(item);
    return this.markdown && this.rich ? this.rich.withoutMarks(item, text) : text;
  }

  #textOf({ kind, text }: TranscriptItem): string {
    return (kind && this.#session.strings[kind]) ?? text;
  }

  /** Only ever adds lines, because a screen reader would read out a line that changes once more. */
  #announce() {
    const log = this.renderRoot.querySelector('[role="log"]');
    for (const item of this.#announcer.news(this.items, this.#session.session)) {
      const line = document.createElement('p');
      line.textContent = `${this.#nameOf(item)}: ${this.#spoken(item)}`;
      log?.append(line);
    }
    while (log && log.children.length > MOST_ANNOUNCEMENTS) log.firstElementChild?.remove();
  }

  #source(): Element | null {
    if (!this.for) return this;
    const root = this.getRootNode() as Document | ShadowRoot;
    return root.getElementById(this.for) ?? document.getElementById(this.for);
  }

  #scroller(): HTMLElement | null {
    return this.renderRoot.querySelector('.scroller');
  }

  #loadRich() {
    this.#attempt('rich', async () => {
      const rich = await this.loadRich();
      const { elementStyles } = this.constructor as typeof TelnyxTranscript;
      adoptStyles(this.renderRoot as ShadowRoot, [...elementStyles, rich.richStyles]);
      this.rich = rich;
    });
  }

  #loadWindow() {
    this.#attempt('window', async () => {
      const { TranscriptWindow } = await this.loadWindow();
      const list = this.renderRoot.querySelector('ol');
      const scroller = this.#scroller();
      if (scroller && list) this.window ??= new TranscriptWindow(scroller, list);
    });
  }

  /** What fails, and leaves the newest messages as plain text, is tried again with the next message. */
  #attempt(what: string, load: () => Promise<void>) {
    const { length } = this.items;
    if (this.#attempts.get(what) === length) return;
    this.#attempts.set(what, length);
    this.#loading = Promise.all([this.#loading, load().catch(() => undefined)]);
  }

  #observe() {
    const scroller = this.#scroller();
    if (scroller) this.#resizes.observe(scroller);
  }

  #follow() {
    const scroller = this.#scroller();
    if (scroller && this.#isFollowing) scroller.scrollTop = scroller.scrollHeight;
  }

  get #isFollowing(): boolean {
    return this.isAtEnd && this.autoscroll !== 'false';
  }

  #onResize() {
    this.#follow();
    // Other rows may be visible now.
    if (this.window) this.requestUpdate();
  }

  readonly #onLatest = () => {
    this.scrollToLatest();
  };

  readonly #onScroll = () => {
    const scroller = this.#scroller();
    if (!scroller) return;
    const distance = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight;
    this.isAtEnd = distance < NEAR_END_PX;
    // Who looks for older rows that could not be loaded wants another try.
    const isMissed = () => scroller.scrollTop === 0 && this.#attempts.delete('window');
    if (this.window ? this.window.isOutdated(this.#isFollowing) : isMissed()) this.requestUpdate();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'telnyx-transcript': TelnyxTranscript;
  }
}
