import { html, LitElement } from 'lit';
import type { AudioLevels, TelnyxSession } from '../../src/index.js';
import { SessionController } from '../controllers/session-controller.js';
import { conversationState } from '../session/conversation-state.js';
import { currentCall } from '../session/current-call.js';
import { partStyles } from '../styles/part.js';
import { visualizerStyles } from './visualizer.styles.js';

const BARS = [0, 1, 2, 3, 4];

/**
 * Shows who is heard: a ring that follows the visitor's voice, and bars and a halo that follow the agent's.
 * It is moved by measured levels alone, so nothing runs while nothing sounds.
 *
 * @tag telnyx-visualizer
 * @summary The sound of the call, made visible.
 *
 * @csspart orb - The disc.
 *
 * @cssprop [--telnyx-visualizer-size=160px] - Its width and height.
 */
export class TelnyxVisualizer extends LitElement {
  static override styles = [partStyles, visualizerStyles];

  readonly #session = new SessionController(
    this,
    (snapshot, handle) => ({
      state: conversationState(snapshot, handle),
      isMuted: currentCall(snapshot)?.isMuted === true,
    }),
    { onSession: (session, signal) => this.#follow(session, signal) },
  );

  override render() {
    const { state, isMuted } = this.#session.value;
    return html`
      <div class="stage ${state} ${isMuted ? 'muted' : ''}" aria-hidden="true">
        <div class="halo"></div>
        <div class="ring"></div>
        <div class="orb" part="orb">${BARS.map(() => html`<i></i>`)}</div>
      </div>
    `;
  }

  #follow(session: TelnyxSession, signal: AbortSignal) {
    const recent = [0, 0, 0];
    session.levels.subscribe((levels) => this.#draw(levels, recent), { signal });
  }

  /** Writes the levels straight to the style: ten times a second is no reason to render. */
  #draw({ input, output }: AudioLevels, recent: number[]) {
    const stage = this.renderRoot.querySelector<HTMLElement>('.stage');
    if (!stage) return;
    recent.unshift(loudness(this.#session.value.state === 'speaking' ? output : Math.max(input, output)));
    recent.pop();
    stage.style.setProperty('--_input', String(loudness(input)));
    stage.style.setProperty('--_output', String(loudness(output)));
    const isSilent = recent.every((level) => level === 0);
    // The newest level stands in the middle and wanders outwards.
    for (const [index, bar] of stage.querySelectorAll('i').entries()) {
      const level = recent[Math.abs(index - 2)] ?? 0;
      if (isSilent) bar.style.removeProperty('--_bar');
      else bar.style.setProperty('--_bar', String(level));
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
