import { html, nothing } from 'lit';
import { icon } from '../icons/icons.js';
import { trouble } from '../strings/trouble.js';
import type { PresentStrings } from '../strings/ui.js';

export { noticeViewStyles } from './notice-view.styles.js';

/** Failures that trying again cannot mend. */
const HOPELESS: ReadonlySet<number> = new Set([46002, 60001, 60004, 44002]);

const alertIcon = icon(
  'M12 8v5M12 16.5v.01M10.3 4.2 3.2 16.8A2 2 0 0 0 5 19.8h14a2 2 0 0 0 1.7-3L13.7 4.2a2 2 0 0 0-3.4 0Z',
);
const soundIcon = icon('M4 9.5v5h3.5L12 18.5v-13L7.5 9.5ZM15.5 9a4 4 0 0 1 0 6M18 6.5a7.5 7.5 0 0 1 0 11');

/** What has failed and what to do about it. */
export function renderFailure(code: number, strings: PresentStrings, onRetry: () => void) {
  const { supportCode, errors } = { ...trouble, ...strings };
  const words = errors[code] ?? trouble.errors[code] ?? errors[0] ?? trouble.errors[0];
  return html`
    <div part="notice" class="failure">
      <span class="badge">${alertIcon}</span>
      <h2>${words?.title}</h2>
      <p class="advice">${words?.advice}</p>
      ${
        HOPELESS.has(code)
          ? nothing
          : html`<button part="retry-button" type="button" class="primary" @click=${onRetry}>
              ${strings.tryAgain}
            </button>`
      }
      <p class="secondary">${supportCode} ${code}</p>
    </div>
  `;
}

/** The browser plays no sound before a gesture. */
export function renderSilenced(strings: PresentStrings, onHear: () => void) {
  const { audioBlocked, tapToHear } = { ...trouble, ...strings };
  return html`
    <div part="notice" class="strip">
      ${audioBlocked}
      <button part="sound-button" type="button" @click=${onHear}>${soundIcon}${tapToHear}</button>
    </div>
  `;
}
