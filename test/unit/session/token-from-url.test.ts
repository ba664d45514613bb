import { expect } from '@open-wc/testing';

import { tokenFromUrl } from '../../../src/session/token-from-url.js';
import { deferred } from '../../../src/shared/deferred.js';
import { jsonWebToken } from '../../support/json-web-token.js';
import { FakeClock } from '../../support/fake-clock.js';
import { rejection } from '../../support/rejection.js';

const TOKEN = jsonWebToken({ sub: 'user-1' });

/** A back end that answers each request with the same. */
function createBackEnd(answer: () => Response | Promise<Response>) {
  const requests: { readonly url: string; readonly init: RequestInit | undefined }[] = [];
  const asked = deferred();
  const fetch: typeof globalThis.fetch = (input, init) => {
    requests.push({ url: new Request(input).url, init });
    asked.resolve();
    return Promise.resolve(answer());
  };
  return { fetch, requests, asked: asked.promise };
}

const html = { headers: { 'content-type': 'text/html' } };

describe('tokenFromUrl', () => {
  for (const [what, body] of [
    ['text', TOKEN],
    ['text with a line break after it', `${TOKEN}\n`],
    ['an object with a token', JSON.stringify({ token: TOKEN, other: 1 })],
    ['a JSON text', JSON.stringify(TOKEN)],
  ] as const) {
    it(`takes ${what}`, async () => {
      const { fetch, requests } = createBackEnd(() => new Response(body));

      expect(await tokenFromUrl('/token', { fetch })).to.equal(TOKEN);
      expect(requests[0]?.url).to.equal(new URL('/token', location.href).href);
      expect(requests[0]?.init).to.include({ credentials: 'same-origin', cache: 'no-store' });
    });
  }

  const useless: readonly (readonly [
    what: string,
    answer: () => Response | Promise<Response>,
    word: RegExp,
  ])[] = [
    ['401', () => new Response('', { status: 401 }), /signed in/],
    ['403', () => new Response('', { status: 403 }), /signed in/],
    ['500', () => new Response(TOKEN, { status: 500 }), /500/],
    ['a web page', () => new Response('<!doctype html><title>Login</title>', html), /web page/],
    ['nothing', () => new Response(''), /no token/],
    ['an empty token', () => new Response('{"token":""}'), /no token/],
    ['a token that is no text', () => new Response('{"token":5}'), /no token/],
    ['half a JSON', () => new Response('{"token":"a'), /no token/],
    ['words', () => new Response('Please try again later.'), /no token/],
    ['far too much', () => new Response('x'.repeat(20_000)), /too long/],
    ['a broken connection', () => Promise.reject(new TypeError('Failed to fetch')), /cannot be reached/],
  ];
  for (const [what, answer, word] of useless) {
    it(`rejects ${what} with 46002, in plain words and without what was sent`, async () => {
      const { fetch } = createBackEnd(answer);

      const error = await rejection(tokenFromUrl('/token?key=secret-key', { fetch }));

      expect(error.code).to.equal(46002);
      expect(error.message).to.match(word);
      expect(JSON.stringify([error.message, error.context]))
        .to.not.include('secret-key')
        .and.not.include(TOKEN);
    });
  }

  it('stops reading what never ends', async () => {
    let chunks = 0;
    const endless = () =>
      new Response(
        new ReadableStream<Uint8Array>({
          pull: (controller) => {
            chunks += 1;
            controller.enqueue(new Uint8Array(4096).fill(120));
          },
        }),
      );

    await rejection(tokenFromUrl('/token', { fetch: createBackEnd(endless).fetch }));

    expect(chunks).to.be.lessThan(10);
  });

  it('gives a late answer up, and the request with it', async () => {
    const clock = new FakeClock();
    const { fetch, requests, asked } = createBackEnd(() => new Promise(() => undefined));

    const failure = rejection(tokenFromUrl('/token', { fetch, clock }));
    await asked;
    await clock.advance(9000);

    const error = await failure;
    expect(error).to.include({ code: 46002 });
    expect(error.message).to.match(/in time/);
    expect(requests[0]?.init?.signal?.aborted).to.equal(true);
    expect(clock.pendingCount).to.equal(0);
  });

  it('ends with its signal', async () => {
    const clock = new FakeClock();
    const lifetime = new AbortController();
    const { fetch, requests, asked } = createBackEnd(() => new Promise(() => undefined));

    const failure = rejection(tokenFromUrl('/token', { fetch, clock, signal: lifetime.signal }));
    await asked;
    lifetime.abort();

    expect((await failure).code).to.equal(60008);
    expect(requests[0]?.init?.signal?.aborted).to.equal(true);
    expect(clock.pendingCount).to.equal(0);
  });

  for (const url of [
    'http://example.com/token',
    'ftp://example.com/token',
    'data:text/plain,abc',
    'https://',
  ]) {
    it(`asks nothing at ${url}`, async () => {
      const { fetch, requests } = createBackEnd(() => new Response(TOKEN));

      expect((await rejection(tokenFromUrl(url, { fetch }))).code).to.equal(60001);
      expect(requests).to.deep.equal([]);
    });
  }

  for (const url of [
    'https://example.com/token',
    'http://localhost:8080/token',
    'http://127.0.0.1/token',
    'token',
  ]) {
    it(`may ask ${url}`, async () => {
      const { fetch } = createBackEnd(() => new Response(TOKEN));

      expect(await tokenFromUrl(url, { fetch })).to.equal(TOKEN);
    });
  }
});
