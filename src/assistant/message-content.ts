import type { AiMessageItem } from '../protocol/ai-conversation.js';
import type { ClientAiParams } from '../protocol/client-ai-messages.js';
import { TelnyxError } from '../shared/errors.js';

/** What one message may hold, in characters of text; a longer one of the far end is cut. */
export const LONGEST_TEXT = 100_000;
/** All images of one message together, in characters of their addresses: about 3 MB of JPEG. */
const LARGEST_IMAGES = 4_000_000;
/** Of a message of the far end; more of them would only crowd its bubble out. */
const MOST_IMAGES = 20;
const SAFE_IMAGE = /^(?:data:image\/(?:png|jpe?g|gif|webp|avif);base64,|https:\/\/)/i;
const SENDABLE_IMAGE = /^(?:data:image\/(?:png|jpe?g|gif|webp);base64,|https:\/\/)/i;

/** The text as it is kept. */
export function cut(text: string): string {
  return text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT - 1)}…` : text;
}

interface MessageContent {
  readonly text: string;
  readonly images: readonly string[];
  /** True where images were too large, too many or of no safe kind to be kept. */
  readonly hasLeftOutImages: boolean;
}

/** What an item says and shows, whatever shape its content has. */
export function readContent({ content }: AiMessageItem): MessageContent {
  if (typeof content === 'string') return { text: cut(content), images: [], hasLeftOutImages: false };
  const blocks = content ?? [];
  const sent = blocks.flatMap((block) => block.image_url?.url ?? []);
  const images = keepable(sent);
  return {
    text: cut(
      blocks
        .map((block) => block.transcript ?? block.text ?? '')
        .filter((text) => text !== '')
        .join(' '),
    ),
    images,
    hasLeftOutImages: images.length < sent.length,
  };
}

/** Those that can do nothing but be seen, and together are no larger than what we would send. */
function keepable(images: readonly string[]): string[] {
  let room = LARGEST_IMAGES;
  return images
    .filter((image) => {
      const { length } = image;
      const isKept = length <= room && SAFE_IMAGE.test(image);
      if (isKept) room -= length;
      return isKept;
    })
    .slice(0, MOST_IMAGES);
}

/**
 * Throws for a message that could not be sent, so that it can be refused before anything is begun for it.
 *
 * @throws TelnyxError 60016 for one that no gateway would take, 44002 for a text that is none and an image that is
 *   neither a `data:` address of a PNG, JPEG, GIF or WebP nor from https; also for a message that holds nothing.
 */
export function checkMessage(text: string, images: readonly string[] = []): void {
  // Pages are written in JavaScript too.
  if (typeof text !== 'string' || !isTextList(images))
    throw unsendable('A message is a text and a list of images.');
  if (!text.trim() && images.length === 0) throw unsendable('There is nothing in the message.');
  const imageLength = images.reduce((total, { length }) => total + length, 0);
  if (text.length > LONGEST_TEXT || imageLength > LARGEST_IMAGES) throw new TelnyxError(60016);
  if (!images.every((image) => SENDABLE_IMAGE.test(image))) {
    throw unsendable('An image is no data: or https: address.');
  }
}

/**
 * A typed message as the protocol has it.
 *
 * @throws TelnyxError as `checkMessage()` does.
 */
export function typedMessage(id: string, text: string, images: readonly string[]): ClientAiParams {
  checkMessage(text, images);
  return {
    type: 'conversation.item.create',
    previous_item_id: null,
    item: {
      id,
      type: 'message',
      role: 'user',
      content: [
        { type: 'input_text', text },
        ...images.map((url) => ({ type: 'image_url' as const, image_url: { url } })),
      ],
    },
  };
}

const isTextList = (list: unknown): boolean =>
  Array.isArray(list) && list.every((item) => typeof item === 'string');

const unsendable = (message: string) => new TelnyxError(44002, { message, fatal: false });
