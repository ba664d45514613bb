import { html, nothing } from 'lit';
import type { TelnyxError } from '../../src/index.js';
import { icon, icons } from '../icons/icons.js';
import { causeText } from '../strings/cause-text.js';
import { REFUSED_AGAIN, wordsFor } from '../strings/trouble-kinds.js';
import { trouble } from '../strings/trouble.js';
import type { PresentStrings } from '../strings/ui.js';

export { noticeViewStyles } from './notice-view.styles.js';

/** Failures that trying again cannot mend. */
const HOPELESS: ReadonlySet<number> = new Set([10007, 46002, 60001, 60004, 44002]);
const LOGIN_REFUSED = 46001;

const alertIcon = icon(
  'M12 8v5M12 16.5v.01M10.3 4.2 3.2 16.8A2 2 0 0 0 5 19.8h14a2 2 0 0 0 1.7-3L13.7 4.2a2 2 0 0 0-3.4 0Z',
);
const soundIcon = icon('M4 9.5v5h3.5L12 18.5v-13L7.5 9.5ZM15.5 9a4 4 0 0 1 0 6M18 6.5a7.5 7.5 0 0 1 0 11');

export interface FailureView {
  readonly error: TelnyxError | null;
  readonly strings: PresentStrings;
  /** How often in a row the login was refused, this time included. */
  readonly refusals: number;
  /** How the last attempt to copy the details went. */
  readonly copyResult: 'copied' | 'copyFailed' | null;
  readonly onRetry: () => void;
  readonly onCopy: () => void;
}

/** What has failed and what to do about it. */
export function renderFailure({ error, strings, refusals, copyResult, onRetry, onCopy }: FailureView) {
  const { supportCode, copyDetails } = { ...trouble, ...strings };
  const code = error?.code ?? 0;
  const kind = code === LOGIN_REFUSED && refusals > 1 ? REFUSED_AGAIN : code;
  const cause = causeText(error?.context ?? {});
  const { title, advice } = wordsFor(kind, strings, error?.context);
  return html`
    <div part="notice" class="failure">
      <span class="badge">${alertIcon}</span>
      <h2>${title}</h2>
      <p class="advice">${advice}</p>
      ${
        HOPELESS.has(code)
          ? nothing
          : html`<button part="retry-button" type="button" class="primary" @click=${onRetry}>
              ${strings.tryAgain}
            </button>`
      }
      <p class="support secondary">
        ${supportCode} ${code}${cause ? html` · <bdi>${cause}</bdi>` : nothing}
        <button part="details-button" type="button" class="details" @click=${onCopy}>
          ${copyResult === 'copied' ? icons.check : icons.copy}
          <span aria-live="polite">${copyResult ? strings[copyResult] : copyDetails}</span>
        </button>
      </p>
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

/** The connection is still being made. */
export const renderSlow = (strings: PresentStrings) =>
  html`<p part="notice" class="strip">${{ ...trouble, ...strings }.slowStart}</p>`;

/** Calls ring in another tab of the same user, until this one takes its place again. */
export function renderElsewhere(strings: PresentStrings, onTakeBack: (() => void) | null) {
  const { phoneElsewhere, useHere } = { ...trouble, ...strings };
  return html`
    <div part="notice" class="strip">
      ${phoneElsewhere}
      ${
        onTakeBack
          ? html`<button part="retry-button" type="button" @click=${onTakeBack}>${useHere}</button>`
          : nothing
      }
    </div>
  `;
}

/** By number of the warning: what a visitor should know of it. The rest is for the page alone. */
const remarks: Readonly<Record<number, 'notHeard' | 'soundStopped' | 'weakConnection'>> = {
  31001: 'weakConnection',
  31003: 'weakConnection',
  31004: 'weakConnection',
  31005: 'notHeard',
  32001: 'soundStopped',
  32002: 'notHeard',
};

/** Whether a visitor is told of a warning. */
export const isRemark = (warning: number): boolean => warning in remarks;

/** What was noticed about the running call. */
export function renderRemark(warning: number, strings: PresentStrings) {
  const remark = remarks[warning];
  return remark ? html`<p part="notice" class="strip">${{ ...trouble, ...strings }[remark]}</p>` : nothing;
}

/** All that support needs, without secrets: it goes to the clipboard. */
export function describeFailure(error: TelnyxError | null, diagnostics: object): string {
  const { code, name, message, context } = error ?? {};
  const failure = { code, name, message, context };
  return JSON.stringify({ ...diagnostics, page: location.origin, failure }, null, 2);
}

const advised = new WeakSet<Element>();

/** Once for each assistant: what its owner most often has to change. */
export function adviseDeveloper(host: Element | null) {
  if (!host || !('agentId' in host && host.agentId) || advised.has(host)) return;
  advised.add(host);
  console.warn(
    `<${host.localName}> The login was refused. Check that the assistant and its version exist, and that its ` +
      'telephony settings allow unauthenticated web calls (supports_unauthenticated_web_calls).',
  );
}
