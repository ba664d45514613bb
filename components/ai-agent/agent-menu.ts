import { html, nothing } from 'lit';
import type { WidgetSettings } from '../../src/index.js';
import { icon } from '../icons/icons.js';
import { modes } from '../strings/modes.js';
import type { PresentStrings } from '../strings/ui.js';

export { agentMenuStyles as styles } from './agent-menu.styles.js';

const moreIcon = icon('M5 12v.01M12 12v.01M19 12v.01');

/** The links that the portal has set: the visitor's feedback, a report of a problem, past conversations. */
export function renderMenu(settings: WidgetSettings, strings: PresentStrings) {
  const words = { ...modes, ...strings };
  const links = [
    [words.giveFeedback, settings.give_feedback_url],
    [words.reportIssue, settings.report_issue_url],
    [words.viewHistory, settings.view_history_url],
  ].flatMap(([label, url]) => (url && isSecure(url) ? [{ label, url }] : []));
  if (links.length === 0) return nothing;
  return html`
    <details class="menu" @keydown=${onKeyDown} @focusout=${onFocusOut}>
      <summary part="menu-button" class="icon" role="button" aria-label=${words.more} title=${words.more}>
        ${moreIcon}
      </summary>
      <ul part="menu" class="menu-list">
        ${links.map(
          ({ label, url }) =>
            html`<li>
              <a href=${url} target="_blank" rel="noopener noreferrer" @click=${onFollow}>${label}</a>
            </li>`,
        )}
      </ul>
    </details>
  `;
}

/** What the server sends becomes a link only where it leads to a secure page. */
const isSecure = (url: string) => URL.canParse(url) && new URL(url).protocol === 'https:';

const menuOf = (event: Event) => (event.currentTarget as Element).closest('details');

function close(menu: HTMLDetailsElement | null) {
  menu?.removeAttribute('open');
}

function onKeyDown(event: KeyboardEvent) {
  const menu = menuOf(event);
  if (event.key !== 'Escape' || !menu?.open) return;
  // The panel behind stays open.
  event.stopPropagation();
  close(menu);
  menu.querySelector('summary')?.focus();
}

function onFocusOut(event: FocusEvent) {
  const menu = menuOf(event);
  if (!menu?.contains(event.relatedTarget as Node | null)) close(menu);
}

function onFollow(event: Event) {
  close(menuOf(event));
}
