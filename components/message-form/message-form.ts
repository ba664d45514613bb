import { html, LitElement, nothing, type PropertyDeclarations, type PropertyValues } from 'lit';
import type { TelnyxError } from '../../src/index.js';
import { SessionController } from '../controllers/session-controller.js';
import { icons } from '../icons/icons.js';
import { currentCall, isAnswered } from '../session/current-call.js';
import { hostAround } from '../session/host-around.js';
import { partStyles } from '../styles/part.js';
import type { ImageTray } from './image-tray.js';
import { messageFormStyles } from './message-form.styles.js';

/**
 * Writes to the agent. Enter sends, Shift and Enter begin a new line. A message that is refused comes back.
 *
 * @tag telnyx-message-form
 * @summary The field for messages.
 *
 * @fires {TelnyxErrorEvent} telnyx-error - When a message could not be sent.
 *
 * @csspart composer - The form.
 * @csspart input - The field.
 * @csspart send-button - The button.
 * @csspart image-button - Adds images, where they are allowed.
 * @csspart thumbnail - An image that goes with the next message.
 * @csspart form-notice - Why something could not be sent.
 *
 * @cssprop [--telnyx-accent=oklch(48% 0.11 165)] - The one colour; all others follow from it.
 */
export class TelnyxMessageForm extends LitElement {
  static override styles = [partStyles, messageFormStyles];

  static override properties: PropertyDeclarations = {
    placeholder: {},
    images: { type: Boolean, reflect: true },
    draft: { state: true },
    notice: { state: true },
    tray: { state: true },
    noAgent: { state: true },
  };

  /** @attr placeholder - Shown in the empty field. */
  declare placeholder: string;
  /** @attr images - Lets the visitor add images: by a picker, a camera, pasting or dropping. */
  declare images: boolean;
  declare private draft: string;
  declare private notice: string;
  /** The images of the next message; loaded where they are allowed. */
  declare private tray: ImageTray | undefined;

  /** Why nothing can be written to a phone, in English; loaded where it is needed. */
  declare private noAgent: string;

