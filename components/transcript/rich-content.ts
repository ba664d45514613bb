import { css, html, nothing } from 'lit';
import type { TranscriptItem } from '../../src/index.js';
import { messages } from '../strings/messages.js';
import type { PresentStrings } from '../strings/table.js';
import type { ImageViewerWords } from './image-viewer.js';
import { linkText } from './link-text.js';
import { type Block, type Inline, parseMarkdown } from './markdown.js';
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
  .bubble :is(ul, ol) {
    margin: 4px 0;
    padding-inline-start: 1.5em;
    list-style: disc;
  }
  .bubble ol {
    list-style: decimal;
  }
  .bubble li {
    display: list-item;
    padding: 2px 0 0;
    contain: none;
  }
  code {
    padding: 1px 4px;
    border-radius: 4px;
    background: var(--_tint);
    font:
      0.92em ui-monospace,
      monospace;
    white-space: pre-wrap;
    direction: ltr;
    unicode-bidi: isolate;
  }
  .code {
    display: block;
    margin: 4px 0;
    padding: 8px;
  }
  .table {
    margin: 4px 0;
    overflow-x: auto;
  }
  table {
    border-collapse: collapse;
    white-space: normal;
  }
  :is(th, td) {
    padding: 4px 12px 4px 0;
    border-block-end: 1px solid var(--_line);
    text-align: start;
    vertical-align: top;
  }
  th {
    font-weight: 600;
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
  readonly hasMarkdown: boolean;
  readonly content: unknown;
}

const drawn = new WeakMap<TranscriptItem, Drawn>();

/** A complete message with its addresses as links and its images; searched once in each language. */
export function renderRichContent(
  item: TranscriptItem,
  strings: PresentStrings,
  hasMarkdown: boolean,
): unknown {
  let known = drawn.get(item);
  if (known?.strings !== strings || known.hasMarkdown !== hasMarkdown) {
    const content = render(item, { ...messages, ...strings }, hasMarkdown);
    known = { strings, hasMarkdown, content };
    drawn.set(item, known);
  }
  return known.content;
}

type Words = ImageViewerWords & { readonly openImage: string; readonly imagesLeftOut: string };

/** The text of a message for the ear. */
export const withoutMarks = ({ role }: TranscriptItem, text: string): string =>
  role === 'assistant' ? text.replace(/\*\*(\S[^*\n]*)\*\*|`([^`\n]+)`/g, '$1$2') : text;

function render(
  { role, text, images, hasLeftOutImages }: TranscriptItem,
  words: Words,
  hasMarkdown: boolean,
): unknown {
  // What the visitor wrote stands there as written.
  const blocks = hasMarkdown && role === 'assistant' ? parseMarkdown(text) : [{ lines: linkText(text) }];
  const shown = safeImages(images);
  return [
    ...blocks.map(renderBlock),
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

function renderBlock(block: Block): unknown {
  if ('lines' in block) return block.lines.map(renderInline);
  if ('code' in block) return html`<code class="code">${block.code}</code>`;
  if ('table' in block) return renderTable(block.table);
  const items = block.items.map((item) => html`<li>${item.map(renderInline)}</li>`);
  return block.list === 'ol'
    ? html`<ol start=${block.start}>
        ${items}
      </ol>`
    : html`<ul>
        ${items}
      </ul>`;
}

/** Scrolls by itself where it is wider than the bubble, by keyboard too. */
function renderTable([head = [], ...rows]: Extract<Block, { readonly table: unknown }>['table']): unknown {
  return html`<div class="table" tabindex="0">
    <table>
      <thead>
        <tr>
          ${head.map((cell) => html`<th scope="col">${cell.map(renderInline)}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) =>
            html`<tr>
              ${row.map((cell) => html`<td>${cell.map(renderInline)}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

function renderInline(piece: Inline): unknown {
  if (typeof piece === 'string') return piece;
  if ('href' in piece)
    return html`<a href=${piece.href} target="_blank" rel="noopener noreferrer nofollow" dir="ltr"
      >${piece.text}</a
    >`;
  const content = piece.content.map(renderInline);
  return {
    strong: html`<strong>${content}</strong>`,
    em: html`<em>${content}</em>`,
    code: html`<code>${content}</code>`,
  }[piece.mark];
}

function openImage({ currentTarget }: Event, image: string, words: Words) {
  const opener = currentTarget as HTMLElement;
  import('./image-viewer.js').then(
    ({ showImage }) => showImage(opener, image, words),
    // The small image stays.
    () => undefined,
  );
}
