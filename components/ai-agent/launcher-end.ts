import { html } from 'lit';
import { icons } from '../icons/icons.js';

/** Ends the call of a minimised widget or phone, beside its launcher. */
export const renderLauncherEnd = (label: string, onEnd: () => void) => html`
  <button
    part="end-button"
    class="danger round"
    type="button"
    aria-label=${label}
    title=${label}
    @click=${onEnd}
  >
    ${icons.phone}
  </button>
`;