  readonly #session = new SessionController(this, (snapshot, handle) => {
    // In a page's own provider a visitor has no name.
    const hasAgent = handle ? handle.hasAgent : snapshot.user === null;
    const canWrite = hasAgent && (isAnswered(currentCall(snapshot)) || handle?.canMessageAnytime === true);
    const isReconnecting = snapshot.status === 'reconnecting';
    return {
      hasAgent,
      canWrite,
      isReconnecting,
      canSend: canWrite && !isReconnecting && handle?.isStarting !== true,
    };
  });
  #loadingTray: Promise<void> | undefined;
  #connection = new AbortController();
  /** Safari ends the composition before it tells of the Enter that did so. */
  #hasJustComposed = false;

  constructor() {
    super();
    this.placeholder = this.draft = this.notice = this.noAgent = '';
    this.images = false;
  }

  override connectedCallback() {
    super.connectedCallback();
    this.#connection = new AbortController();
    const { signal } = this.#connection;
    const root = this.getRootNode();
    if (!(root instanceof ShadowRoot) || root.host !== hostAround(this)) return;
    // Beside the form, in the panel of a host of ours, the browser would leave the page for the file.
    const onFiles = (event: Event) => this.#onFiles(event as DragEvent);
    for (const type of ['dragover', 'dragleave', 'drop']) root.addEventListener(type, onFiles, { signal });
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    this.#connection.abort();
  }

  protected override willUpdate(changed: PropertyValues<this>) {
    // Phones are offered their camera too.
    if (changed.has('images') && this.images && matchMedia('(pointer: coarse)').matches) this.#useTray();
    if (!this.#session.value.hasAgent && !this.noAgent) this.#loadReason();
  }

  protected override updated() {
    const field = this.#field;
    if (!field || CSS.supports('field-sizing', 'content')) return;
    field.style.blockSize = '0';
    field.style.blockSize = `${field.scrollHeight}px`;
  }

  protected override async getUpdateComplete(): Promise<boolean> {
    await super.getUpdateComplete();
    await this.#loadingTray;
    return super.getUpdateComplete();
  }

  /** Puts the caret into the field. */
  override focus(options?: FocusOptions) {
    if (this.hasUpdated) this.#field?.focus(options);
    else void this.updateComplete.then(() => this.#field?.focus(options));
  }

  override render() {
    const { strings, value } = this.#session;
    const { hasAgent, canWrite, isReconnecting } = value;
    const idle = hasAgent ? strings.messagePlaceholderIdle : (strings.messageNoAgent ?? this.noAgent);
    const reason = isReconnecting ? strings.stateReconnecting : idle;
    const isPossible = canWrite && !isReconnecting;
    return html`
      <form
        part="composer"
        @submit=${this.#onSubmit}
        @paste=${this.#onFiles}
        @drop=${this.#onFiles}
        @dragover=${this.#onFiles}
        @dragleave=${this.#onFiles}
      >
        ${this.#tray?.render(strings, canWrite)} ${this.images ? this.#renderImageButton() : nothing}
        <textarea
          part="input"
          rows="1"
          aria-label=${strings.message}
          placeholder=${isPossible ? this.placeholder || strings.messagePlaceholder : reason}
          enterkeyhint="send"
          .value=${this.draft}
          ?disabled=${!canWrite}
          @input=${this.#onInput}
          @keydown=${this.#onKeyDown}
          @compositionend=${this.#onCompositionEnd}
        ></textarea>
        <button
          class="send"
          part="send-button"
          aria-label=${strings.send}
          title=${isPossible ? strings.send : reason}
          ?disabled=${!this.#canSubmit}
        >
          ${icons.send}
        </button>
      </form>
      <p part="form-notice" class="notice" role="alert" dir="auto">${this.notice}</p>
    `;
  }

  #loadReason() {
    import('../strings/messages.js').then(
      ({ messages }) => {
        this.noAgent = messages.messageNoAgent;
      },
      () => {
        // Disabled without a reason, until it is drawn the next time.
      },
    );
  }

  #renderImageButton() {
    const { strings, value } = this.#session;
    return html`<button
      part="image-button"
      class="add"
      type="button"
      aria-label=${strings.addImage}
      title=${strings.addImage}
      ?disabled=${!value.canWrite}
      @click=${this.#onImages}
    >
      ${icons.image}
    </button>`;
  }

  get #field(): HTMLTextAreaElement | null {
    return this.renderRoot.querySelector('textarea');
  }

  get #tray(): ImageTray | undefined {
    return this.images ? this.tray : undefined;
  }

  get #canSubmit(): boolean {
    const { isReady = true, isEmpty = true } = this.#tray ?? {};
    return this.#session.value.canSend && isReady && (!isEmpty || this.draft.trim() !== '');
  }

  #useTray(use?: (tray: ImageTray) => void) {
    this.#loadingTray ??= import('./image-tray.js').then(
      ({ ImageTray }) => {
        this.tray = new ImageTray(this, (notice) => (this.notice = notice));
      },
      () => {
        // Text goes without it, and the next image may load it.
        this.#loadingTray = undefined;
      },
    );
    void this.#loadingTray.then(async () => {
      await this.updateComplete;
      if (this.tray) use?.(this.tray);
    });
  }

  readonly #onImages = () => {
    this.#useTray((tray) => tray.pick());
  };

  /** Dropped and pasted files are images to send; what comes with its words is for the field. */
  readonly #onFiles = (event: ClipboardEvent | DragEvent) => {
    const data = 'clipboardData' in event ? event.clipboardData : event.dataTransfer;
    if (!this.images || !data?.types.includes('Files') || event.defaultPrevented) return;
    if (data.types.includes('text/plain') && event.composedPath()[0] === this.#field) return;
    event.preventDefault();
    const { canWrite } = this.#session.value;
    const isOver = event.type === 'dragover';
    this.renderRoot.querySelector('form')?.classList.toggle('dropping', isOver && canWrite);
    if (!canWrite) return;
    // They are gone after the event.
    const files = event.type.startsWith('drag') ? [] : [...data.files];
    this.#useTray((tray) => void tray.add(files));
  };

  readonly #onInput = (event: InputEvent) => {
    this.draft = (event.target as HTMLTextAreaElement).value;
    this.notice = '';
  };

  readonly #onCompositionEnd = () => {
    this.#hasJustComposed = true;
    setTimeout(() => (this.#hasJustComposed = false));
  };

  readonly #onKeyDown = (event: KeyboardEvent) => {
    // While an input method composes a word, Enter accepts the word.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || this.#hasJustComposed) return;
    event.preventDefault();
    (event.target as HTMLTextAreaElement).form?.requestSubmit();
  };

  readonly #onSubmit = async (event: SubmitEvent) => {
    event.preventDefault();
    if (!this.#canSubmit) return;
    const { session, handle } = this.#session;
    const text = this.draft.trim();
    const images = this.#tray?.take() ?? [];
    this.draft = this.notice = '';
    // The empty form disables the button. Where that has no focus, no keyboard of a phone must come up.
    const { activeElement } = this.renderRoot as ShadowRoot;
    if (activeElement && activeElement === event.submitter) this.#field?.focus();
    try {
      await (handle ?? session)?.sendMessage(text, { images });
    } catch (error) {
      // What was refused can be sent again, before what was written meanwhile.
      this.draft = [text, this.draft].filter((each) => each !== '').join('\n');
      this.tray?.putBack(images);
      // A failure of the conversation itself is told and shown by its host.
      if (handle?.error === error) return;
      const { reportRefusal } = await import('./message-refused.js');
      this.notice = reportRefusal(this, error as TelnyxError, this.#session.strings);
    }
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'telnyx-message-form': TelnyxMessageForm;
  }
}
