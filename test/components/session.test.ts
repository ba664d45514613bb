import { ContextProvider } from '@lit/context';
import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import { sessionContext } from '../../components/context.js';
import { defineElement } from '../../components/define/define-element.js';
import { TelnyxMuteButton } from '../../components/mute-button/mute-button.js';
import { consoleLines } from '../support/console-lines.js';
import { failureOf } from '../support/failure-of.js';
import { FakeSession } from '../support/fake-session.js';
import { FakeSessionElement } from '../support/fake-session-element.js';
import { place } from '../support/place.js';

defineElement('telnyx-session', FakeSessionElement);
defineElement('telnyx-mute-button', TelnyxMuteButton);

async function createSession() {
  const outer = place();
  outer.innerHTML =
    '<telnyx-session agent-id="assistant-test"><telnyx-mute-button></telnyx-mute-button></telnyx-session>';
  const element = outer.querySelector('telnyx-session') as FakeSessionElement;
  const mute = outer.querySelector('telnyx-mute-button')!;
  await mute.updateComplete;
  const button = () => mute.renderRoot.querySelector('button')!;
  return { outer, element, engine: element.engine, mute, button };
}

describe('<telnyx-session>', () => {
  it('acquires nothing before intent, and connects on demand', async () => {
    const { element, engine } = await createSession();
    const before = engine.sessions.length;

    const session = await element.connect();

    expect(before).to.equal(0);
    expect(session).to.equal(element.session);
    expect(element.status).to.equal('ready');
  });

  it('connects at once with prewarm="eager"', async () => {
    const element = await fixture<FakeSessionElement>(
      html`<telnyx-session agent-id="assistant-test" prewarm="eager"></telnyx-session>`,
    );

    await waitUntil(() => element.engine.sessions[0]?.prewarmCount === 1);
  });

  for (const [name, attributes, auth] of [
    ['an agent', { 'agent-id': 'a', 'version-id': 'v' }, { agentId: 'a', versionId: 'v' }],
    ['a live version written as main', { 'agent-id': 'a', 'version-id': 'main' }, { agentId: 'a' }],
    ['a SIP user', { login: 'l', password: 'p' }, { login: 'l', password: 'p' }],
    ['a token', { 'login-token': 't' }, { token: 't' }],
  ] as const) {
    it(`logs in as ${name}`, async () => {
      const element = await fixture<FakeSessionElement>(html`<telnyx-session></telnyx-session>`);
      for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value);

      await element.connect();

      expect(element.engine.session.options?.auth).to.deep.equal(auth);
    });
  }

  it('resolves a path against the page, as a WebSocket address', async () => {
    const { element, engine } = await createSession();
    element.setAttribute('gateway-url', '/gateway?scenario=echo');

    await element.connect();

    const { host } = location;
    expect(engine.session.options?.gatewayUrl).to.equal(`ws://${host}/gateway?scenario=echo`);
  });

  it('hands its connection attributes to the session', async () => {
    const { element, engine } = await createSession();
    const attributes = {
      environment: 'development',
      region: 'eu',
      'trickle-ice': 'false',
      'ice-servers':
        '[{"urls":"stun:stun.example"},{"urls":["turns:t.example:443?transport=tcp"],"username":"u","credential":"c"}]',
      'force-relay': '',
      'rtc-ip': '10.0.0.1',
      'rtc-port': '8443',
      'skip-last-voice-sdk-id': 'true',
    };
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);

    await element.connect();

    expect(engine.session.options).to.include({
      environment: 'development',
      region: 'eu',
      trickleIce: false,
      forceRelay: true,
      rtcIp: '10.0.0.1',
      rtcPort: 8443,
      skipLastVoiceSdkId: true,
    });
    expect(engine.session.options?.iceServers).to.deep.equal([
      { urls: 'stun:stun.example' },
      { urls: ['turns:t.example:443?transport=tcp'], username: 'u', credential: 'c' },
    ]);
  });

  it('dresses the parts inside in its theme, accent and font', async () => {
    const { element, button } = await createSession();
    element.setAttribute('theme', 'dark');
    element.style.setProperty('--telnyx-surface', 'rgb(1, 2, 3)');
    element.style.setProperty('--telnyx-font', 'monospace');
    await element.updateComplete;
    const style = getComputedStyle(button());

    expect(style.colorScheme).to.equal('dark');
    expect(style.fontFamily).to.equal('monospace');
    expect(style.getPropertyValue('--_surface')).to.equal('rgb(1, 2, 3)');
  });

  it('says what is missing', async () => {
    const element = await fixture<FakeSessionElement>(html`<telnyx-session></telnyx-session>`);

    const lines = await consoleLines(async () => {
      expect(await failureOf(element.connect())).to.include({ code: 46002 });
    });

    expect(lines).to.have.lengthOf(1);
  });

  it('gives its session to parts that were there before it was loaded', async () => {
    const { element, mute, button } = await createSession();
    const wasDisabled = button().disabled;
    const session = await element.connect();

    session.call();
    await mute.updateComplete;
    button().click();
    await mute.updateComplete;

    expect(wasDisabled).to.equal(true);
    expect(element.call?.isMuted).to.equal(true);
    expect(button()).to.have.attribute('aria-label', 'Unmute');
    expect(button()).to.have.attribute('aria-pressed', 'true');
  });

  it('gives its session to parts that come later', async () => {
    const { element } = await createSession();
    const session = await element.connect();
    session.call();

    const late = document.createElement('telnyx-mute-button');
    element.append(late);
    await late.updateComplete;

    expect(late.shadowRoot?.querySelector('button')?.disabled).to.equal(false);
  });

  it('keeps its session while it is moved', async () => {
    const { element, engine, outer, mute, button } = await createSession();
    const session = await element.connect();
    session.call();

    outer.prepend(element);
    await mute.updateComplete;

    expect(element.session).to.equal(session);
    expect(engine.releaseCount).to.equal(0);
    expect(button().disabled).to.equal(false);
  });

  it('gives its session back after it was out of the document for the grace time', async () => {
    const { element, engine } = await createSession();
    await element.connect();
    const session = engine.session;

    const released = engine.released();
    element.remove();
    const releasesAtOnce = engine.releaseCount;
    await released;

    expect(releasesAtOnce).to.equal(0);
    expect(element.session).to.equal(null);
    expect(session.listenerCount).to.equal(0);
    expect(session.levels.listeners.size).to.equal(0);
  });

  it('swaps the session when its attributes come to mean another one', async () => {
    const { element, engine } = await createSession();
    await element.connect();
    const released = engine.released();

    element.setAttribute('agent-id', 'assistant-other');
    await released;
    await waitUntil(() => element.session !== null);

    expect(engine.session.options?.auth).to.deep.equal({ agentId: 'assistant-other' });
    expect(element.session).to.equal(engine.session);
  });

  it('swaps no session in the middle of a call, and keeps the conversation until the next start', async () => {
    const { element, engine } = await createSession();
    const session = await element.connect();
    session.call();

    element.setAttribute('agent-id', 'assistant-other');
    await element.updateComplete;
    const duringCall = element.session;
    await engine.session.lastCall.hangup();
    element.dispatchEvent(new PointerEvent('pointerenter'));
    element.setAttribute('theme', 'dark');
    await element.updateComplete;
    const afterwards = element.session;
    await element.connect();

    expect([duringCall, afterwards]).to.deep.equal([session, session]);
    expect(engine.session.options?.auth).to.deep.equal({ agentId: 'assistant-other' });
    expect(element.session).to.equal(engine.session);
    expect(engine.releaseCount).to.equal(1);
  });

  it('swaps a phone at the end of its call, so that it can be called', async () => {
    const { element, engine } = await createSession();
    element.removeAttribute('agent-id');
    element.setAttribute('login', 'one');
    element.setAttribute('password', 'x');
    const session = await element.connect();
    session.call();
    element.setAttribute('login', 'two');
    await element.updateComplete;
    const duringCall = element.session;

    await engine.session.lastCall.hangup();
    await waitUntil(() => element.session !== null && element.session !== session);

    expect(duringCall).to.equal(session);
    expect(engine.session.options?.auth).to.include({ login: 'two' });
  });

  it('tells of an inbound call', async () => {
    const { element, engine } = await createSession();
    await element.connect();

    const incoming: string[] = [];
    element.addEventListener('telnyx-incoming-call', ({ detail }) => incoming.push(detail.call.id));
    engine.session.call();
    engine.session.lastCall.patch({ state: 'ended' });
    const { snapshot } = engine.session.lastCall;
    engine.session.patch({
      calls: [
        { ...snapshot, id: 'in', direction: 'inbound', state: 'ringing', answeredAt: null, endedAt: null },
      ],
    });

    expect(incoming).to.deep.equal(['in']);
  });
});

describe('sessionContext', () => {
  it('takes a session from a provider of the page', async () => {
    const session = new FakeSession();
    const provider = place();
    new ContextProvider(provider, { context: sessionContext, initialValue: session.asSession });
    session.call();

    const mute = document.createElement('telnyx-mute-button');
    provider.append(mute);
    await mute.updateComplete;

    expect(mute.shadowRoot?.querySelector('button')?.disabled).to.equal(false);
  });

  it('lets a part outside any session say so once and stay disabled', async () => {
    const lines = await consoleLines(async () => {
      const mute = await fixture<TelnyxMuteButton>(html`<telnyx-mute-button></telnyx-mute-button>`);
      mute.parentElement?.append(mute);
      expect(mute.shadowRoot?.querySelector('button')?.disabled).to.equal(true);
    });

    expect(lines).to.have.lengthOf(1);
    expect(lines[0]).to.include('<telnyx-mute-button>');
  });
});
