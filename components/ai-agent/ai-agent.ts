import type { PropertyDeclarations, PropertyValues } from 'lit';
import type {
  AgentLatency,
  AgentState,
  CallSnapshot,
  ClientToolHandler,
  CustomHeader,
  TranscriptItem,
} from '../../src/index.js';
import { flags, reflectedTexts, texts } from '../session/attributes.js';
import { firstWords } from '../session/first-words.js';
import { localError } from '../session/local-error.js';
import { leaveOthers, standBesideOthers } from '../session/neighbours.js';
import type { Placement } from '../session/placements.js';
import { SessionHost } from '../session/session-host.js';
import { launcherStrings, type LauncherStrings } from '../strings/launcher.js';
import { ownWords } from '../strings/own-words.js';
import { baseStyles } from '../styles/base.js';
import { cornerStyles } from '../styles/corners.js';
import type { AgentLink } from './agent-link.js';
import { createLauncher } from './launcher.js';
import { launcherStyles } from './launcher.styles.js';

const unusable = (message: string) =>
  localError({ code: 44002, name: 'INVALID_CALL_PARAMETERS', message, fatal: false });

/** For promises whose failure has already been told as `telnyx-error`. */
const ignoreReported = () => undefined;

/**
 * Lets visitors talk and type to a Telnyx AI assistant. Draws a launcher; everything behind it loads when the
 * visitor points at it, focuses it or touches it.
 *
 * Buttons of the page command it with `commandfor` and `command`: `--open`, `--close`, `--toggle`, `--start`,
 * `--end`, `--mute`, `--unmute`. The dotted events of the official element are sent as well.
 *
 * @tag telnyx-ai-agent
 * @summary The AI assistant widget.
 *
 * @example
 * <telnyx-ai-agent agent-id="assistant-…">
 *   <a slot="fallback" href="tel:+15551234567">Call us</a>
 * </telnyx-ai-agent>
 *
 * @slot launcher - What stands in the launcher instead of icon and label.
 * @slot icon - The icon of the launcher.
 * @slot header - The header of the panel, beside its close button.
 * @slot footer - Below everything in the panel.
 * @slot consent - What must be accepted before the first call, where it is more than the text of `consent`.
 * @slot fallback - Shown while calls are impossible: no script, no WebRTC, no gateway or no login; and in the panel
 *   outside `hours`.
 *
 * @fires {TelnyxOpenEvent} telnyx-open - After the panel opened.
 * @fires {TelnyxCloseEvent} telnyx-close - After the panel closed.
 * @fires {TelnyxBeforeStartEvent} telnyx-before-start - Before a conversation starts. What a listener changes
 *   in its `variables` and `customHeaders` is sent; `preventDefault()` stops it before anything connects.
 * @fires {TelnyxStatusChangeEvent} telnyx-status-change - After the session moved to another status.
 * @fires {TelnyxReadyEvent} telnyx-ready - Each time the session is logged in, also after a reconnect.
 * @fires {TelnyxCallChangeEvent} telnyx-call-change - Whenever anything about the call changes.
 * @fires {TelnyxCallEndEvent} telnyx-call-end - Once for each call, when it is over.
 * @fires {TelnyxAgentStateChangeEvent} telnyx-agent-state-change - When the agent begins to listen, think or
 *   speak.
 * @fires {TelnyxTranscriptEvent} telnyx-transcript - Each time a message is added or changes.
 * @fires {TelnyxToolCallEvent} telnyx-tool-call - When the agent calls a client tool.
 * @fires {TelnyxToolResultEvent} telnyx-tool-result - When a client tool gave its result or failed.
 * @fires {TelnyxRatingEvent} telnyx-rating - When the visitor has rated a conversation.
 * @fires {TelnyxQualityEvent} telnyx-quality - With each new measurement of the call's quality.
 * @fires {TelnyxWarningEvent} telnyx-warning - For what was noticed or recovered.
 * @fires {TelnyxErrorEvent} telnyx-error - Once for each failure.
 *
 * @csspart launcher - The button that opens the panel.
 * @csspart dock - The launcher and, during a call, its controls.
 * @csspart unread - The number of answers that came while the panel was closed.
 * @csspart panel - The open widget.
 * @csspart header - Its header; in it `avatar`, `title`, `state` and `close-button`.
 * @csspart visualizer - The sound of the call.
 * @csspart transcript - The conversation; in it `list`, `message`, `message-user`, `message-assistant` and
 *   `latest-button`.
 * @csspart composer - The message form; in it `message-input`, `image-button` and `send-button`.
 * @csspart menu - The links behind the header's menu button, which is `menu-button`.
 * @csspart consent - What must be accepted first; in it `agree-button` and `disagree-button`.
 * @csspart call-bar - The controls of the call.
 * @csspart start-button - Starts a call.
 * @csspart end-button - Ends it.
 * @csspart mute-button - Mutes the microphone.
 * @csspart talk-button - Opens it while held, with `push-to-talk`.
 * @csspart countdown - The last seconds before `max-duration`.
 * @csspart devices-button - Shows the choice of microphone and speaker.
 * @csspart devices - That choice; in it `device`, `device-list`, `volume`, `meter` and `test-button`.
 * @csspart copy-button - Copies the transcript after the call.
 * @csspart download-button - Saves it as a file.
 * @csspart summary - How long the call lasted.
 * @csspart suggestions - Answers to press; each is a `suggestion`.
 * @csspart rating - How the conversation was; in it each `star`.
 * @csspart closed - Outside the hours of `hours`.
 * @csspart latency - How fast the agent answers, where asked for.
 * @csspart notice - Failures and their remedies; in it `retry-button`, `sound-button` and `details-button`.
 *
 * @cssprop [--telnyx-accent=oklch(48% 0.11 165)] - The one colour; all others follow from it.
 * @cssprop [--telnyx-surface] - Background of the panel.
 * @cssprop [--telnyx-surface-raised] - Background of the agent's messages and quiet buttons.
 * @cssprop [--telnyx-text] - Text.
 * @cssprop [--telnyx-text-quiet] - Secondary text.
 * @cssprop [--telnyx-line] - Hairlines.
 * @cssprop [--telnyx-danger=oklch(53% 0.195 27)] - Ending and failing.
 * @cssprop [--telnyx-font=inherit] - Font family.
 * @cssprop [--telnyx-radius=20px] - Corners of the panel.
 * @cssprop [--telnyx-radius-bubble=14px] - Corners of messages.
 * @cssprop [--telnyx-shadow] - Shadow of launcher and panel.
 * @cssprop [--telnyx-offset=20px] - Distance to the edges of the window.
 * @cssprop [--telnyx-offset-block=var(--telnyx-offset)] - The same for top and bottom alone.
 * @cssprop [--telnyx-offset-inline=var(--telnyx-offset)] - The same for the sides alone.
 * @cssprop [--telnyx-panel-width=384px] - Width of the panel, where there is room.
 * @cssprop [--telnyx-panel-height=680px] - Its height.
 * @cssprop [--telnyx-visualizer-size=160px] - Height of the visualizer.
 * @cssprop [--telnyx-z-index=2147483000] - Where it stands among the page's layers.
 */
