import { repeat } from 'lit/directives/repeat.js';

/** Rows are drawn and measured in blocks of as many items. */
const BLOCK = 20;
/** Rows this far outside the visible part are drawn already. */
const MARGIN_PX = 600;
/** At the end of the conversation so many blocks are drawn, the last one perhaps just begun. */
const BLOCKS_AT_END = 3;

/**
 * Which rows of a long conversation are drawn: those near the visible part. Room is kept for the others, as
 * large as they were when they were seen, so that the scroll bar tells the truth.
 */
export class TranscriptWindow {
  /** Draws rows by key, so that those which stay keep their elements. */
  readonly draw = repeat;
  readonly #scroller: HTMLElement;
  readonly #list: HTMLElement;
  /** Measured heights by block. */
  #heights: number[] = [];
  /** What a block takes that was never seen: as much as the first one measured, and always the same, so that nothing jumps. */
  #typical = 0;
  #count = 0;
  #width = 0;
  #first = 0;
  #last = 0;
  /** The topmost visible row and where it stood before the rows changed. */
  #anchor: { readonly index: number; readonly top: number } | null = null;

  constructor(scroller: HTMLElement, list: HTMLElement) {
    this.#scroller = scroller;
    this.#list = list;
    scroller.classList.add('windowed');
  }

  /** Chooses the items to draw: `from` to before `to`. To be called before each drawing. */
  place(count: number, isAtEnd: boolean): { readonly from: number; readonly to: number } {
    const { clientWidth } = this.#scroller;
    // Another conversation, or text that breaks elsewhere.
    if (count < this.#count || clientWidth !== this.#width) this.#heights = [];
    this.#width = clientWidth;
    this.#count = count;
    // Now is the last look at rows that may go, with all their images.
    this.#measure();
    const { first, last } = this.#choose(isAtEnd);
    this.#anchor = isAtEnd ? null : this.#findAnchor();
    this.#first = first;
    this.#last = last;
    return { from: first * BLOCK, to: Math.min(count, (last + 1) * BLOCK) };
  }

  /** True when the reader has scrolled so far that other items are to be drawn. */
  isOutdated(isAtEnd: boolean): boolean {
    const { first, last } = this.#choose(isAtEnd);
    return first !== this.#first || last !== this.#last;
  }

  /** Keeps room for what is not drawn, and the visible rows where they are. To be called after each drawing. */
  settle(): void {
    if (this.#heights.length === 0) this.#measure();
    const { style } = this.#list;
    style.paddingBlockStart = `${this.#heightOf(0, this.#first)}px`;
    style.paddingBlockEnd = `${this.#heightOf(this.#last + 1, this.#blockCount)}px`;
    const anchor = this.#anchor;
    this.#anchor = null;
    if (!anchor) return;
    const row = this.#rows.find((each) => indexOf(each) === anchor.index);
    if (row) this.#scroller.scrollTop += row.getBoundingClientRect().top - anchor.top;
  }

  get #blockCount(): number {
    return Math.ceil(this.#count / BLOCK);
  }

  get #rows(): HTMLElement[] {
    return [...this.#list.children] as HTMLElement[];
  }

  #choose(isAtEnd: boolean): { first: number; last: number } {
    const end = this.#blockCount - 1;
    if (isAtEnd) return { first: Math.max(0, end - BLOCKS_AT_END + 1), last: end };
    const { scrollTop, clientHeight } = this.#scroller;
    const above = scrollTop - MARGIN_PX;
    const below = scrollTop + clientHeight + MARGIN_PX;
    const typical = this.#typical;
    let first = 0;
    let top = 0;
    while (first < end && top + (this.#heights[first] ?? typical) < above) {
      top += this.#heights[first] ?? typical;
      first += 1;
    }
    let last = first;
    while (last < end && top + (this.#heights[last] ?? typical) < below) {
      top += this.#heights[last] ?? typical;
      last += 1;
    }
    return { first, last };
  }

  #heightOf(from: number, to: number): number {
    let sum = 0;
    for (let block = from; block < to; block += 1) sum += this.#heights[block] ?? this.#typical;
    return sum;
  }

  /** The last block may still grow and is measured once it is followed by another. */
  #measure() {
    const tops: number[] = [];
    for (const row of this.#rows) tops[Math.floor(indexOf(row) / BLOCK)] ??= row.offsetTop;
    for (let block = this.#first; block < this.#last; block += 1) {
      const [top, next] = [tops[block], tops[block + 1]];
      if (top === undefined || next === undefined) continue;
      if (this.#heights.length === 0) this.#typical = next - top;
      this.#heights[block] = next - top;
    }
  }

  #findAnchor() {
    const { top: edge } = this.#scroller.getBoundingClientRect();
    for (const row of this.#rows) {
      const { top, bottom } = row.getBoundingClientRect();
      if (bottom > edge) return { index: indexOf(row), top };
    }
    return null;
  }
}

const indexOf = (row: Element) => Number(row.ariaPosInSet) - 1;
