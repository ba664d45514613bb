import { css, html, nothing } from 'lit';
import type { CallSnapshot } from '../../src/index.js';
import { callStateWords } from '../call-list/call-words.js';
import { renderLauncherEnd } from '../ai-agent/launcher-end.js';
import { isAnswered, isLive } from '../session/current-call.js';
import type { PhoneStrings } from '../strings/table.js';
import type { DialerLink } from './dialer-link.js';

/** What a round launcher needs beside the looks that it shares with the assistant's. */
export const dialerLauncherStyles = css`
  [part='dock']:has([part='end-button']) [part='launcher'] {
    inline-size: auto;
    display: flex;
    align-items: center;
    font-weight: 600;
    white-space: nowrap;
  }
  [part='dock'] .round.danger {
    background: var(--_danger);
    color: #fff;
  }
  [part='dock'] .badge {
    position: static;
  }
`;

/** The call that goes on while the phone is closed: how long, or how far it is. */
export function renderLauncherCall(call: CallSnapshot | null, name: string, words: PhoneStrings) {
  if (!isLive(call)) return nothing;
  // Together they are the name of the launcher, which holds what is to be seen.
  return html`<span class="visually-hidden">${name}</span> ${
      isAnswered(call)
        ? html`<telnyx-call-timer call-id=${call.id} exportparts="time"></telnyx-call-timer>`
        : html`<span class="label">${callStateWords(call, words)}</span>`
    }`;
}

/** Its own controls beside the launcher, so that a call of a closed phone stays in reach. */
export function renderLauncherControls(call: CallSnapshot | null, link: DialerLink) {
  if (!isLive(call)) return nothing;
  return html`
    ${isAnswered(call) ? html`<telnyx-mute-button call-id=${call.id} exportparts="mute-button"></telnyx-mute-button>` : nothing}
    ${renderLauncherEnd(link.words.endCall, () => void link.hangup(call.id))}
  `;
}
