import type { AiMessageItem } from '../protocol/ai-conversation.js';
import type { Clock } from '../shared/clock.js';
import { type ReadableStore, Store } from '../shared/store.js';
import { uuid } from '../shared/uuid.js';
import { withoutSpeechMarkup } from './speech-markup.js';
import type { TranscriptItem } from './transcript-item.js';

/** What the back end writes into the conversation for itself. */
const CONTROL_TEXT = /^\(conversation (?:ended|started)\)$/i;

/**
 * The conversation as messages, in order of first appearance: one item per message, text growing in place.
 * An item with the id of an earlier one replaces it, so the echo of a typed message shows up once.
 */
export class Transcript {
  readonly #clock: Clock;
  readonly #items = new Store<readonly TranscriptItem[]>([]);
  /** What the agent said so far with its speech markup, by item id. */
  readonly #spoken = new Map<string, string>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get items(): ReadableStore<readonly TranscriptItem[]> {
    return this.#items;
  }

  /** Shows a typed message before the server echoes it. */
  addTyped(id: string, text: string, images: readonly string[]): void {
    this.finish();
    this.#put({ id, role: 'user', text, status: 'final', ...withImages(images) });
  }

  /** Takes a message back that the server refused. */
  remove(id: string): void {
    this.#items.set(this.#items.value.filter((item) => item.id !== id));
  }

  /** An item as the server announces it. Returns true for a finished turn of the visitor. */
  addItem(item: AiMessageItem): boolean {
    const isUser = item.role === 'user';
    if (!isUser && item.role !== 'assistant') return false;
    const { text, images } = readContent(item);
    const visible = isUser ? text : withoutSpeechMarkup(text, false);
    if ((!visible && images.length === 0) || CONTROL_TEXT.test(visible)) return false;
    const status = item.status === 'in_progress' ? 'partial' : 'final';
    const id = item.id ?? uuid();
    const known = this.#items.value[this.#indexOf(id)];
    // A new turn of the visitor ends what the agent was saying; the echo or the growth of one does not.
    if (isUser && !known) this.finish();
    this.#put({
      id,
      role: isUser ? 'user' : 'assistant',
      text: visible,
      status,
      // An echo may come without the images it confirms.
      ...withImages(images.length > 0 ? images : (known?.images ?? [])),
    });
    return isUser && status === 'final';
  }

  /** The next piece of what the agent says. Returns true for the first piece of an item. */
  addDelta(itemId: string, delta: string): boolean {
    const isFirst = !this.#spoken.has(itemId);
    const spoken = (this.#spoken.get(itemId) ?? '') + delta;
    if (isFirst) this.finish();
    this.#spoken.set(itemId, spoken);
    const text = withoutSpeechMarkup(spoken, true);
    if (text) this.#put({ id: itemId, role: 'assistant', text, status: 'partial' });
    return isFirst;
  }

  /** Closes one item, or all that are still growing. */
  finish(itemId?: string): void {
    const isOpen = ({ id, status }: TranscriptItem) => status === 'partial' && (!itemId || id === itemId);
    if (!this.#items.value.some(isOpen)) return;
    this.#items.set(
      this.#items.value.flatMap((item) => {
        if (!isOpen(item)) return [item];
        const spoken = this.#spoken.get(item.id);
        const text = spoken === undefined ? item.text : withoutSpeechMarkup(spoken, false).trimEnd();
        return CONTROL_TEXT.test(text) ? [] : [Object.freeze({ ...item, text, status: 'final' as const })];
      }),
    );
  }

  clear(): void {
    this.#spoken.clear();
    this.#items.set([]);
  }

  #put(item: Omit<TranscriptItem, 'timestamp'>): void {
    const items = this.#items.value;
    const index = this.#indexOf(item.id);
    const timestamp = items[index]?.timestamp ?? this.#clock.now();
    const next = Object.freeze({ ...item, timestamp });
    this.#items.set(
      index < 0 ? [...items, next] : [...items.slice(0, index), next, ...items.slice(index + 1)],
    );
  }

  /** From the end: the item that grows is nearly always the last one, and a transcript may be long. */
  #indexOf(id: string): number {
    const items = this.#items.value;
    let index = items.length - 1;
    while (index >= 0 && items[index]?.id !== id) index -= 1;
    return index;
  }
}

function withImages(images: readonly string[]): Pick<TranscriptItem, 'images'> {
  return images.length > 0 ? { images: Object.freeze([...images]) } : {};
}

function readContent({ content }: AiMessageItem): { text: string; images: string[] } {
  if (typeof content === 'string') return { text: content, images: [] };
  const blocks = content ?? [];
  return {
    text: blocks
      .map((block) => block.transcript ?? block.text ?? '')
      .filter((text) => text !== '')
      .join(' '),
    images: blocks.flatMap((block) => block.image_url?.url ?? []),
  };
}
