/** Between two in the same corner, in CSS pixels. */
const GAP_PX = 12;
/** What the window keeps free on both sides together: twice the default of `--telnyx-offset`. */
const SIDES_PX = 40;
/** Anything else stands where the style sheet of the element puts it first. */
const PLACES = /^(top|bottom)-(left|right|center)$/;
const DEFAULT_PLACE = 'bottom-right';

/** What is taken of a corner so far, in CSS pixels. */
interface Corner {
  beside: number;
  above: number;
  rowHeight: number;
  hasPanel: boolean;
}

/** Keeps elements that float in the same corner side by side, and above one another where the window is narrow. */
export class SharedCorners {
  readonly #elements: ReadonlySet<HTMLElement>;
  /** Words that load, a call and the panel change how much of a corner one takes. */
  readonly #sizes = new ResizeObserver(() => this.#place());
  #followed: readonly HTMLElement[] = [];

  constructor(elements: ReadonlySet<HTMLElement>) {
    this.#elements = elements;
    addEventListener('resize', () => this.#place());
  }

  /** To be called when an element came, left or changed: a page in the background is told of no new size. */
  arrange(): void {
    for (const element of this.#followed) if (!this.#elements.has(element)) this.#sizes.unobserve(element);
    this.#followed = [...this.#elements];
    for (const element of this.#followed) this.#sizes.observe(element);
    this.#place();
  }

  #place(): void {
    const corners = new Map<string, Corner>();
    for (const element of this.#followed) {
      if (getComputedStyle(element).position !== 'fixed') continue;
      const placement = element.getAttribute('placement') ?? '';
      const name = PLACES.test(placement) ? placement : DEFAULT_PLACE;
      const corner = corners.get(name) ?? { beside: 0, above: 0, rowHeight: 0, hasPanel: false };
      corners.set(name, corner);
      const { beside, above } = takePlace(
        element,
        corner,
        name.endsWith('center') ? 0 : innerWidth - SIDES_PX,
      );
      element.style.setProperty('--_beside', `${String(beside)}px`);
      element.style.setProperty('--_above', `${String(above)}px`);
    }
  }
}

/** The next place in the corner that this one fits into. */
function takePlace(element: HTMLElement, corner: Corner, room: number): Pick<Corner, 'beside' | 'above'> {
  const { offsetWidth: width, offsetHeight: height } = element;
  const isOpen = element.hasAttribute('open');
  // A panel that fills the window takes no place in a corner.
  if (width === 0) return { beside: 0, above: 0 };
  if (corner.beside > 0 && corner.beside + width > room) {
    // An open one stands before the others, which are there again when it is closed.
    if (isOpen || corner.hasPanel) return { beside: 0, above: 0 };
    corner.above += corner.rowHeight + GAP_PX;
    corner.beside = corner.rowHeight = 0;
  }
  if (isOpen && corner.above > 0) return { beside: 0, above: 0 };
  const { beside, above } = corner;
  corner.beside += width + GAP_PX;
  corner.rowHeight = Math.max(corner.rowHeight, height);
  corner.hasPanel ||= isOpen;
  return { beside, above };
}
