import type { TelnyxSessionOptions } from './session-options.js';

/** Where the events of a page are heard. */
export type PageEvents = Pick<EventTarget, 'addEventListener'>;

/** The page's events, looked up when they are needed; `null` where there is no page, as in Node. */
export function pageOf({ page }: Pick<TelnyxSessionOptions, 'page'>): PageEvents | null {
  if (page !== undefined) return page;
  return typeof globalThis.addEventListener === 'function' ? globalThis : null;
}