export class TelnyxAiAgent extends SessionHost {
  static override styles = [baseStyles, launcherStyles, cornerStyles];

  static override properties: PropertyDeclarations = {
    ...texts(
      'agent-id version-id conversation-id agent-name greeting-text call-destination-number call-caller-number call-caller-name ' +
        'call-custom-headers call-audio vad variables start-text thinking-text ' +
        'interrupt-text logo-url max-duration consent visualizer visualizer-color sounds suggestions hours time-zone ' +
        'remember-devices',
    ),
    ...reflectedTexts('placement position'),
    ...flags(
      'text-only chat-mode show-user-perceived-latency show-greeting-latency muted push-to-talk auto-open ' +
        'consent-remember streaming-audio keep-transcript markdown rating',
    ),
    open: { ...flags('open').open, reflect: true },
    compact: { ...flags('compact').compact, reflect: true },
  };

  /** @attr agent-id - The assistant to talk to. Required; also the only credential. */
  declare agentId: string;
  /** @attr version-id - Pins a version of the assistant; default: the one that is live. */
  declare versionId: string;
  /** @attr conversation-id - An existing Telnyx conversation to join. */
  declare conversationId: string;
  /** @attr agent-name - What the agent is called; default: "Assistant" in the language of the page. */
  declare agentName: string;
  /** @attr greeting-text - The sentence before a conversation. */
  declare greetingText: string;
  /** @attr call-destination-number - Destination shown to the server; the assistant answers anyway. */
  declare callDestinationNumber: string;
  /** @attr call-caller-number - Caller number given to the assistant. */
  declare callCallerNumber: string;
  /** @attr call-caller-name - Caller name given to the assistant. */
  declare callCallerName: string;
  /** @attr call-custom-headers - JSON array of `{name, value}`; `X-Foo-Bar` becomes the variable `foo_bar`. */
  declare callCustomHeaders: string | readonly CustomHeader[];
  /** @attr call-audio - JSON MediaTrackConstraints of the microphone, or a boolean. */
  declare callAudio: string | boolean | MediaTrackConstraints;
  /** @attr vad - Accepted for pages of the official element; the agent's state here comes from its messages. */
  declare vad: string | object;
  /** @attr placement - `bottom-right` (default), `bottom-left`, `bottom-center`, the same at the `top`, or `inline`. */
  declare placement: '' | Placement;
  /** @attr position - The official spelling: `fixed`, or `static` and `embedded` for `inline`. */
  declare position: '' | 'fixed' | 'static' | 'embedded' | 'inline';
  /** @attr variables - JSON object of dynamic variables for the assistant; `data-var-*` adds single ones. */
  declare variables: string | Readonly<Record<string, unknown>>;
  /** @attr start-text - Label of the launcher and of the start button. */
  declare startText: string;
  /** @attr thinking-text - Shown while the agent thinks. */
  declare thinkingText: string;
  /** @attr interrupt-text - Hint shown while the agent speaks. */
  declare interruptText: string;
  /** @attr logo-url - Image in the panel's header. */
  declare logoUrl: string;
  /** @attr max-duration - Seconds after which the call is ended; the last thirty are counted down. */
  declare maxDuration: string;
  /** @attr consent - Text that the visitor must accept before anything connects; the slot `consent` adds to it. */
  declare consent: string;
  /** @attr consent-remember - Keeps the acceptance in this browser until the text changes. */
  declare consentRemember: boolean;
  /** @attr visualizer - How sound is shown: a preset of `<telnyx-visualizer>`. */
  declare visualizer: string;
  /** @attr visualizer-color - Its colours: a preset too. */
  declare visualizerColor: string;
  /** @attr streaming-audio - Asks for the agent's speech ahead of its playback too: `assistant.audio.delta`. */
  declare streamingAudio: boolean;
  /** @attr sounds - Short tones when a call connects and ends; on unless `"false"`. */
  declare sounds: string | boolean;
  /** @attr remember-devices - Keeps the choice of microphone and speaker on this site; on unless `"false"`. */
  declare rememberDevices: string | boolean;
  /** @attr text-only - Text without a microphone; the first message begins the conversation. */
  declare textOnly: boolean;
  /** @attr chat-mode - The older official name of `text-only`. */
  declare chatMode: boolean;
  /** @attr keep-transcript - Keeps the transcript of the last conversation when another one starts. */
  declare keepTranscript: boolean;
  /** @attr show-user-perceived-latency - Shows how long the agent's answers take. */
  declare showUserPerceivedLatency: boolean;
  /** @attr markdown - Shows emphasis, code, lists, tables, headings and links of the agent's Markdown instead of its marks. */
  declare markdown: boolean;
  /** @attr rating - Asks the visitor after a conversation how it was; the answer comes as `telnyx-rating`. */
  declare rating: boolean;
  /** @attr compact - A launcher of its icon alone; its words are its accessible name. */
  declare compact: boolean;
  /** @attr suggestions - JSON array of up to six answers that the visitor only has to press. */
  declare suggestions: string | readonly string[];
  /** @attr hours - When there is somebody: `Mo-Fr 09:00-17:30; Sa 10:00-13:00`; nothing is called outside of them. */
  declare hours: string;
  /** @attr time-zone - Where `hours` hold, such as `Europe/Berlin`; default: where the visitor is. */
  declare timeZone: string;
  /** @attr show-greeting-latency - Shows how long the greeting took. */
  declare showGreetingLatency: boolean;
  /** @attr muted - Starts with the microphone muted. As a property it is what holds now, and changes it. */
  declare muted: boolean;
  /** @attr push-to-talk - Keeps the microphone muted but while the visitor holds the talk button. */
  declare pushToTalk: boolean;
  /** @attr auto-open - Opens the panel when the page has loaded. */
  declare autoOpen: boolean;
  /** @attr open - Whether the panel is open. */
  declare open: boolean;

