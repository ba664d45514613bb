import type { SessionLink } from './session-link.js';

/**
 * Elements that have just left the document, with what holds their session until their time to come back is over.
 * One of the same kind that comes meanwhile is most likely the same one, drawn anew by the page.
 */
export const leaving = new Map<Element, SessionLink>();
