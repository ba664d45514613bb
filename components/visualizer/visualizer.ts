import { html, LitElement, type PropertyDeclarations, type PropertyValues } from 'lit';
import type { AudioLevels, ReadableStore } from '../../src/index.js';
import { SessionController } from '../controllers/session-controller.js';
import { texts } from '../session/attributes.js';
import { type ConversationState, conversationState } from '../session/conversation-state.js';
import { callFor } from '../session/current-call.js';
import { partStyles } from '../styles/part.js';
import { visualizerStyles } from './visualizer.styles.js';
import type { VisualizerShape } from './visualizer-shape.js';

const BARS = [0, 1, 2, 3, 4];
/** Readings that a shape can show at a time; ten come in a second. */
const READINGS = 12;
/** Then the state alone is shown. */
const CALM = '(prefers-reduced-motion: reduce)';

/**
 * Shows who is heard: a ring that follows the visitor's voice, and bars and a halo that follow the agent's.
 * It is moved by measured levels alone, so nothing runs while nothing sounds or nobody looks.
 *
 * @tag telnyx-visualizer
 * @summary The sound of the call, made visible.
 *
 * @fires {TelnyxErrorEvent} telnyx-error - For a preset or a colour that is not known.
 *
 * @csspart orb - The disc of the default preset.
 *
 * @cssprop [--telnyx-visualizer-size=160px] - Its height, and the width of presets that are square.
 * @cssprop [--telnyx-accent=oklch(48% 0.11 165)] - The one colour; all others follow from it.
 */
export class TelnyxVisualizer extends LitElement {
  static override styles = [partStyles, visualizerStyles];

  static override properties: PropertyDeclarations = {
    ...texts('call-id'),
    preset: {},
    color: {},
    look: { state: true },
  };

  /** @attr call-id - The call it is about; default: the current one. */
  declare callId: string;

  /**
   * @attr preset - `roundBars` (default), `line`, `wave`, `circle`, `scatteredDots` or `frequencyBands`; also
   *   in snake case.
   */
  declare preset: string;
  /** @attr color - `verdant`, `twilight`, `bloom`, `mystic`, `flare` or `glacier`; default: the accent. */
  declare color: string;
  /** What the presets stand for; loaded when one is named. */
  declare private look: VisualizerShape | null | undefined;

  readonly #session = new SessionController(this, ({ calls, status, agentState, error }, handle) => ({
    calls,
    status,
    agentState,
    error,
    handle,
  }));
  /** The levels that it is moved by, until it is moved by others. */
  #levels: ReadableStore<AudioLevels> | null | undefined = null;
  #following = new AbortController();
  /** True until the browser tells otherwise, which it does not in a page in the background. */
  #isSeen = true;
  #drawn = '';
  #choosing: Promise<void> | undefined;
  readonly #sight = new IntersectionObserver((entries) => {
    this.#isSeen = entries.at(-1)?.isIntersecting ?? true;
    this.#stage?.classList.toggle('unseen', !this.#isSeen);
  });

  constructor() {
    super();
    this.callId = this.preset = this.color = '';
  }

  override connectedCallback() {
    super.connectedCallback();
    this.#sight.observe(this);
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    this.#sight.disconnect();
    this.#follow(null);
  }

  protected override willUpdate(changed: PropertyValues<this>) {
    if (changed.has('preset') || changed.has('color')) this.#choose();
  }

  protected override updated() {
    if (!this.isConnected) return;
    const { session } = this.#session;
    this.#follow(this.callId ? session?.getCall(this.callId)?.levels : session?.levels);
  }

  protected override async getUpdateComplete(): Promise<boolean> {
    await super.getUpdateComplete();
    await this.#choosing;
    return super.getUpdateComplete();
  }

  override render() {
    const { look } = this;
    const state = this.#state;
    const isMuted = callFor(this.#session.value, this.callId)?.isMuted === true;
    const sight = this.#isSeen ? '' : 'unseen';
    return html`
      <div class="stage ${state} ${isMuted ? 'muted' : ''} ${sight}" aria-hidden="true">
        ${
          look
            ? look.render()
            : html`
                <div class="halo"></div>
                <div class="ring"></div>
                <div class="orb" part="orb">${BARS.map(() => html`<i></i>`)}</div>
              `
        }
      </div>
    `;
  }

  /** Of the conversation, or of the one call. */
  get #state(): ConversationState {
    const { value } = this.#session;
    if (!this.callId) return conversationState(value, value.handle);
    const calls = value.calls.filter(({ id }) => id === this.callId);
    const isOffline = value.handle?.isOffline === true;
    return conversationState({ ...value, calls, error: null }, { error: null, isStarting: false, isOffline });
  }

  get #stage(): HTMLElement | null {
    return this.renderRoot.querySelector('.stage');
  }

  #choose() {
    if (!this.preset && !this.color && !this.look) return;
    // In turn, so that the latest choice is the last one drawn.
    this.#choosing = (this.#choosing ?? Promise.resolve())
      .then(() => import('./visualizer-looks.js'))
      .then(({ chooseLook }) => chooseLook(this))
      .then(
        (look) => {
          this.look = look;
          this.#drawn = '';
        },
        // The default is there.
        () => undefined,
      );
  }

  #follow(levels: ReadableStore<AudioLevels> | null | undefined) {
    if (levels === this.#levels) return;
    this.#levels = levels;
    this.#following.abort();
    this.#following = new AbortController();
    const { signal } = this.#following;
    const recent = new Array<number>(READINGS).fill(0);
    levels?.subscribe((heard) => this.#draw(heard, recent), { signal });
  }

  /** Writes the levels straight to the style: ten times a second is no reason to render. */
  #draw({ input, output }: AudioLevels, recent: number[]) {
    const stage = this.#stage;
    if (!stage || !this.#isSeen || document.hidden || matchMedia(CALM).matches) return;
    recent.unshift(loudness(this.#state === 'speaking' ? output : Math.max(input, output)));
    recent.pop();
    const drawn = [loudness(input), loudness(output), ...recent].join();
    if (drawn === this.#drawn) return;
    this.#drawn = drawn;
    stage.style.setProperty('--_input', String(loudness(input)));
    stage.style.setProperty('--_output', String(loudness(output)));
    const isSilent = recent.every((level) => level === 0);
    const bars = stage.querySelectorAll<HTMLElement | SVGElement>('i, circle');
    for (const [index, bar] of bars.entries()) {
      // In the default, the newest level stands in the middle and wanders outwards.
      const age = this.look?.age(index, bars.length) ?? Math.abs(index - 2);
      if (isSilent) bar.style.removeProperty('--_bar');
      else bar.style.setProperty('--_bar', String(recent[age] ?? 0));
    }
  }
}

/** Quiet speech should move it visibly and loud speech not saturate it; hundredths keep the style stable. */
const loudness = (level: number) => Math.round(100 * Math.min(1, level) ** 0.6) / 100;

declare global {
  interface HTMLElementTagNameMap {
    'telnyx-visualizer': TelnyxVisualizer;
  }
}
