import { css, html, nothing } from 'lit';
import type { TranscriptItem } from '../../src/index.js';
import { messages } from '../strings/messages.js';
import type { PresentStrings } from '../strings/table.js';
import type { ImageViewerWords } from './image-viewer.js';
import { linkText } from './link-text.js';
import { safeImages } from './safe-images.js';

/** Written into the transcript's shadow root with the first message that needs it. */
export const richStyles = css`
  .image {
    display: block;
    inline-size: fit-content;
    max-inline-size: calc(100% + 18px);
    margin: -4px -9px;
    border-radius: 10px;
    white-space: normal;
    cursor: zoom-in;
  }
  .image + .image,
  .after-text {
    margin-block-start: 8px;
  }
  small {
    display: block;
    color: var(--_text-quiet);
    font-size: 13px;
    line-height: 18px;
  }
  img {
    display: block;
    max-inline-size: 100%;
    max-block-size: 240px;
    min-block-size: 44px;
    border-radius: inherit;
    object-fit: contain;
  }
`;

interface Drawn {
  readonly strings: PresentStrings;
  readonly content: unknown;
}

const drawn = new WeakMap<TranscriptItem, Drawn>();

/** A complete message with its addresses as links and its images; searched once in each language. */
export function renderRichContent(item: TranscriptItem, strings: PresentStrings): unknown {
  let known = drawn.get(item);
  if (known?.strings !== strings) {
    known = { strings, content: render(item, { ...messages, ...strings }) };
    drawn.set(item, known);
  }
  return known.content;
}

type Words = ImageViewerWords & { readonly openImage: string; readonly imagesLeftOut: string };

function render({ text, images, hasLeftOutImages }: TranscriptItem, words: Words): unknown {
  const segments = linkText(text);
  const [first = ''] = segments;
  const shown = safeImages(images);
  const isPlain = segments.length <= 1 && shown.length === 0 && !hasLeftOutImages;
  if (isPlain && typeof first === 'string') return first;
  return [
    ...segments.map((segment) =>
      typeof segment === 'string'
        ? segment
        : html`<a href=${segment.href} target="_blank" rel="noopener noreferrer nofollow" dir="ltr"
            >${segment.text}</a
          >`,
    ),
    ...shown.map(
      (image) =>
        html`<button
          part="image"
          class="image ${text ? 'after-text' : ''}"
          type="button"
          title=${words.openImage}
          @click=${(event: Event) => openImage(event, image, words)}
        >
          <img src=${image} alt=${words.image} decoding="async" referrerpolicy="no-referrer" />
        </button>`,
    ),
    hasLeftOutImages
      ? html`<small class=${text || shown.length > 0 ? 'after-text' : ''}>${words.imagesLeftOut}</small>`
      : nothing,
  ];
}

function openImage({ currentTarget }: Event, image: string, words: Words) {
  const opener = currentTarget as HTMLElement;
  import('./image-viewer.js').then(
    ({ showImage }) => showImage(opener, image, words),
    // The small image stays.
    () => undefined,
  );
}
