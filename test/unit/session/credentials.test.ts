import { expect } from '@open-wc/testing';

import { SessionLogin } from '../../../src/session/credentials.js';
import type { SessionAuth } from '../../../src/session/session-options.js';
import { TelnyxError } from '../../../src/shared/errors.js';
import type { Credentials } from '../../../src/signaling/login.js';
import { eventually } from '../../support/eventually.js';
import { FakeClock } from '../../support/fake-clock.js';
import { jsonWebToken } from '../../support/json-web-token.js';
import { rejection, thrown } from '../../support/rejection.js';
import { settled } from '../../support/settled.js';

function createLogin(
  auth: SessionAuth,
  renew: (given: Credentials) => Promise<void> = () => Promise.resolve(),
) {
  const clock = new FakeClock();
  const warnings: TelnyxError[] = [];
  const renewed: Credentials[] = [];
  const lifetime = new AbortController();
  const login = new SessionLogin(auth, {
    clock,
    renew: (credentials) => {
      renewed.push(credentials);
      return renew(credentials);
    },
    onUser: () => undefined,
    onWarning: (warning) => warnings.push(warning),
  });
  const get = (isRefused = false) => login.get(lifetime.signal, isRefused);
  return { login, clock, warnings, renewed, lifetime, get };
}

const provide = (tokenProvider: () => unknown) => createLogin({ tokenProvider } as SessionAuth);
const noConnection = () => Promise.reject<undefined>(new TelnyxError(60006));

describe('SessionLogin', () => {
  for (const auth of [
    undefined,
    null,
    'token',
    {},
    { agentId: 7 },
    { login: 'u' },
    { token: null },
    { tokenProvider: 'https://shop.example/token' },
    { agentId: 'a', conversationId: {} },
    { agentId: 'a\r\nb' },
    { login: 'u\n@x', password: 'p' },
  ]) {
    it(`refuses ${JSON.stringify(auth)} with 46002`, () => {
      expect(thrown(() => createLogin(auth as SessionAuth)).code).to.equal(46002);
    });
  }
});

describe('SessionLogin.get', () => {
  it('names the assistant, and what its back end wants to know', async () => {
    const auth = {
      agentId: 'a',
      versionId: 'v',
      conversationId: 'c',
      streamingAudio: true,
      targetParams: { x: 1 },
    };

    expect(await createLogin(auth).get()).to.deep.equal({
      kind: 'anonymous',
      agentId: 'a',
      versionId: 'v',
      targetParams: { x: 1, streamingAudio: true, conversation_id: 'c' },
    });
  });

  it('has no parameters where none were given', async () => {
    expect(await createLogin({ agentId: 'a' }).get()).to.deep.include({ targetParams: {} });
  });

  it('passes a SIP user and a token on', async () => {
    expect(await createLogin({ login: 'u', password: 'p' }).get()).to.deep.equal({
      kind: 'password',
      login: 'u',
      password: 'p',
    });
    expect(await createLogin({ token: 't' }).get()).to.deep.equal({ kind: 'token', token: 't' });
  });

  it('asks the provider each time', async () => {
    const tokens = ['first', 'second'];
    const { get } = provide(() => Promise.resolve(tokens.shift()));

    expect(await get()).to.deep.equal({ kind: 'token', token: 'first' });
    expect(await get()).to.deep.equal({ kind: 'token', token: 'second' });
  });

  it('takes a provider that answers at once', async () => {
    expect(await provide(() => 'plain').get()).to.deep.equal({ kind: 'token', token: 'plain' });
  });

  const cause = new Error('the back end is down');
  const useless: readonly (readonly [what: string, provider: () => unknown])[] = [
    ['rejects', () => Promise.reject(cause)],
    [
      'throws',
      () => {
        throw cause;
      },
    ],
    ['returns nothing', () => undefined],
    ['returns null', () => Promise.resolve(null)],
    ['returns a number', () => Promise.resolve(7)],
    ['returns an object', () => Promise.resolve({ token: 't' })],
    ['returns an empty text', () => Promise.resolve(' ')],
  ];
  for (const [what, provider] of useless) {
    it(`rejects with 46002 when the provider ${what}, and leaves no timer`, async () => {
      const { get, clock } = provide(provider);

      expect((await rejection(get())).code).to.equal(46002);
      expect(clock.pendingCount).to.equal(0);
    });
  }

  it('rejects with 46002 when the provider takes longer than 10 s', async () => {
    const { get, clock } = provide(() => new Promise(() => undefined));

    const failure = rejection(get());
    await eventually('the provider is asked', () => clock.pendingCount > 0);
    await clock.advance(10_000);

    expect((await failure).code).to.equal(46002);
    expect(clock.pendingCount).to.equal(0);
  });

  it('ends the wait when its signal aborts', async () => {
    const { get, clock, lifetime } = provide(() => new Promise(() => undefined));

    const failure = rejection(get());
    await settled();
    lifetime.abort(new TelnyxError(60008));

    expect((await failure).code).to.equal(60008);
    expect(clock.pendingCount).to.equal(0);
  });

  it('passes an error of ours through', async () => {
    const error = new TelnyxError(60008);

    expect(await rejection(provide(() => Promise.reject(error)).get())).to.equal(error);
  });

  it('uses the last token, with a warning, when the provider has no other', async () => {
    const tokens = [Promise.resolve('first')];
    const { get, warnings } = provide(() => tokens.shift() ?? Promise.reject(cause));

    await get();

    expect(await get()).to.deep.equal({ kind: 'token', token: 'first' });
    expect(warnings.map(({ code }) => code)).to.deep.equal([46002]);
  });

  it('does not use a token again that was refused', async () => {
    const tokens = [Promise.resolve('first')];
    const { get } = provide(() => tokens.shift() ?? Promise.reject(cause));

    await get();

    expect((await rejection(get(true))).code).to.equal(46002);
  });
});

