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

function drawnIn(element: Element): readonly Element[] {
  if (element.shadowRoot) return [...element.shadowRoot.children];
  const assigned = element instanceof HTMLSlotElement ? element.assignedElements({ flatten: true }) : [];
  return assigned.length > 0 ? assigned : [...element.children];
}

/** A box of `display: contents`, such as a slot's, is not visible itself but what is in it may be. */
const isReachable = (element: HTMLElement) =>
  !element.inert && (getComputedStyle(element).display === 'contents' || element.checkVisibility());
