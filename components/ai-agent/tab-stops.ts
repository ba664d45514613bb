const STOPS =
  'button, input, select, textarea, a[href], area[href], summary, iframe, audio[controls], video[controls], ' +
  '[contenteditable]:not([contenteditable="false"]), [tabindex]';

/** Everything Tab stops at, in order of the drawn page: also inside parts, and what the page has slotted in. */
export function tabStops(element: Element): HTMLElement[] {
  return drawnIn(element).flatMap((child) => {
    if (!(child instanceof HTMLElement) || !isReachable(child)) return [];
    const isStop = child.matches(STOPS) && child.tabIndex >= 0 && !child.matches(':disabled');
    return [...(isStop ? [child] : []), ...tabStops(child)];
  });
}

/** The element that has the focus, however deep it stands. */
export function focusedElement(): Element | null {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active;
}

/** Whether a node stands inside an element of the drawn page: in a part, or put there by a slot. */
export function isDrawnIn(node: Node | null, element: Element | null): boolean {
  let each = node;
  while (each && each !== element) each = drawnParent(each);
  return each !== null;
}

const drawnParent = (node: Node): Node | null =>
  node instanceof ShadowRoot ? node.host : ((node as Partial<Slottable>).assignedSlot ?? node.parentNode);

function drawnIn(element: Element): readonly Element[] {
  if (element.shadowRoot) return [...element.shadowRoot.children];
  const assigned = element instanceof HTMLSlotElement ? element.assignedElements({ flatten: true }) : [];
  return assigned.length > 0 ? assigned : [...element.children];
}

/** A box of `display: contents`, such as a slot's, is not visible itself but what is in it may be. */
const isReachable = (element: HTMLElement) =>
  !element.inert && (getComputedStyle(element).display === 'contents' || element.checkVisibility());
