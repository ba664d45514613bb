import type { SharedCorners } from './shared-corners.js';

/** The large elements of the page, in the order in which they came: several may float in the same corner. */
const elements = new Set<HTMLElement>();
let corners: Promise<SharedCorners> | undefined;

/** To be called when an element has come, and when it or its place may have changed. */
export function standBesideOthers(element: HTMLElement): void {
  elements.add(element);
  arrange();
}

/** The element has left the page, and the others close up. */
export function leaveOthers(element: HTMLElement): void {
  elements.delete(element);
  arrange();
}

function arrange(): void {
  // One alone, as on most pages, needs nothing of it.
  if (elements.size > 1) corners ??= import('./shared-corners.js').then((m) => new m.SharedCorners(elements));
  // Without it they stand on one another.
  corners?.then(
    (shared) => shared.arrange(),
    () => (corners = undefined),
  );
}
