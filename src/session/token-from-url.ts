import type { FetchTokenOptions } from './fetch-token.js';

/**
 * Fetches a login token from the site's own back end, for `tokenProvider`. The address answers a GET with the
 * token as text or as `{"token": "…"}`. Rejects with 46002 (no usable token; the message says why in plain
 * words), 60001 (an address that is neither `https:`, nor of this page's own site, nor loopback) or the signal's
 * reason. The code for it is loaded by the first call.
 */
export async function tokenFromUrl(url: string, options: FetchTokenOptions = {}): Promise<string> {
  const { fetchToken } = await import('./fetch-token.js');
  return fetchToken(url, options);
}
