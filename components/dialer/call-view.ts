import { html, nothing } from 'lit';
import type { CallSnapshot } from '../../src/index.js';
import { fill } from '../strings/fill.js';
import { callCauseText, callName, callStateWords } from '../call-list/call-words.js';
import { phoneIcons } from '../icons/phone-icons.js';
import { isAnswered, isLive } from '../session/current-call.js';
import type { TelnyxDialer } from './dialer.js';
import type { DialerLink } from './dialer-link.js';

/** As many keys of the far end as fit into one line. */
const MOST_SHOWN = 12;

/** What the view of a call needs of the panel, and changes in it. */
export interface CallView {
  readonly host: TelnyxDialer;
  readonly link: DialerLink;
  showsKeys: boolean;
  isAddingCall: boolean;
  toggle(view: 'devices'): void;
  dial(number: string): void;
}

/** The call that is talked on: who, where it is, how long and how well, and what can be done with it. */
export function renderCall(view: CallView, call: CallSnapshot) {
  const { words } = view.link;
  const name = callName(call, words);
  const isUp = isAnswered(call);
  const received = view.link.receivedOn(call);
  const cause = callCauseText(call);
  return html`
    <section part="call" class="call ${call.state}" aria-label=${words.currentCall}>
      <div class="party">
        <span class="avatar" part="avatar" aria-hidden="true">
          ${/^\p{L}/u.exec(name)?.[0].toUpperCase() ?? phoneIcons.person}
        </span>
        <p part="name" class="name" dir="auto">${name}</p>
        ${
          call.remoteNumber && call.remoteNumber !== name
            ? html`<p part="number" class="secondary number" dir="ltr">${call.remoteNumber}</p>`
            : nothing
        }
        <p part="progress" class="progress">
          <span role="status">${callStateWords(call, words)}</span>
          ${
            call.answeredAt === null
              ? nothing
              : html`<span aria-hidden="true">·</span>
                  <telnyx-call-timer call-id=${call.id} exportparts="time"></telnyx-call-timer>`
          }
          ${
            isUp
              ? html`<telnyx-call-quality
                  call-id=${call.id}
                  exportparts="quality-button, figures"
                ></telnyx-call-quality>`
              : nothing
          }
        </p>
        ${cause ? html`<p part="cause" class="secondary" dir="ltr">${cause}</p>` : nothing}
        ${
          received
            ? html`<output class="secondary" part="received-digits">
                ${fill(words.digitsReceived, { digits: received.slice(-MOST_SHOWN) })}
              </output>`
            : nothing
        }
      </div>
      <telnyx-keypad
        mode="dtmf"
        call-id=${call.id}
        exportparts="keypad, key, digits"
        ?hidden=${!view.showsKeys || !isUp}
      ></telnyx-keypad>
      ${isLive(call) ? renderControls(view, call) : renderAgain(view, call)}
    </section>
  `;
}

function renderControls(view: CallView, call: CallSnapshot) {
  const { words } = view.link;
  const isUp = isAnswered(call);
  const change = (news: Partial<Pick<CallView, 'showsKeys' | 'isAddingCall'>>) => {
    Object.assign(view, news);
    view.host.requestUpdate();
  };
  return html`
    <div class="controls" ?hidden=${view.showsKeys && isUp}>
      <div>
        <telnyx-mute-button call-id=${call.id} exportparts="mute-button"></telnyx-mute-button>
        <span aria-hidden="true">${call.isMuted ? words.unmute : words.mute}</span>
      </div>
      <div>
        <telnyx-hold-button call-id=${call.id} exportparts="hold-button"></telnyx-hold-button>
        <span aria-hidden="true">${call.isHeld ? words.resume : words.hold}</span>
      </div>
      ${control('keypad', words.keypad, !isUp, words.notAnswered, () => change({ showsKeys: true }))}
      ${control('speaker', words.audio, false, '', () => view.toggle('devices'))}
      ${control('add', words.addCall, !isUp, words.notAnswered, () => change({ isAddingCall: true }))}
    </div>
    <div class="end-row">
      ${
        view.showsKeys && isUp
          ? html`<button
              class="text"
              type="button"
              part="hide-keypad-button"
              @click=${() => change({ showsKeys: false })}
            >
              ${words.hideKeypad}
            </button>`
          : nothing
      }
      <telnyx-call-button call-id=${call.id} exportparts="end-button"></telnyx-call-button>
    </div>
  `;
}

/** For a moment after the end, until the phone is ready for the next number. */
function renderAgain(view: CallView, { remoteNumber }: CallSnapshot) {
  if (!remoteNumber) return nothing;
  return html`<div class="end-row">
    <button part="redial-button" class="quiet" type="button" @click=${() => view.dial(remoteNumber)}>
      ${phoneIcons.redial}${view.link.words.callAgain}
    </button>
  </div>`;
}

function control(
  icon: 'keypad' | 'speaker' | 'add',
  label: string,
  isDisabled: boolean,
  reason: string,
  onClick: () => void,
) {
  return html`<div>
    <button
      part="${icon}-button"
      class="round"
      type="button"
      aria-label=${label}
      title=${isDisabled ? reason : label}
      ?disabled=${isDisabled}
      @click=${onClick}
    >
      ${phoneIcons[icon]}
    </button>
    <span aria-hidden="true">${label}</span>
  </div>`;
}