  declare protected link: AgentLink | null;
  /**
   * Tools of the page, kept here because they may be registered before the engine is there.
   * @internal
   */
  readonly clientTools = new Map<string, ClientToolHandler>();
  /**
   * What `setVariables()` was given.
   * @internal
   */
  addedVariables: Readonly<Record<string, unknown>> = {};

  /**
   * Whether the panel takes the focus when it opens: after `show()`, but not when it is open from the start.
   * @internal
   */
  takesFocus = false;
  /**
   * What `muted` said before it followed the wish for one call.
   * @internal
   */
  mutedAtRest: boolean | undefined;

  /** The conversation so far. */
  get transcript(): readonly TranscriptItem[] {
    return this.link?.snapshot.transcript ?? [];
  }

  /** What the agent is doing; `idle` outside a call. */
  get agentState(): AgentState {
    return this.link?.snapshot.agentState ?? 'idle';
  }

  /** How fast the agent answers, in milliseconds; `null` before the first session. */
  get latency(): AgentLatency | null {
    return this.link?.snapshot.latency ?? null;
  }

  /**
   * True where the conversation is text alone, begun by the first message.
   * @internal
   */
  get isTextOnly(): boolean {
    return this.textOnly || this.chatMode;
  }

  /**
   * True where the widget fills its box instead of floating in a corner.
   * @internal
   */
  get isInline(): boolean {
    const { placement, position } = this;
    return placement
      ? placement === 'inline'
      : /^(static|embedded|inline)$/.test(position) || (!position && !!this.link?.isStatic);
  }

