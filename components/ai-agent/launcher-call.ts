import { html, nothing } from 'lit';
import { isInCall } from '../session/conversation-state.js';
import type { PresentStrings } from '../strings/ui.js';
import type { AgentFeatures } from './agent-features.js';
import type { AgentView } from './agent-view.js';
import { renderLauncherEnd } from './launcher-end.js';

/** What stands in the launcher: its label, or the call that goes on while the panel is closed. */
export function renderLauncherLabel({ state, words, strings }: AgentView, unread: number) {
  const isConnecting = state === 'connecting';
  const badge =
    unread > 0
      ? html`<span class="visually-hidden">${strings.unread}:</span
          ><span class="unread" part="unread">${unread}</span>`
      : nothing;
  if (!isConnecting && !isInCall(state)) {
    return html`<span class="label">${words.start || strings.launcher}</span>${badge}`;
  }
  return html`
    <telnyx-visualizer></telnyx-visualizer>
    <span class="visually-hidden">${strings.openPanel}</span>
    ${isConnecting ? strings.stateConnecting : html`<telnyx-call-timer></telnyx-call-timer>`} ${badge}
  `;
}

/** What a screen reader says of the call while the panel, which says it otherwise, is closed. */
export const renderLauncherStatus = (said: string, unread: number, strings: PresentStrings) => html`
  <p class="visually-hidden" role="status">
    ${[said, unread > 0 && `${strings.unread}: ${String(unread)}`].filter(Boolean).join(' · ')}
  </p>
`;

/** The call's own controls beside the launcher, so that a minimised call stays in reach. */
export function renderLauncherControls(
  { state, strings, isTextOnly }: AgentView,
  features: AgentFeatures,
  onEnd: () => void,
) {
  if (state !== 'connecting' && !isInCall(state)) return nothing;
  const label = state === 'connecting' ? strings.cancel : isTextOnly ? strings.endChat : strings.endCall;
  return html`
    ${isInCall(state) ? html`${features.renderCountdown(strings)}${isTextOnly ? nothing : features.renderMicrophone()}` : nothing}
    ${renderLauncherEnd(label, onEnd)}
  `;
}