describe('SessionLogin.update', () => {
  it('logs in with the new token, and again at the next connection', async () => {
    const { login, renewed, get } = createLogin({ token: 'old' });

    await login.update(' new ');

    expect(renewed).to.deep.equal([{ kind: 'token', token: 'new' }]);
    expect(await get()).to.deep.equal({ kind: 'token', token: 'new' });
  });

  it('keeps the token for later when there is no connection', async () => {
    const { login, get } = createLogin({ token: 'old' }, noConnection);

    await login.update('new');

    expect(await get()).to.deep.equal({ kind: 'token', token: 'new' });
  });

  it('goes back to the old token when the new one is refused', async () => {
    const refused = new TelnyxError(46001, { fatal: false });
    const { login, get } = createLogin({ token: 'old' }, () => Promise.reject(refused));

    expect(await rejection(login.update('new'))).to.equal(refused);
    expect(await get()).to.deep.equal({ kind: 'token', token: 'old' });
  });

  it('rejects with 46002 what is no token, and with 60010 where there is no token to update', async () => {
    const { login, renewed } = createLogin({ token: 'old' });

    expect((await rejection(login.update(undefined as unknown as string))).code).to.equal(46002);
    expect((await rejection(login.update(''))).code).to.equal(46002);
    expect((await rejection(createLogin({ agentId: 'a' }).login.update('t'))).code).to.equal(60010);
    expect((await rejection(createLogin({ login: 'u', password: 'p' }).login.update('t'))).code).to.equal(
      60010,
    );
    expect(renewed).to.deep.equal([]);
  });
});

describe('SessionLogin.accepted', () => {
  const MINUTE_MS = 60_000;

  /** A login with a token of so many minutes, which is watched as soon as the code for that is there. */
  async function createWatched(provider: () => unknown, renew?: (given: Credentials) => Promise<void>) {
    const scene = createLogin({ tokenProvider: provider } as SessionAuth, renew);
    const { login, clock, lifetime } = scene;
    const token = jsonWebToken({ exp: (clock.now() + 10 * MINUTE_MS) / 1000 });
    login.accepted({ kind: 'token', token }, lifetime.signal, false);
    await eventually('the token is watched', () => clock.pendingCount === 1);
    return scene;
  }
  const codes = (errors: readonly TelnyxError[]) => errors.map(({ code }) => code);

  it('warns, asks the provider and logs the new token in, 120 s before the old one ends', async () => {
    const { clock, warnings, renewed } = await createWatched(() => Promise.resolve('next'));

    await clock.advance(8 * MINUTE_MS - 1);
    expect(renewed).to.deep.equal([]);
    await clock.advance(1);

    expect(renewed).to.deep.equal([{ kind: 'token', token: 'next' }]);
    expect(codes(warnings)).to.deep.equal([34001]);
    expect(clock.pendingCount).to.equal(0);
  });

  for (const [what, provider, renew, code] of [
    ['has no token', () => Promise.reject(new Error('down')), undefined, 46002],
    ['gives nothing', () => undefined, undefined, 46002],
    ['takes too long', () => new Promise(() => undefined), undefined, 46002],
    [
      'gives one that is refused',
      () => 't',
      () => Promise.reject(new TelnyxError(46001, { fatal: false })),
      46001,
    ],
  ] as const) {
    it(`warns once when the provider ${what}, and leaves the old login alone`, async () => {
      const { clock, warnings } = await createWatched(provider, renew);

      await clock.advance(30 * MINUTE_MS);

      expect(codes(warnings)).to.deep.equal([34001, code]);
      expect(clock.pendingCount).to.equal(0);
    });
  }

  it('asks again until there is a token, and tells of the first failure alone', async () => {
    const answers = [undefined, undefined, 'next'];
    const { clock, warnings, renewed } = await createWatched(() => answers.shift());

    await clock.advance(8 * MINUTE_MS);
    expect(renewed).to.deep.equal([]);
    await clock.advance(30_000);

    expect(renewed).to.deep.equal([{ kind: 'token', token: 'next' }]);
    expect(codes(warnings)).to.deep.equal([34001, 46002]);
    expect(clock.pendingCount).to.equal(0);
  });

  it('ends with the socket, and with the next login on it', async () => {
    const { login, clock, lifetime, warnings } = await createWatched(() => 'next');

    login.accepted({ kind: 'token', token: 'opaque' }, lifetime.signal, true);
    await settled();
    expect(clock.pendingCount).to.equal(0);
    const second = await createWatched(() => 'next');
    second.lifetime.abort();
    await second.clock.advance(30 * MINUTE_MS);

    expect(second.clock.pendingCount).to.equal(0);
    expect([...warnings, ...second.warnings]).to.deep.equal([]);
    expect(second.renewed).to.deep.equal([]);
  });

  it('has nothing to watch where nothing ends', async () => {
    const { login, clock, lifetime, warnings } = createLogin({ agentId: 'a' });

    login.accepted({ kind: 'anonymous', agentId: 'a' }, lifetime.signal, false);
    await clock.advance(MINUTE_MS);

    expect(clock.pendingCount).to.equal(0);
    expect(warnings).to.deep.equal([]);
  });
});
