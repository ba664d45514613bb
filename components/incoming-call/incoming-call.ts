import { html, LitElement, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { CallSnapshot, TelnyxError } from '../../src/index.js';
import { callName } from '../call-list/call-words.js';
import { SessionController } from '../controllers/session-controller.js';
import { icons } from '../icons/icons.js';
import { phoneIcons } from '../icons/phone-icons.js';
import { isAnswered, isIncoming } from '../session/current-call.js';
import { fill } from '../strings/fill.js';
import { phone } from '../strings/phone.js';
import { waiting } from '../strings/phone-waiting.js';
import type { PhoneStrings, PresentStrings, WaitingStrings } from '../strings/table.js';
import type { ErrorWords } from '../strings/trouble.js';
import { partStyles } from '../styles/part.js';
import { incomingCallStyles } from './incoming-call.styles.js';

type Words = PresentStrings & PhoneStrings & WaitingStrings;

interface Situation {
  readonly isTalking: boolean;
  readonly isLine: boolean;
  readonly isOneOfMany: boolean;
}

/** A call on hold is in nobody's way. */
const isTalkedOn = (call: CallSnapshot) => isAnswered(call) && !call.isHeld;

/** More than this many at once are shown as a list of lines instead of cards. */
const MOST_CARDS = 2;

/**
 * Shows who is calling, with buttons to answer and decline; while talking also to hold or end the present call
 * first. Shows nothing while nobody calls. A page that prevents `telnyx-incoming-call` shows that call itself.
 *
 * @tag telnyx-incoming-call
 * @summary Calls that are coming in.
 *
 * @csspart incoming - All calls that are coming in.
 * @csspart incoming-call - One of them.
 * @csspart name - Who is calling.
 * @csspart number - From which number, where there is a name as well.
 * @csspart answer-button - Answers.
 * @csspart decline-button - Declines.
 * @csspart end-and-answer-button - Ends the present call and answers.
 * @csspart decline-all-button - Declines all, where many call at once.
 *
 * @cssprop [--telnyx-accent=oklch(48% 0.11 165)] - The one colour; all others follow from it.
 */
export class TelnyxIncomingCall extends LitElement {
  static override styles = [partStyles, incomingCallStyles];

  static override properties = { failures: { state: true } };

  /** Why an answer failed, by call: most often the microphone was refused, and the call rings on. */
  declare private failures: ReadonlyMap<string, ErrorWords>;

  readonly #session = new SessionController(this, ({ calls, error }, handle) => ({
    calls,
    error,
    takenCallIds: handle?.takenCallIds,
  }));
  /** The failure of the session that was looked at last. */
  #seen: TelnyxError | null = null;

  constructor() {
    super();
    this.failures = new Map();
  }

  protected override willUpdate() {
    const { error } = this.#session.value;
    // However the answer was given: by a button of the page, say, or by the phone itself.
    if (error && error !== this.#seen && !error.fatal && error.callId) void this.#tell(error.callId, error);
    this.#seen = error;
    const ringing = this.#ringing.map(({ id }) => id);
    if ([...this.failures.keys()].every((id) => ringing.includes(id))) return;
    this.failures = new Map([...this.failures].filter(([id]) => ringing.includes(id)));
  }

  protected override updated() {
    // For what stands around it: whether anybody is calling.
    this.toggleAttribute('filled', this.renderRoot.querySelector('section') !== null);
  }

  override render() {
    const words = { ...phone, ...waiting, ...this.#session.strings };
    const ringing = this.#ringing;
    return html`
      <p class="visually-hidden" role="alert">${announcement(ringing, words)}</p>
      ${ringing.length > 0 ? this.#renderCalls(ringing, words) : nothing}
    `;
  }

  /** The calls coming in that the page has not taken. */
  get #ringing(): readonly CallSnapshot[] {
    const { calls, takenCallIds } = this.#session.value;
    return calls.filter((call) => isIncoming(call) && !takenCallIds?.includes(call.id));
  }

  #renderCalls(ringing: readonly CallSnapshot[], words: Words) {
    const isTalking = this.#session.value.calls.some(isTalkedOn);
    const isList = ringing.length > MOST_CARDS;
    return html`
      <section part="incoming" class=${isList ? 'list' : 'cards'} aria-label=${words.incomingCall}>
        ${
          isList
            ? html`<div class="head">
                <b>${fill(words.incomingCalls, { count: ringing.length })}</b>
                <button part="decline-all-button" class="text" type="button" @click=${this.#onDeclineAll}>
                  ${words.declineAll}
                </button>
              </div>`
            : nothing
        }
        <ul tabindex=${isList ? 0 : nothing} aria-label=${isList ? words.incomingCall : nothing}>
          ${repeat(
            ringing,
            ({ id }) => id,
            (call) =>
              this.#renderCall(call, words, { isTalking, isLine: isList, isOneOfMany: ringing.length > 1 }),
          )}
        </ul>
      </section>
    `;
  }

  #renderCall(call: CallSnapshot, words: Words, { isTalking, isLine, isOneOfMany }: Situation) {
    const name = callName(call, words);
    const failure = this.failures.get(call.id);
    const answer = isTalking ? words.holdAndAnswer : words.answer;
    // Who cannot see the cards hears whose button it is.
    const labelOf = (label: string) => (isOneOfMany ? `${label}: ${name}` : nothing);
    // The longer words need the room.
    const icon = isTalking ? (isLine ? phoneIcons.swap : nothing) : icons.phone;
    return html`
      <li part="incoming-call">
        <div class="who">
          ${isLine ? nothing : html`<p class="secondary">${words.incomingCall}</p>`}
          <p part="name" class="name" dir="auto">${name}</p>
          ${
            call.remoteNumber && call.remoteNumber !== name
              ? html`<p part="number" class="secondary number" dir="ltr">${call.remoteNumber}</p>`
              : nothing
          }
        </div>
        ${
          failure
            ? html`<p class="failure" role="alert"><b>${failure.title}.</b> ${failure.advice}</p>`
            : nothing
        }
        <div class="actions">
          <button
            part="decline-button"
            class=${isLine ? 'danger round' : 'danger'}
            type="button"
            aria-label=${labelOf(words.decline)}
            title=${isLine ? words.decline : nothing}
            @click=${() => this.#decline(call)}
          >
            ${icons.phone}${isLine ? nothing : words.decline}
          </button>
          <button
            part="answer-button"
            class=${isLine ? 'primary round' : 'primary'}
            type="button"
            aria-label=${labelOf(failure ? words.tryAgain : answer)}
            title=${isLine ? answer : nothing}
            @click=${() => this.#answer(call)}
          >
            ${icon}${isLine ? nothing : failure ? words.tryAgain : answer}
          </button>
          ${
            isTalking && !isLine
              ? html`<button
                  part="end-and-answer-button"
                  class="quiet wide"
                  type="button"
                  aria-label=${labelOf(words.endAndAnswer)}
                  @click=${() => this.#endAndAnswer(call)}
                >
                  ${words.endAndAnswer}
                </button>`
              : nothing
          }
        </div>
      </li>
    `;
  }

  async #answer({ id }: CallSnapshot) {
    this.#setFailure(id, null);
    try {
      // The session parks the call that is talked on.
      await this.#session.session?.getCall(id)?.answer();
    } catch (error) {
      await this.#tell(id, error as TelnyxError);
    }
  }

  async #tell(id: string, { code }: TelnyxError) {
    const { wordsFor } = await import('../strings/trouble-kinds.js');
    this.#setFailure(id, wordsFor(code, this.#session.strings));
  }

  async #endAndAnswer(call: CallSnapshot) {
    const { session, value } = this.#session;
    const talking = value.calls.filter(isTalkedOn);
    await Promise.all(talking.map(async ({ id }) => session?.getCall(id)?.hangup()));
    await this.#answer(call);
  }

  async #decline({ id }: CallSnapshot) {
    await this.#session.session?.getCall(id)?.hangup();
  }

  readonly #onDeclineAll = () => {
    for (const call of this.#ringing) void this.#decline(call);
  };

  #setFailure(id: string, words: ErrorWords | null) {
    const failures = new Map(this.failures);
    if (words) failures.set(id, words);
    else failures.delete(id);
    this.failures = failures;
  }
}

/** One sentence however many there are: forty alerts would drown everything else. */
function announcement(ringing: readonly CallSnapshot[], words: Words): string {
  const [first] = ringing;
  if (!first) return '';
  if (ringing.length > 1) return fill(words.incomingCalls, { count: ringing.length });
  return fill(words.incomingFrom, { name: callName(first, words) });
}

declare global {
  interface HTMLElementTagNameMap {
    'telnyx-incoming-call': TelnyxIncomingCall;
  }
}
