import { html, LitElement, type PropertyDeclarations } from 'lit';
import { SessionController } from '../controllers/session-controller.js';
import { icons } from '../icons/icons.js';
import { currentCall, isAnswered } from '../session/current-call.js';
import { partStyles } from '../styles/part.js';
import { messageFormStyles } from './message-form.styles.js';

/**
 * Writes to the agent. Enter sends, Shift and Enter begin a new line.
 *
 * @tag telnyx-message-form
 * @summary The field for messages.
 *
 * @csspart composer - The form.
 * @csspart input - The field.
 * @csspart send-button - The button.
 */
export class TelnyxMessageForm extends LitElement {
  static override styles = [partStyles, messageFormStyles];

  static override shadowRootOptions = { ...LitElement.shadowRootOptions, delegatesFocus: true };

  static override properties: PropertyDeclarations = { placeholder: {}, draft: { state: true } };

  /** @attr placeholder - Shown in the empty field. */
  declare placeholder: string;
  declare private draft: string;

  readonly #session = new SessionController(this, (snapshot, handle) => ({
    canSend: isAnswered(currentCall(snapshot)) || handle?.canMessageAnytime === true,
    isStarting: handle?.isStarting === true,
  }));

  constructor() {
    super();
    this.placeholder = this.draft = '';
  }

  override render() {
    const { strings, value } = this.#session;
    const placeholder = value.canSend ? strings.messagePlaceholder : strings.messagePlaceholderIdle;
    return html`
      <form part="composer" @submit=${this.#onSubmit}>
        <textarea
          part="input"
          rows="1"
          aria-label=${strings.message}
          placeholder=${this.placeholder || placeholder}
          enterkeyhint="send"
          .value=${this.draft}
          ?disabled=${!value.canSend}
          @input=${this.#onInput}
          @keydown=${this.#onKeyDown}
        ></textarea>
        <button
          part="send-button"
          aria-label=${strings.send}
          title=${strings.send}
          ?disabled=${!value.canSend || value.isStarting || this.draft.trim() === ''}
        >
          ${icons.send}
        </button>
      </form>
    `;
  }

  readonly #onInput = (event: InputEvent) => {
    this.draft = (event.target as HTMLTextAreaElement).value;
  };

  readonly #onKeyDown = (event: KeyboardEvent) => {
    // While an input method composes a word, Enter accepts the word.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    (event.target as HTMLTextAreaElement).form?.requestSubmit();
  };

  readonly #onSubmit = async (event: SubmitEvent) => {
    event.preventDefault();
    const text = this.draft.trim();
    const { session, handle, value } = this.#session;
    if (!text || !value.canSend || value.isStarting) return;
    this.draft = '';
    try {
      await (handle ? handle.sendMessage(text) : session?.sendMessage(text));
    } catch {
      // The failure is told by the session; the words come back so that they can be sent again.
      this.draft ||= text;
    }
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'telnyx-message-form': TelnyxMessageForm;
  }
}
