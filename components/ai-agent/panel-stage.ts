import { html, nothing } from 'lit';
import { formatDuration } from '../call-timer/format-duration.js';
import { icons } from '../icons/icons.js';
import { callDurationMs } from '../session/current-call.js';
import type { PresentStrings } from '../strings/ui.js';
import type { AgentLink } from './agent-link.js';
import type { AgentView } from './agent-view.js';

/** What the visitor can set off here. */
export interface StageActions {
  readonly onStart: () => void;
  readonly onEnd: () => void;
  readonly onCopy: () => void;
  readonly onDownload: () => void;
  /** How the last attempt to copy or download went. */
  readonly copyResult: 'copied' | 'copyFailed' | 'downloadFailed' | null;
  /** Why there is no call any more. */
  endWords(strings: PresentStrings): string;
}

/** Before the call: one sentence and one button. */
export function renderInvitation(view: AgentView, actions: StageActions) {
  return html`
    <p class="lead">${view.strings.intro}</p>
    ${renderStart(view, actions)}
  `;
}

/** One button from the invitation to the answer: while connecting it shows the progress in words. */
export function renderStart({ state, words, strings }: AgentView, { onStart, onEnd }: StageActions) {
  const isConnecting = state === 'connecting';
  return html`
    <button
      part="start-button"
      class="primary start"
      type="button"
      aria-disabled=${isConnecting}
      @click=${onStart}
    >
      ${isConnecting ? html`<span class="spinner"></span>` : icons.phone}
      ${isConnecting ? strings.stateConnecting : words.start || strings.startCall}
    </button>
    ${
      isConnecting
        ? html`<button part="end-button" class="minor" type="button" @click=${onEnd}>
            ${strings.cancel}
          </button>`
        : html`<p class="secondary hint">${strings.microphoneHint}</p>`
    }
  `;
}

/** After the call: how long it was, its words to take along, and another one, for which `button` prepares. */
export function renderEnded(
  view: AgentView,
  link: AgentLink,
  actions: StageActions,
  button: unknown = nothing,
) {
  const { strings, words, hasTranscript, isTextOnly, closed } = view;
  const { copyResult } = actions;
  const { call } = link;
  const duration = call && call.answeredAt !== null ? formatDuration(callDurationMs(call, Date.now())) : null;
  return html`
    <p class="summary" part="summary">
      ${actions.endWords(strings)}${duration === null ? nothing : html`<span class="time">${'\u00a0· '}${duration}</span>`}
    </p>
    <div class="row">
      ${
        hasTranscript
          ? html`<button part="copy-button" class="quiet" type="button" @click=${actions.onCopy}>
                ${copyResult === 'copied' ? icons.check : icons.copy}
                <span aria-live="polite">${strings[copyResult ?? 'copyTranscript']}</span>
              </button>
              <button
                part="download-button"
                class="quiet save"
                type="button"
                aria-label=${strings.downloadTranscript}
                title=${strings.downloadTranscript}
                @click=${actions.onDownload}
              >
                ${icons.download}
              </button>`
          : nothing
      }
      ${button}
      ${
        isTextOnly || closed !== null
          ? nothing
          : html`<button part="start-button" class="primary" type="button" @click=${actions.onStart}>
              ${icons.phone}${words.start || strings.startAgain}
            </button>`
      }
    </div>
  `;
}
