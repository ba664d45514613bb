import { html } from 'lit';
import type { TranscriptItem } from '../../src/index.js';
import { linkText } from './link-text.js';
import { safeImages } from './safe-images.js';

const drawn = new WeakMap<TranscriptItem, unknown>();

/** A complete message with its addresses as links and its images; searched once. */
export function renderRichContent(item: TranscriptItem, imageLabel: string): unknown {
  let content = drawn.get(item);
  if (content === undefined) {
    content = render(item, imageLabel);
    drawn.set(item, content);
  }
  return content;
}

function render({ text, images }: TranscriptItem, imageLabel: string): unknown {
  const segments = linkText(text);
  const [first = ''] = segments;
  const shown = safeImages(images);
  if (segments.length <= 1 && shown.length === 0 && typeof first === 'string') return first;
  return [
    ...segments.map((segment) =>
      typeof segment === 'string'
        ? segment
        : html`<a href=${segment.href} target="_blank" rel="noopener noreferrer nofollow"
            >${segment.text}</a
          >`,
    ),
    ...shown.map((image) => html`<img src=${image} alt=${imageLabel} loading="lazy" decoding="async" />`),
  ];
}
