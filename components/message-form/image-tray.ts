import { adoptStyles, css, html, type LitElement, nothing } from 'lit';
import { icon } from '../icons/icons.js';
import { fill } from '../strings/fill.js';
import { messages } from '../strings/messages.js';
import type { PresentStrings } from '../strings/table.js';
import { scaleImage, UnusableImage } from './scale-image.js';

/** Four images of 700 kB are as much as a message may carry. */
const MOST_IMAGES = 4;
/** What image models read; the browser converts what it can show. */
const ACCEPT = 'image/jpeg,image/png,image/webp,image/gif,image/avif,image/heic';

interface TrayImage {
  /** `null` while the picture is being scaled. */
  address: string | null;
}

const trayStyles = css`
  ul {
    display: flex;
    flex: 100%;
    flex-wrap: wrap;
    gap: 8px;
    margin: 0;
    padding: 8px 8px 4px;
    list-style: none;
  }
  li {
    position: relative;
    inline-size: 72px;
    block-size: 72px;
  }
  li img,
  li .pending {
    inline-size: 100%;
    block-size: 100%;
    border-radius: 12px;
    background: var(--_raised);
    object-fit: cover;
  }
  li .pending {
    display: block;
    animation: wait 1.2s ease-in-out infinite alternate;
  }
  @keyframes wait {
    to {
      opacity: 0.4;
    }
  }
  /* Larger to the finger than to the eye. */
  li button {
    position: absolute;
    inset-block-start: -10px;
    inset-inline-end: -10px;
    inline-size: 44px;
    background: none;
  }
  li button svg {
    width: 24px;
    padding: 4px;
    box-sizing: border-box;
    border-radius: 50%;
    background: var(--_text);
    color: var(--_surface);
  }
  form.dropping {
    border-color: var(--_accent-text);
    background: var(--_tint);
  }
`;

const camera = icon('M4 8h3.2l1.6-2.5h6.4L16.8 8H20v11H4ZM12 16.5a3.2 3.2 0 1 0 0-6.4 3.2 3.2 0 0 0 0 6.4');
const cross = icon('m7 7 10 10M17 7 7 17');

/** The images that go with the next message. Loads with the first of them, and on phones with the form. */
export class ImageTray {
  readonly #host: LitElement;
  /** Takes a sentence for the visitor about what could not be taken; empty when all is well again. */
  readonly #onNotice: (notice: string) => void;
  #images: TrayImage[] = [];
  #words: Readonly<Record<keyof typeof messages, string>> = messages;

  /** The form is drawn already. */
  constructor(host: LitElement, onNotice: (notice: string) => void) {
    this.#host = host;
    this.#onNotice = onNotice;
    const { elementStyles } = host.constructor as typeof LitElement;
    adoptStyles(host.renderRoot as ShadowRoot, [...elementStyles, trayStyles]);
  }

  /** False while an image is being prepared. */
  get isReady(): boolean {
    return this.#images.every(({ address }) => address !== null);
  }

  get isEmpty(): boolean {
    return this.#images.length === 0;
  }

  /** The images, to be sent. */
  take(): readonly string[] {
    this.#host.requestUpdate();
    return this.#images.splice(0).flatMap(({ address }) => address ?? []);
  }

  /** Puts back what could not be sent, before what was added meanwhile. */
  putBack(addresses: readonly string[]) {
    this.#images.unshift(...addresses.map((address) => ({ address })));
    this.#host.requestUpdate();
  }

  /** Lets the visitor choose files, or take a photograph. */
  pick(isCamera = false) {
    const input = this.#host.renderRoot.querySelector<HTMLInputElement>('input[type="file"]');
    input?.toggleAttribute('capture', isCamera);
    input?.click();
  }

  /** Takes what was picked, pasted or dropped. */
  async add(files: readonly File[]): Promise<void> {
    this.#onNotice('');
    await Promise.all(files.map((file) => this.#add(file)));
  }

  render(strings: PresentStrings, isEnabled: boolean) {
    const words = (this.#words = { ...messages, ...strings });
    return html`
      ${
        this.#images.length > 0
          ? html`<ul aria-label=${words.imagesToSend}>
              ${this.#images.map((image, index) => this.#renderImage(image, index, strings.image))}
            </ul>`
          : nothing
      }
      <input type="file" hidden multiple accept=${ACCEPT} @change=${this.#onPicked} />
      ${
        matchMedia('(pointer: coarse)').matches
          ? html`<button
              part="image-button"
              class="add"
              type="button"
              aria-label=${words.takePhoto}
              title=${words.takePhoto}
              ?disabled=${!isEnabled}
              @click=${() => this.pick(true)}
            >
              ${camera}
            </button>`
          : nothing
      }
    `;
  }

  #renderImage(image: TrayImage, index: number, alt: string) {
    const label = fill(this.#words.removeImage, { number: index + 1 });
    return html`<li>
      ${
        image.address
          ? html`<img part="thumbnail" src=${image.address} alt="${alt} ${index + 1}" />`
          : html`<span class="pending" role="img" aria-label=${this.#words.imagePending}></span>`
      }
      <button type="button" aria-label=${label} title=${label} @click=${() => void this.#remove(image)}>
        ${cross}
      </button>
    </li>`;
  }

  async #add(file: File) {
    const image: TrayImage = { address: null };
    try {
      if (this.#images.length >= MOST_IMAGES) throw new UnusableImage('tooManyImages');
      this.#images.push(image);
      this.#host.requestUpdate();
      image.address = await scaleImage(file);
    } catch (error) {
      this.#images = this.#images.filter((each) => each !== image);
      const problem = error instanceof UnusableImage ? error.problem : 'imageUnreadable';
      this.#onNotice(fill(this.#words[problem], { number: MOST_IMAGES }));
    }
    this.#host.requestUpdate();
  }

  async #remove(image: TrayImage) {
    const focused = () => (this.#host.renderRoot as ShadowRoot).activeElement;
    const hadFocus = focused() !== null;
    this.#images = this.#images.filter((each) => each !== image);
    this.#onNotice('');
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    if (!hadFocus || focused()) return;
    const { renderRoot: root } = this.#host;
    const last = [...root.querySelectorAll<HTMLElement>('li button')].at(-1);
    (last ?? root.querySelector('textarea'))?.focus();
  }

  readonly #onPicked = ({ target }: Event) => {
    const input = target as HTMLInputElement;
    const files = [...(input.files ?? [])];
    // So that the same file can be picked once more.
    input.value = '';
    void this.add(files);
  };
}
