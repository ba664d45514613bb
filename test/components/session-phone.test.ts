import { ContextEvent } from '@lit/context';
import { expect } from '@open-wc/testing';
import { TelnyxCallButton } from '../../components/call-button/call-button.js';
import { defineElement } from '../../components/define/define-element.js';
import { TelnyxMessageForm } from '../../components/message-form/message-form.js';
import { TelnyxNotice } from '../../components/notice/notice.js';
import { hostContext } from '../../components/session/host-context.js';
import { TelnyxError } from '../../src/index.js';
import { consoleLines } from '../support/console-lines.js';
import { createDialer, createReadyDialer } from '../support/dialer-scene.js';
import { eventually } from '../support/eventually.js';
import { failureOf } from '../support/failure-of.js';
import { fakeError } from '../support/fake-call.js';
import { FakeEngine } from '../support/fake-session.js';
import { FakeSessionElement } from '../support/fake-session-element.js';
import { place } from '../support/place.js';
import { createSession } from '../support/session-scene.js';
import { settled } from '../support/settled.js';

defineElement('telnyx-session', FakeSessionElement);
defineElement('telnyx-call-button', TelnyxCallButton);
defineElement('telnyx-message-form', TelnyxMessageForm);
defineElement('telnyx-notice', TelnyxNotice);

const phoneLogin = { login: 'parts', password: 'x' };

/** A phone made of parts, whose gateway refuses the login where an error is given. */
async function createPhone(
  attributes: Readonly<Record<string, string>> = phoneLogin,
  refusal: TelnyxError | null = null,
) {
  const page = place();
  const element = new FakeSessionElement();
  const engine = new FakeEngine((session) => {
    session.answersCalls = false;
    session.refusal = refusal;
  });
  element.engine = engine;
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.innerHTML =
    '<telnyx-call-button destination="+15551234567"></telnyx-call-button><telnyx-notice></telnyx-notice>';
  page.append(element);
  const button = element.querySelector('telnyx-call-button')!;
  const notice = element.querySelector('telnyx-notice')!;
  await button.updateComplete;
  const shown = async () => {
    await settled();
    await notice.updateComplete;
    return notice.shadowRoot!.querySelector('[part=notice]')?.textContent.trim() ?? '';
  };
  const told = (title: string) =>
    eventually(`it says "${title}"`, () => notice.shadowRoot!.querySelector('h2')?.textContent === title);
  const retry = () => notice.shadowRoot!.querySelector<HTMLElement>('[part=retry-button]')!.click();
  const click = async () => {
    button.click();
    await settled();
    await button.updateComplete;
  };
  return { element, engine, button, click, shown, told, retry };
}

const because = (cause: string, sipCode: number | null = null) =>
  Object.assign(fakeError(60007, 'CALL_NOT_ANSWERED'), { context: { cause, sipCode } });

