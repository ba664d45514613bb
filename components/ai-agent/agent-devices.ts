import { css, html } from 'lit';
import { renderDeviceSelects } from '../device-select/device-selects.js';

export const styles = css`
  .devices {
    display: grid;
    gap: 16px;
    max-block-size: 50cqb;
    padding: 4px;
    overflow: auto;
    text-align: start;
  }
  /* Before a call it takes the place of all but the button that starts one. */
  .stage .devices {
    inline-size: 100%;
  }
  .stage:has(.devices) :is(telnyx-visualizer, .lead, .hint) {
    display: none;
  }
  /* There is no room for both and for the button that ends the call. */
  @container (max-height: 440px) {
    .footer:has(.devices) telnyx-message-form {
      display: none;
    }
  }
`;

/** The choice of microphone and speaker, which is defined with its first use. */
export function renderDevices(label: string, remember: boolean, onClose: () => void) {
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    // The panel around it stays open.
    event.stopPropagation();
    const section = event.currentTarget as HTMLElement;
    const opener = (section.getRootNode() as ShadowRoot).querySelector<HTMLElement>(
      '[part="devices-button"]',
    );
    onClose();
    opener?.focus();
  };
  return html`
    <div part="devices" class="devices" role="group" aria-label=${label} @keydown=${onKeyDown}>
      ${renderDeviceSelects(['audioinput', 'audiooutput'], remember)}
    </div>
  `;
}
