import { expect, waitUntil } from '@open-wc/testing';
import { defineElement } from '../../components/define/define-element.js';
import { consoleLines } from '../support/console-lines.js';
import { eventually } from '../support/eventually.js';
import { failureOf } from '../support/failure-of.js';
import { fakeError } from '../support/fake-call.js';
import { FakeEngine } from '../support/fake-session.js';
import { FakeSessionElement } from '../support/fake-session-element.js';
import { place } from '../support/place.js';
import { settled } from '../support/settled.js';

defineElement('telnyx-session', FakeSessionElement);

/** A `<telnyx-session>` with these attributes; `engine` may be shared with another one. */
function createSession(attributes: Readonly<Record<string, string>> = {}, engine = new FakeEngine()) {
  const page = place();
  page.innerHTML = '<telnyx-session></telnyx-session>';
  const element = page.querySelector<FakeSessionElement>('telnyx-session')!;
  element.engine = engine;
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return { element, engine };
}

/** Changes attributes and waits until they have had their effect. */
async function change(element: FakeSessionElement, attributes: Readonly<Record<string, string>>) {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  await element.updateComplete;
  await settled();
}

describe('the login of <telnyx-session>', () => {
  it('asks the token provider of the page', async () => {
    const { element, engine } = createSession({ login: 'l', password: 'p' });
    const tokenProvider = () => Promise.resolve('token');
    element.tokenProvider = tokenProvider;

    await element.connect();

    expect(engine.session.options?.auth).to.deep.equal({ tokenProvider });
  });

  it('shares one session between elements with the same token-url, however it is written', async () => {
    const { element, engine } = createSession({ 'token-url': '/token' });
    const { element: other } = createSession({ 'token-url': `${location.origin}/token` }, engine);
    const { element: third } = createSession({ 'token-url': '/other-token' }, engine);

    const session = await element.connect();

    expect(await other.connect()).to.equal(session);
    expect(await third.connect()).not.to.equal(session);
  });

  it('fetches the token from token-url each time it is asked for', async () => {
    const { element, engine } = createSession({ 'token-url': '/telnyx-token' });
    await element.connect();
    const auth = engine.session.options?.auth;
    const asked: unknown[] = [];
    const { fetch } = globalThis;
    globalThis.fetch = (address) => {
      asked.push(address);
      return Promise.resolve(new Response(`token-${asked.length}`));
    };

    const tokens: string[] = [];
    try {
      if (auth && 'tokenProvider' in auth) {
        tokens.push(await auth.tokenProvider(), await auth.tokenProvider());
      }
    } finally {
      globalThis.fetch = fetch;
    }

    expect(tokens).to.deep.equal(['token-1', 'token-2']);
    expect(asked.map(String)).to.deep.equal(Array(2).fill(`${location.origin}/telnyx-token`));
  });

  it('tells two token providers apart', async () => {
    const { element, engine } = createSession();
    const { element: other } = createSession({}, engine);
    element.tokenProvider = () => Promise.resolve('one');
    other.tokenProvider = () => Promise.resolve('one');

    expect(await element.connect()).not.to.equal(await other.connect());
  });

  it('renews the login when the page brings another token, also in a call', async () => {
    const { element, engine } = createSession({ 'login-token': 'first' });
    const session = await element.connect();
    session.call();

    await change(element, { 'login-token': 'second' });
    await change(element, { region: '' });
    await change(element, { 'login-token': 'first' });

    expect(element.session).to.equal(session);
    expect(engine.session.tokens).to.deep.equal(['second', 'first']);
    expect(engine.releaseCount).to.equal(0);
  });

  it('begins anew when the page brings another token after a refusal', async () => {
    const engine = new FakeEngine((session) => {
      if (JSON.stringify(session.options?.auth).includes('first')) {
        session.refusal = fakeError(46001, 'LOGIN_FAILED');
      }
    });
    const { element } = createSession({ 'login-token': 'first' }, engine);
    await consoleLines(() => failureOf(element.connect()));

    await change(element, { 'login-token': 'second' });
    await waitUntil(() => engine.sessions.length === 2);

    expect(engine.session.options?.auth).to.deep.equal({ token: 'second' });
    expect(element.error).to.equal(null);
  });

  it('connects by itself when the login comes late, where the page wants it eagerly', async () => {
    const { element, engine } = createSession({ prewarm: 'eager' });
    await element.updateComplete;
    await settled();

    await change(element, { 'login-token': 'first' });
    await waitUntil(() => element.session !== null);

    expect(engine.session.options?.auth).to.deep.equal({ token: 'first' });
  });

  it('is back by itself in an element that was away, once it was in use', async () => {
    const { element, engine } = createSession({ 'login-token': 'first' });
    const parent = element.parentElement!;
    element.dispatchEvent(new PointerEvent('pointerenter'));
    await waitUntil(() => element.session !== null);
    element.remove();
    await eventually('the session is given up', () => engine.releaseCount === 1);

    parent.append(element);

    await waitUntil(() => element.session !== null);
  });

  it('takes another session when the token goes to another gateway', async () => {
    const { element, engine } = createSession({ 'login-token': 'first' });
    await element.connect();

    await change(element, { 'login-token': 'second', 'gateway-url': 'wss://other.example' });
    await waitUntil(() => element.session !== null);

    expect(engine.releaseCount).to.equal(1);
    expect(engine.session.options?.auth).to.deep.equal({ token: 'second' });
    expect(engine.session.tokens).to.have.lengthOf(0);
  });

  it('swaps sessions when the page brings another token provider', async () => {
    const { element, engine } = createSession();
    element.tokenProvider = () => Promise.resolve('one');
    const session = await element.connect();

    element.tokenProvider = () => Promise.resolve('two');
    await waitUntil(() => element.session !== null && element.session !== session);

    expect(engine.releaseCount).to.equal(1);
  });

  it('opens nothing for changed attributes with prewarm="off"', async () => {
    const { element, engine } = createSession({ 'agent-id': 'one', prewarm: 'off' });
    await element.connect();

    await change(element, { 'agent-id': 'two' });

    expect(engine.releaseCount).to.equal(1);
    expect(element.session).to.equal(null);
    expect(engine.sessions).to.have.lengthOf(1);
  });

  it('says so when its attributes are taken away, and not before somebody wants to connect', async () => {
    const { element } = createSession({ 'agent-id': 'one' });
    await element.connect();

    element.removeAttribute('agent-id');
    const silent = await consoleLines(() => element.updateComplete);
    const told = await consoleLines(async () => {
      expect(await failureOf(element.connect())).to.include({ code: 46002 });
    });

    expect(silent).to.have.lengthOf(0);
    expect(told).to.have.lengthOf(1);
  });

  it('warns of a password in the page once, and says nothing of it', async () => {
    const lines = await consoleLines(async () => {
      for (const password of ['secret-1', 'secret-2']) {
        const { element } = createSession({ login: 'l', password });
        await element.connect();
      }
    });

    expect(lines).to.have.lengthOf(1);
    expect(lines[0]).to.include('password').and.not.include('secret');
  });

  for (const [attributes, auth] of [
    [
      { login: ' alice\n', password: ' p ' },
      { login: 'alice', password: ' p ' },
    ],
    [{ 'login-token': ' t ' }, { token: ' t ' }],
    [{ 'token-url': ' ', 'login-token': 't' }, { token: 't' }],
    [{ 'agent-id': ' a ', 'version-id': ' main', 'conversation-id': ' ' }, { agentId: 'a' }],
    [
      { 'agent-id': 'a', 'version-id': ' v', 'conversation-id': 'c ' },
      { agentId: 'a', versionId: 'v', conversationId: 'c' },
    ],
  ] as const) {
    it(`leaves blanks around names away, and in secrets alone: ${JSON.stringify(attributes)}`, async () => {
      const { element, engine } = createSession({ 'gateway-url': ' ', ...attributes });

      await element.connect();

      expect(engine.session.options?.auth).to.deep.equal(auth);
      expect(engine.session.options?.gatewayUrl).to.equal(undefined);
    });
  }

  for (const attributes of [{ 'agent-id': ' ' }, { login: ' ', password: 'p' }, { 'token-url': '\n' }]) {
    it(`is none where it is blank: ${JSON.stringify(attributes)}`, async () => {
      const { element, engine } = createSession(attributes);

      await consoleLines(async () => {
        expect(await failureOf(element.connect())).to.include({ code: 46002 });
      });

      expect(engine.sessions).to.have.lengthOf(0);
    });
  }

  it('gives its variables to the calls of the parts', async () => {
    const { element, engine } = createSession({
      'agent-id': 'one',
      variables: '{"first_name":"Ada"}',
      'data-var-plan': 'gold',
    });

    await element.startCall('');

    expect(engine.session.lastCall.options.customHeaders).to.deep.equal([
      { name: 'X-First-Name', value: 'Ada' },
      { name: 'X-Plan', value: 'gold' },
    ]);
  });

  it('tells of variables that are no JSON, once', async () => {
    const { element } = createSession({ 'agent-id': 'one' });
    await element.connect();
    const codes: number[] = [];
    element.addEventListener('telnyx-error', ({ detail }) => codes.push(detail.code));

    const lines = await consoleLines(async () => {
      await change(element, { variables: '{oops' });
      await waitUntil(() => codes.length > 0);
      await change(element, { lang: 'en' });
      await change(element, { region: 'eu' });
    });

    expect(codes).to.deep.equal([60002]);
    expect(lines).to.have.lengthOf(1);
  });
});