describe('a phone made of parts', () => {
  let mute: () => void;

  beforeEach(() => {
    const { warn, error } = console;
    console.warn = console.error = () => undefined;
    mute = () => Object.assign(console, { warn, error });
  });
  afterEach(() => mute());

  it('calls it no failure when the caller gives the call up', async () => {
    const { element, click, shown } = await createPhone();
    await click();

    await click();

    expect(element.call?.state).to.equal('ended');
    expect(await shown()).to.equal('');
    expect(element.error).to.equal(null);
  });

  for (const [cause, sipCode] of [
    ['UNALLOCATED_NUMBER', null],
    ['NORMAL_TEMPORARY_FAILURE', 404],
  ] as const) {
    it(`says that there is no such number: ${cause} ${String(sipCode)}`, async () => {
      const { engine, click, told, shown } = await createPhone();
      await click();

      engine.session.lastCall.refuse(because(cause, sipCode));

      await told('This number is not in use');
      expect(await shown())
        .to.include('Check the number')
        .and.not.include('Nobody answered');
    });
  }

  for (const [attributes, isPossible] of [
    [{ 'login-token': 'opaque' }, false],
    [{ 'agent-id': 'a' }, true],
  ] as const) {
    it(`can be written to in a call: ${String(isPossible)} with ${JSON.stringify(attributes)}`, async () => {
      const { element, engine, click } = await createPhone(attributes);
      const form = document.createElement('telnyx-message-form');
      element.append(form);
      await click();
      engine.session.lastCall.accept();
      await eventually('they talk', () => element.call?.state === 'active');
      await form.updateComplete;

      const field = form.shadowRoot!.querySelector('textarea')!;
      expect(field.disabled).to.equal(!isPossible);
    });
  }

  it('calls a number without its decoration', async () => {
    const { engine, button, click } = await createPhone();
    button.destination = '+1 (555) 123-4567';

    await click();

    expect(engine.session.lastCall.options.destination).to.equal('+15551234567');
  });

  it('refuses to call what is no number, as a dialer does', async () => {
    const { element, engine, button, click, told } = await createPhone();
    const errors: number[] = [];
    element.addEventListener('telnyx-error', ({ detail }) => errors.push(detail.code));
    button.destination = 'not a number';

    await click();
    await told('The call was refused');

    expect(errors).to.deep.equal([44002]);
    expect(engine.sessions.flatMap(({ calls }) => calls)).to.deep.equal([]);
  });

  it('leaves it to an assistant what it is called by', async () => {
    const { engine, button, click } = await createPhone({ 'agent-id': 'a' });
    button.destination = 'not a number';

    await click();

    expect(engine.session.lastCall.options.destination).to.equal('not a number');
  });

  it('calls the same number again when the call failed', async () => {
    const { engine, click, told, retry } = await createPhone();
    await click();
    engine.session.lastCall.refuse(because('USER_BUSY'));
    await told('The line is busy');

    retry();
    await eventually('it calls again', () => engine.session.calls.length === 2);

    expect(engine.session.lastCall.options.destination).to.equal('+15551234567');
  });

  describe('that connects', () => {
    /** Its gateway has not answered yet. */
    async function createConnecting() {
      const scene = await createPhone();
      const { element, engine } = scene;
      let connected: () => void = () => undefined;
      await element.connect();
      engine.session.connect = () =>
        new Promise((resolve) => {
          connected = resolve;
        });
      const start = () => element.dispatchEvent(Object.assign(new Event('command'), { command: '--start' }));
      const called = async () => {
        await settled();
        connected();
        await settled();
        return engine.session.calls.map(({ options }) => options.destination);
      };
      return { ...scene, start, called };
    }

    it('makes one call however often --start and the call button are pressed', async () => {
      const { button, start, called } = await createConnecting();

      start();
      start();
      button.click();

      expect(await called()).to.deep.equal(['+15551234567']);
    });

    it('makes the call that was wanted last, and calls the other no failure', async () => {
      const { element, start, called, shown } = await createConnecting();
      start();
      await settled();

      element.startCall('+15557654321').catch(() => undefined);

      expect(await called()).to.deep.equal(['+15557654321']);
      expect([await shown(), element.error]).to.deep.equal(['', null]);
    });
  });

  it('only connects again when something else failed meanwhile', async () => {
    const { element, engine, click, told, retry } = await createPhone();
    await click();
    engine.session.lastCall.refuse(because('USER_BUSY'));
    await told('The line is busy');
    element.engine.session.refusal = fakeError(45001, 'WEBSOCKET_CONNECTION_FAILED');
    await element.connect().catch(() => undefined);
    await told("We can't connect");
    element.engine.session.refusal = null;

    retry();
    await eventually('it is connected', () => element.status === 'ready');
    await settled();

    expect(engine.session.calls).to.have.lengthOf(1);
  });

  for (const [what, error, title] of [
    ['a refused login', fakeError(46001, 'LOGIN_FAILED'), 'The phone could not log in'],
    [
      'a visitor who is signed out',
      Object.assign(fakeError(46002, 'INVALID_CREDENTIALS'), { context: { status: 401 } }),
      'You are signed out',
    ],
    ['a refused request', fakeError(60012, 'REQUEST_REFUSED'), 'The call was refused'],
  ] as const) {
    it(`tells of ${what} in the words of a phone`, async () => {
      const { click, told } = await createPhone(phoneLogin, error);

      await click();

      await told(title);
    });
  }

  it('tells of a missing login in the words of a phone', async () => {
    const { click, told } = await createPhone({});

    await click();

    await told('The phone has no login yet');
  });

  it('keeps the words of an assistant where there is one', async () => {
    const error = fakeError(46001, 'LOGIN_FAILED');
    const { click, told } = await createPhone({ 'agent-id': 'a' }, error);

    await click();

    await told("The assistant can't be reached right now");
  });

  it('remembers which calls the page has taken for as long as it shows them', async () => {
    const { element, engine, button } = await createPhone();
    await element.connect();
    const { session } = engine;
    let taken: readonly string[] = [];
    const request = new ContextEvent(
      hostContext,
      button,
      (handle) => {
        taken = handle?.takenCallIds ?? [];
      },
      true,
    );
    button.dispatchEvent(request);
    element.addEventListener('telnyx-incoming-call', (event) => event.preventDefault());

    const first = session.ring();
    await first.hangup();
    const afterFirst = taken;
    const second = session.ring();
    const during = taken;
    session.patch({ calls: [] });

    expect([afterFirst, during, taken]).to.deep.equal([[first.id], [second.id], []]);
  });

  describe('whose call cannot be answered', () => {
    /** Somebody calls where the microphone is refused; the session is a real one. */
    async function createRefused() {
      const scene = await createPhone();
      const network = createSession({ auth: phoneLogin });
      scene.engine.acquireSession = () => ({ session: network.session, release: () => undefined });
      const session = await scene.element.connect();
      network.engine.microphoneError = new TelnyxError(42001);
      network.gateway.socket.push('telnyx_rtc.invite', { callID: 'in-1', sdp: 'their offer' });
      const call = session.getCall('in-1')!;
      await failureOf(call.answer());
      expect(scene.element.error).to.include({ code: 42001 });
      return { ...scene, ...network, call };
    }

    for (const [how, end] of [
      ['it is declined', ({ call }) => call.hangup()],
      ['the caller gives up', ({ gateway }) => gateway.socket.push('telnyx_rtc.bye', { callID: 'in-1' })],
    ] as const satisfies [string, (scene: Awaited<ReturnType<typeof createRefused>>) => unknown][]) {
      it(`says no more of the microphone when ${how}`, async () => {
        const scene = await createRefused();

        await end(scene);

        expect(await scene.shown()).to.equal('');
        expect(scene.element.error).to.equal(null);
      });
    }

    it('takes back what cannot be mended any more', async () => {
      const { engine, call, told, retry, shown } = await createRefused();
      engine.supportError = new TelnyxError(60003);
      await failureOf(call.answer());
      await told('This page is not secure');

      retry();

      expect(await shown()).to.equal('');
    });
  });

  describe('whose registration another tab takes', () => {
    const ELSEWHERE = 'This phone is in use in another tab.';
    let otherTab: BroadcastChannel;

    beforeEach(() => {
      otherTab = new BroadcastChannel('telnyx-elements:registration');
    });
    afterEach(() => otherTab.close());

    /** A phone that is registered under a name of its own, and the numbers of its warnings. */
    async function createRegistered(attributes: Readonly<Record<string, string>> = {}) {
      const user = `parts-${crypto.randomUUID()}`;
      const scene = await createPhone({ login: user, password: 'x', ...attributes });
      const warnings: number[] = [];
      scene.element.addEventListener('telnyx-warning', ({ detail }) => warnings.push(detail.code));
      const notice = scene.element.querySelector('telnyx-notice')!.shadowRoot!;
      const reads = (text: string) =>
        eventually(`it says "${text}"`, () => notice.textContent.includes(text));
      const isTaken = () => otherTab.postMessage({ owner: user, tab: 'other' });
      await scene.element.connect();
      return { ...scene, user, warnings, reads, isTaken };
    }

    it('says so once, and takes it back', async () => {
      const { element, user, warnings, reads, isTaken, retry, shown } = await createRegistered();
      const owners: unknown[] = [];
      otherTab.addEventListener('message', ({ data }: MessageEvent<{ owner: unknown }>) =>
        owners.push(data.owner),
      );

      isTaken();
      isTaken();
      await reads(ELSEWHERE);
      retry();
      await eventually('the other tab hears of it', () => owners.includes(user));

      expect(await shown()).to.equal('');
      expect(element.status).to.equal('ready');
      expect(warnings).to.deep.equal([60017]);
    });

    it('offers no end of the call that is talked on', async () => {
      const { engine, click, reads, isTaken, shown } = await createRegistered();
      await click();
      engine.session.lastCall.accept();

      isTaken();
      await reads(ELSEWHERE);
      const during = await shown();
      await engine.session.lastCall.hangup();

      await reads('Use it here');
      expect(during).to.not.include('Use it here');
    });

    it('forgets it when the session ends', async () => {
      const { engine, reads, isTaken, shown } = await createRegistered();
      isTaken();
      await reads(ELSEWHERE);

      engine.session.disconnect();

      expect(await shown()).to.equal('');
    });

    it('tells the others of its own', async () => {
      const owners: unknown[] = [];
      otherTab.addEventListener('message', ({ data }: MessageEvent<{ owner: unknown }>) =>
        owners.push(data.owner),
      );

      const { user } = await createRegistered();

      await eventually('they hear of it', () => owners.includes(user));
    });
  });

  it('rings with the sounds of the package, an assistant with none', async () => {
    const { element, engine } = await createPhone();
    const { element: agent, engine: agents } = await createPhone({ 'agent-id': 'a' });
    await element.connect();
    await agent.connect();

    const { ringtone, ringback } = engine.session.options?.tones ?? {};

    expect([ringtone, ringback].join()).to.match(/\/ringtone\.flac,.*\/ringback\.flac$/);
    expect(agents.session.options?.tones).to.equal(undefined);
  });

  it('shares its session with a dialer of the same login, whose sounds may change', async () => {
    const login = { login: 'both', password: 'x' };
    const { element, engine } = await createPhone(login);
    const { dialer } = await createDialer({ ...login, ringtone: '/bell.flac' });
    dialer.engine = engine;
    const session = await element.connect();

    await consoleLines(() => dialer.connect());
    dialer.ringtone = 'off';
    await dialer.updateComplete;

    expect(engine.sessions).to.have.lengthOf(1);
    expect(dialer.session).to.equal(session);
    expect(engine.releaseCount).to.equal(0);
  });

  for (const [code, name] of [
    [60005, 'REQUEST_TIMEOUT'],
    [60012, 'REQUEST_REFUSED'],
  ] as const) {
    it(`is like a dialer in calling again after ${name}`, async () => {
      const { dialer, engine, visitor } = await createReadyDialer();
      const { session } = engine;
      session.answersCalls = false;
      const dialed = dialer.dial('+15551234567').catch(() => undefined);
      await eventually('it calls', () => session.calls.length === 1);
      session.lastCall.refuse(fakeError(code, name));
      await dialed;

      await visitor.click('Try again');
      await eventually('it calls again', () => session.calls.length === 2);

      expect(session.lastCall.options.destination).to.equal('+15551234567');
    });
  }
});
