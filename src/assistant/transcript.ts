import type { AiMessageItem } from '../protocol/ai-conversation.js';
import type { Clock } from '../shared/clock.js';
import { type ReadableStore, Store } from '../shared/store.js';
import { uuid } from '../shared/uuid.js';
import { cut, LONGEST_TEXT, readContent } from './message-content.js';
import { RecentMap } from './recent-map.js';
import { withoutSpeechMarkup } from './speech-markup.js';
import type { TranscriptItem } from './transcript-item.js';

/** What the back end writes into the conversation for itself. */
const CONTROL_TEXT = /^\(conversation (?:ended|started)\)$/i;

/** To freeze 10,000 items costs Safari 1 ms, at each of the words that come every 20 ms. */
const LONGEST_FROZEN = 1000;

/**
 * The conversation as messages, in order of first appearance: one item per message, text growing in place.
 * An item with the id of an earlier one replaces it, so the echo of a typed message shows up once.
 */
export class Transcript {
  readonly #clock: Clock;
  readonly #list: TranscriptItem[] = [];
  /** Where each item stands, by id: a conversation may be long, and a delta comes every 20 ms. */
  readonly #places = new Map<string, number>();
  readonly #growing = new Set<string>();
  /** Those that a gap cut off: what follows goes into an item behind it. */
  readonly #interrupted = new RecentMap<true>();
  /** What the agent said so far with its speech markup, by item id. */
  readonly #spoken = new RecentMap<string>();
  readonly #items = new Store<readonly TranscriptItem[]>([]);

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Copies of the list, frozen like the items in it, but for very long ones. */
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
    if (this.#drop(id)) this.#publish();
  }

  /** An item as the server announces it. Returns true for a finished turn of the visitor. */
  addItem(item: AiMessageItem): boolean {
    const isUser = item.role === 'user';
    if (!isUser && item.role !== 'assistant') return false;
    const { text, images, hasLeftOutImages } = readContent(item);
    const visible = isUser ? text : withoutSpeechMarkup(text, false);
    const isEmpty = !visible && images.length === 0 && !hasLeftOutImages;
    if (isEmpty || CONTROL_TEXT.test(visible)) return false;
    const status = item.status === 'in_progress' ? 'partial' : 'final';
    const id = item.id ?? uuid();
    const known = this.#find(id);
    // A new turn of the visitor ends what the agent was saying; the echo or the growth of one does not.
    if (isUser && !known) this.finish();
    this.#put({
      id,
      role: isUser ? 'user' : 'assistant',
      text: visible,
      status,
      // An echo may come without the images it confirms.
      ...withImages(images.length > 0 ? images : (known?.images ?? [])),
      ...(hasLeftOutImages && { hasLeftOutImages }),
    });
    return isUser && status === 'final';
  }

  /** The next piece of what the agent says. Returns true for the first piece of an item. */
  addDelta(itemId: string, delta: string): boolean {
    const id = this.#pieceOf(itemId);
    const known = this.#spoken.get(id) ?? this.#find(id)?.text;
    const isFirst = known === undefined;
    if (isFirst) this.finish();
    // One character more than is kept, so that the cut shows.
    const spoken = ((known ?? '') + delta).slice(0, LONGEST_TEXT + 1);
    this.#spoken.set(id, spoken);
    const text = cut(withoutSpeechMarkup(spoken, true));
    if (text) this.#put({ id, role: 'assistant', text, status: 'partial' });
    return isFirst;
  }

  /** Closes one item of the agent, or all of its items that still grow; only the server ends a turn of the visitor. */
  finish(itemId?: string): void {
    const piece = itemId && this.#pieceOf(itemId);
    this.#closeThose((id) => (piece ? id === piece : this.#find(id)?.role === 'assistant'));
  }

  /** Closes whatever still grows, because nothing follows. */
  end(): void {
    this.#closeThose(() => true);
  }

  /** Marks that the connection was interrupted after the last message, if there is one; once for each gap. */
  markGap(): void {
    if (this.#list.at(-1)?.kind) return;
    for (const id of this.#growing) this.#interrupted.set(id, true);
    this.finish();
    const text = 'The connection was interrupted. Something may be missing here.';
    this.#put({ id: uuid(), role: 'system', kind: 'gap', text, status: 'final' });
  }

  clear(): void {
    this.#spoken.clear();
    this.#growing.clear();
    this.#interrupted.clear();
    this.#places.clear();
    this.#list.length = 0;
    this.#publish();
  }

  /** The item that the next words of the server's item belong to. */
  #pieceOf(itemId: string): string {
    let id = itemId;
    while (this.#interrupted.has(id)) id += '+';
    return id;
  }

  #find(id: string): TranscriptItem | undefined {
    const place = this.#places.get(id);
    return place === undefined ? undefined : this.#list[place];
  }

  #put(item: Omit<TranscriptItem, 'timestamp'>): void {
    const { id, status } = item;
    const place = this.#places.get(id) ?? this.#list.length;
    const timestamp = this.#list[place]?.timestamp ?? this.#clock.now();
    if (status === 'partial') this.#growing.add(id);
    else this.#growing.delete(id);
    // The echo of a typed message is no news.
    if (isSame(this.#list[place], item)) return;
    this.#list[place] = Object.freeze({ ...item, timestamp });
    this.#places.set(id, place);
    this.#publish();
  }

  #closeThose(isMeant: (id: string) => boolean): void {
    const ids = [...this.#growing].filter(isMeant);
    for (const id of ids) this.#close(id);
    if (ids.length > 0) this.#publish();
  }

  #close(id: string): void {
    this.#growing.delete(id);
    const place = this.#places.get(id);
    const item = this.#find(id);
    if (place === undefined || !item) return;
    const spoken = this.#spoken.get(id);
    const text = spoken === undefined ? item.text : cut(withoutSpeechMarkup(spoken, false).trimEnd());
    if (CONTROL_TEXT.test(text)) this.#drop(id);
    else this.#list[place] = Object.freeze({ ...item, text, status: 'final' });
  }

  #drop(id: string): boolean {
    const place = this.#places.get(id);
    if (place === undefined) return false;
    this.#list.splice(place, 1);
    this.#places.delete(id);
    this.#growing.delete(id);
    for (const [index, item] of this.#list.entries()) this.#places.set(item.id, index);
    return true;
  }

  #publish(): void {
    const items = this.#list.slice();
    this.#items.set(items.length > LONGEST_FROZEN ? items : Object.freeze(items));
  }
}

function isSame(known: TranscriptItem | undefined, item: Omit<TranscriptItem, 'timestamp'>): boolean {
  return (
    known?.text === item.text &&
    known.status === item.status &&
    known.role === item.role &&
    known.hasLeftOutImages === item.hasLeftOutImages &&
    String(known.images) === String(item.images)
  );
}

function withImages(images: readonly string[]): Pick<TranscriptItem, 'images'> {
  return images.length > 0 ? { images: Object.freeze([...images]) } : {};
}
