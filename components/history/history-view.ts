import { html } from 'lit';
import { callName } from '../call-list/call-words.js';
import { formatDuration } from '../call-timer/format-duration.js';
import { phoneIcons } from '../icons/phone-icons.js';
import { fill } from '../strings/fill.js';
import { history } from '../strings/phone-history.js';
import type { HistoryStrings, PhoneStrings } from '../strings/table.js';
import type { HistoryEntry } from './call-history.js';

export { historyStyles } from './history-view.styles.js';

export interface HistoryViewOptions {
  readonly entries: readonly HistoryEntry[];
  readonly words: PhoneStrings & Partial<HistoryStrings>;
  /** Language of dates and times; empty for the browser's. */
  readonly language: string;
  readonly onCallBack: (entry: HistoryEntry) => void;
  readonly onClear: () => void;
}

/** The calls that are over; a tap on one calls back. */
export function renderHistory({ entries, language, onCallBack, onClear, ...options }: HistoryViewOptions) {
  const words = { ...history, ...options.words };
  if (entries.length === 0) return html`<p class="secondary empty">${words.historyEmpty}</p>`;
  const format = dateFormat(language);
  return html`
    <ul class="history" part="history">
      ${entries.map((entry) => {
        const { outcome, at, durationMs, number } = entry;
        const name = callName({ remoteName: entry.name, remoteNumber: number }, words);
        const time = format(new Date(at));
        return html`<li>
          <button
            part="history-entry"
            type="button"
            class=${outcome}
            title=${fill(words.callTo, { name })}
            ?disabled=${!number}
            @click=${() => onCallBack(entry)}
          >
            ${phoneIcons[outcome]}
            <span class="who">
              <span class="name"><bdi>${name}</bdi></span>
              <span class="secondary">
                ${durationMs > 0 ? `${words[outcome]} · ${formatDuration(durationMs)}` : words[outcome]}
              </span>
            </span>
            <span class="secondary">${time}</span>
          </button>
        </li>`;
      })}
    </ul>
    <button type="button" class="text" part="clear-button" @click=${onClear}>${words.clearHistory}</button>
  `;
}

/** The time of today's calls, the day of older ones. */
function dateFormat(language: string) {
  const locale = language || undefined;
  const time = new Intl.DateTimeFormat(locale, { timeStyle: 'short' });
  const day = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' });
  const today = new Date().toDateString();
  return (date: Date) => (date.toDateString() === today ? time : day).format(date);
}
