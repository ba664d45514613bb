import { type Clock, systemClock } from '../shared/clock.js';
import { waitUpTo } from '../shared/delay.js';
import { abortedError, TelnyxError, toTelnyxError } from '../shared/errors.js';
import { isLoopbackHost } from '../signaling/gateway-url.js';

export interface FetchTokenOptions {
  readonly signal?: AbortSignal | undefined;
  /** Replaceable for tests, or to add headers. */
  readonly fetch?: typeof globalThis.fetch | undefined;
  /** Replaceable for tests. */
  readonly clock?: Clock | undefined;
}

/** Less than the 10 s that a session waits for its provider, so that the better explanation comes first. */
const TIMEOUT_MS = 9000;
/** No login token comes near this; whatever is longer is not one. */
const MAX_BYTES = 16_384;

/** The work of `tokenFromUrl`. */
export async function fetchToken(
  url: string,
  { signal, fetch = globalThis.fetch, clock = systemClock }: FetchTokenOptions,
): Promise<string> {
  const address = tokenAddress(url);
  const attempt = new AbortController();
  const life = signal ? AbortSignal.any([signal, attempt.signal]) : attempt.signal;
  try {
    if (signal?.aborted) throw abortedError(signal);
    const token = await waitUpTo(TIMEOUT_MS, request(address, fetch, life), clock, life);
    if (token === undefined) throw noToken('The token address did not answer in time.');
    return token;
  } catch (error) {
    if (signal?.aborted) throw abortedError(signal);
    throw toTelnyxError(error, 46002);
  } finally {
    attempt.abort();
  }
}

async function request(address: URL, fetch: typeof globalThis.fetch, signal: AbortSignal): Promise<string> {
  let response: Response;
  try {
    response = await fetch(address.href, {
      credentials: 'same-origin',
      cache: 'no-store',
      headers: { accept: 'application/json, text/plain' },
      signal,
    });
  } catch (cause) {
    throw noToken('The token address cannot be reached.', {}, cause);
  }
  const { status } = response;
  if (status === 401 || status === 403) {
    throw noToken('The token address wants you to be signed in first.', { status });
  }
  if (!response.ok) throw noToken(`The token address answered with an error (${status}).`, { status });
  return readToken(await readText(response));
}

async function readText({ body }: Response): Promise<string> {
  const reader = body?.getReader();
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for (let part = await reader?.read(); part?.value; part = await reader?.read()) {
    bytes += part.value.length;
    if (bytes > MAX_BYTES) {
      void reader?.cancel().catch(() => undefined);
      throw noToken('The token address sent something far too long for a token.');
    }
    text += decoder.decode(part.value, { stream: true });
  }
  return text.trim();
}

function readToken(text: string): string {
  if (text.startsWith('<')) throw noToken('The token address sent a web page instead of a token.');
  const token = /^[{"]/.test(text) ? tokenInJson(text) : text;
  if (!token) throw noToken('The token address sent no token.');
  // A token travels in one word of visible ASCII; anything else is some other text.
  if (!/^[\x21-\x7e]+$/.test(token)) throw noToken('The token address sent something that is no token.');
  return token;
}

function tokenInJson(text: string): string | null {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw noToken('The token address sent something that is no token.', {}, cause);
  }
  const token: unknown = typeof json === 'object' && json !== null && 'token' in json ? json.token : json;
  return typeof token === 'string' ? token.trim() : null;
}

function tokenAddress(text: string): URL {
  // Node has no page that an address could belong to.
  const page = 'location' in globalThis ? globalThis.location.href : undefined;
  let url: URL;
  try {
    url = new URL(text, page);
  } catch (cause) {
    throw badAddress(cause);
  }
  const isOwn = page !== undefined && url.origin === new URL(page).origin && url.protocol.startsWith('http');
  const isSafe = url.protocol === 'https:' || (url.protocol === 'http:' && isLoopbackHost(url.hostname));
  if (!isOwn && !isSafe) throw badAddress();
  return url;
}

function badAddress(cause?: unknown): TelnyxError {
  return new TelnyxError(60001, {
    message: 'The token address must begin with https://, or belong to this site.',
    cause,
  });
}

/** Neither the address, which may hold a key, nor the answer goes along. */
function noToken(message: string, context: { readonly status?: number } = {}, cause?: unknown): TelnyxError {
  return new TelnyxError(46002, { message, context: { ...context }, cause });
}