  #words: LauncherStrings = launcherStrings;
  readonly #launcher = createLauncher();

  constructor() {
    super();
    this.#launcher.button.addEventListener('click', () => this.show());
  }

  protected override async scheduleUpdate() {
    if (!this.hasUpdated) {
      this.#words = await firstWords(this, launcherStrings, () => import('../strings/languages.js'));
    }
    await super.scheduleUpdate();
  }

  protected override update(changed: PropertyValues<this>) {
    super.update(changed);
    const { link, open, renderRoot } = this;
    const { dock, button, label, fallback } = this.#launcher;
    // Until the panel is there, the launcher stays and says that something is coming.
    const isPanelShown = this.isInline || (open && link !== null);
    button.ariaExpanded = button.ariaBusy = String(open);
    label.data = link ? '' : this.startText || (ownWords(this.strings).launcher ?? this.#words.launcher);
    fallback.hidden = (isPanelShown && link !== null) || !this.isFallbackShown;
    if (!this.hasUpdated) renderRoot.append(dock, fallback);
    link?.draw(this.#launcher);
    // Not before its content is complete, which otherwise would pass over from its colours without a call.
    dock.hidden = isPanelShown;
  }

  protected override firstUpdated() {
    super.firstUpdated();
    if (this.autoOpen) this.open = true;
  }

  override connectedCallback() {
    super.connectedCallback();
    standBesideOthers(this);
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    leaveOthers(this);
  }

  protected override updated(changed: PropertyValues<this>) {
    standBesideOthers(this);
    const isCalledFor = changed.has('open') || changed.has('placement') || changed.has('position');
    if (!isCalledFor || (!this.open && !this.isInline)) return;
    // A failed load has been told; the launcher comes back, and opening it tries again.
    this.loadLink().catch(() => this.close());
  }

  /** Opens the panel. */
  show() {
    this.takesFocus = this.open = true;
  }

  /** Closes the panel. A call goes on, controlled from the launcher. */
  close() {
    this.open = false;
  }

  /** Opens the panel, or closes it. */
  toggle() {
    if (this.open) this.close();
    else this.show();
  }

  /**
   * Connects, logs in, asks for the microphone and calls. Resolves when the agent has answered; rejects with
   * one TelnyxError when it never will. A second call while one is under way gets the same promise.
   */
  start(): Promise<CallSnapshot> {
    return this.loadLink().then((link) => link.start());
  }

  /** Ends the call; resolves when it is over. */
  async end(): Promise<void> {
    // After the start that may still be loading, so that it ends that too.
    await this.requestedLink?.catch(ignoreReported);
    await this.link?.end();
  }

  /** Mutes the microphone of the call, or of the next one. */
  mute() {
    this.#setMuted(true);
  }

  /** Opens the microphone of the call again. */
  unmute() {
    this.#setMuted(false);
  }

  /** Writes to the agent; with `text-only` the first message begins the conversation. */
  sendMessage(text: string, options?: { readonly images?: readonly string[] }): Promise<void> {
    return this.loadLink().then((link) => link.sendMessage(text, options));
  }

  /**
   * Lets the agent call a function of the page.
   *
   * @throws TelnyxError 44002 for a name that the portal would refuse, which takes letters, digits, `_` and `-`, and
   *   for what is no function.
   */
  registerClientTool(name: string, handler: ClientToolHandler) {
    if (typeof name !== 'string' || !/^[\w-]+$/.test(name) || typeof handler !== 'function')
      throw unusable('A tool is a name of letters, digits, _ and -, and a function.');
    this.clientTools.set(name, handler);
    this.session?.registerClientTool(name, handler);
  }

  /** Takes a tool back; false when there was none of that name. */
  unregisterClientTool(name: string): boolean {
    this.session?.unregisterClientTool(name);
    return this.clientTools.delete(name);
  }

  /** Names of the registered tools. */
  getClientTools(): string[] {
    return [...this.clientTools.keys()];
  }

  /** Empties the transcript. */
  clearTranscript() {
    this.session?.clearTranscript();
  }

  /**
   * Adds dynamic variables for the next start; they win over those of the attributes.
   *
   * @throws TelnyxError 44002 for what is no record of names and values.
   */
  setVariables(variables: Readonly<Record<string, unknown>>) {
    if (Object.prototype.toString.call(variables) !== '[object Object]')
      throw unusable('Variables are an object of names and values.');
    this.addedVariables = { ...this.addedVariables, ...variables };
  }

  /** A report for support, without secrets. */
  diagnostics(): Record<string, unknown> {
    const { status, error, session } = this;
    return {
      status,
      error: error?.code,
      isSecureContext,
      userAgent: navigator.userAgent,
      ...session?.diagnostics(),
    };
  }

  protected override createLink(): Promise<AgentLink> {
    return import('./agent-link.js').then(({ AgentLink }) => new AgentLink(this));
  }

  declare protected loadLink: () => Promise<AgentLink>;

  #setMuted(isMuted: boolean) {
    this.mutedAtRest ??= this.muted;
    this.muted = isMuted;
    this.link?.setMuted(isMuted);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'telnyx-ai-agent': TelnyxAiAgent;
  }
}
