import { type Clock, isWithin } from '../shared/clock.js';
import type { PageEvents } from './page.js';

/** What happens to a page that matters to a session. */
export interface PageHandlers {
  readonly onOnline: () => void;
  readonly onOffline: () => void;
  /** The page stands still, and may be thrown away without another word. */
  readonly onFreeze: () => void;
  /** The page is looked at or worked with again, was frozen, or comes back from the history. */
  readonly onReturn: () => void;
  /**
   * The page goes. `returns` tells whether this tab loads a page of the same site next, as on a reload; `null` where
   * nothing was told by a browser that tells of most.
   */
  readonly onLeave: (returns: boolean | null) => void;
}

/** The parts of the Navigation API that tell where a tab goes; not all browsers have it. */
interface NavigationEvents extends PageEvents {
  readonly navigation?: PageEvents;
  readonly location?: { readonly origin: string };
}
interface NavigateDetail {
  readonly navigationType: string;
  readonly destination: { readonly url: string; readonly sameDocument: boolean };
}
interface SwapDetail {
  readonly activation: {
    readonly navigationType: string;
    readonly entry: { readonly url: string | null };
  } | null;
}

/** A navigation that has not replaced the page by now was given up. */
const NAVIGATION_LIMIT_MS = 30_000;

/** Hears the events of the page until the signal aborts. */
export function watchPage(page: PageEvents, clock: Clock, handlers: PageHandlers, signal: AbortSignal): void {
  // Some are sent to the document and do not bubble; on their way down they pass here.
  const listen = (target: PageEvents, type: string, listener: (event: Event) => void) => {
    target.addEventListener(type, listener, { signal, capture: true });
  };
  const returns = destinationOf(page, clock, listen);
  listen(page, 'online', handlers.onOnline);
  listen(page, 'offline', handlers.onOffline);
  listen(page, 'freeze', handlers.onFreeze);
  listen(page, 'resume', handlers.onReturn);
  listen(page, 'visibilitychange', ({ target }) => {
    if ((target as Partial<Document> | null)?.visibilityState !== 'hidden') handlers.onReturn();
  });
  // Passing here as well are those of the fields in the page.
  listen(page, 'focus', ({ target }) => {
    if (target === page) handlers.onReturn();
  });
  listen(page, 'pageshow', (event) => {
    if ((event as PageTransitionEvent).persisted) handlers.onReturn();
  });
  listen(page, 'pagehide', () => {
    handlers.onLeave(returns());
  });
}

/**
 * Follows where the tab is about to go. A browser that cannot tell is taken to come back; one without `pageswap` does not
 * tell of a reload by its own button.
 */
function destinationOf(
  page: NavigationEvents,
  clock: Clock,
  listen: (target: PageEvents, type: string, listener: (event: Event) => void) => void,
): () => boolean | null {
  const { navigation, location } = page;
  const untold = 'onpageswap' in page ? false : navigation ? null : true;
  let heading: { readonly isOurs: boolean; readonly toldAt: number } | null = null;
  const heads = (isReload: boolean, url: string | null | undefined) => {
    const { origin } = new URL(url ?? 'about:blank');
    // An opaque origin, "null", is never that of another page.
    const isOurs = isReload || (origin !== 'null' && origin === location?.origin);
    heading = { isOurs, toldAt: clock.now() };
  };
  if (navigation) {
    listen(navigation, 'navigate', (event) => {
      const { destination, navigationType } = event as Event & NavigateDetail;
      if (!destination.sameDocument) heads(navigationType === 'reload', destination.url);
    });
    listen(navigation, 'navigateerror', () => {
      heading = null;
    });
  }
  // Comes last and knows best: after redirects, and only for a page of the same origin it names the next one.
  listen(page, 'pageswap', (event) => {
    const { activation } = event as Event & SwapDetail;
    heads(activation?.navigationType === 'reload', activation?.entry.url);
  });
  return () => (heading && isWithin(NAVIGATION_LIMIT_MS, heading.toldAt, clock) ? heading.isOurs : untold);
}
