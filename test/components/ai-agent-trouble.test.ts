import { expect, oneEvent } from '@open-wc/testing';
import { html } from 'lit';
import { TelnyxWarningEvent } from '../../components/index.js';
import { createAgent } from '../support/agent-scene.js';
import { finishOpening } from '../support/agent-states.js';
import { consoleLines } from '../support/console-lines.js';
import { eventually } from '../support/eventually.js';
import { failureOf } from '../support/failure-of.js';
import { fakeError } from '../support/fake-call.js';
import { hasten } from '../support/hasten.js';

const fallback = html`<a slot="fallback" href="tel:+15550100">Call us</a>`;

describe('<telnyx-ai-agent> in trouble', () => {
  const unreachable = {
    45001: 'WEBSOCKET_CONNECTION_FAILED',
    46001: 'LOGIN_FAILED',
    60003: 'INSECURE_CONTEXT',
  } as const;
  for (const [code, name] of Object.entries(unreachable)) {
    it(`offers the page's fallback after ${code} ${name}, and takes it back when a start succeeds`, async () => {
      const { agent, engine, open, updated } = await createAgent({ content: fallback });
      await open();
      await engine.acquired();
      const link = agent.querySelector('a')!;
      const before = link.checkVisibility();

      engine.session.refusal = fakeError(Number(code) as 45001, name);
      await consoleLines(() => failureOf(agent.start()));
      await updated();
      const whileFailed = link.checkVisibility();
      agent.close();
      await updated();
      const whileClosed = link.checkVisibility();
      engine.session.refusal = null;
      await agent.start();
      await updated();

      expect([before, whileFailed, whileClosed]).to.deep.equal([false, true, true]);
      expect(link.checkVisibility()).to.equal(false);
    });
  }

  it('offers no fallback for a microphone that the visitor can allow', async () => {
    const { agent, engine, open, updated } = await createAgent({ content: fallback });
    await open();
    await engine.acquired();
    engine.session.refusal = fakeError(42001, 'MEDIA_MICROPHONE_PERMISSION_DENIED');

    await consoleLines(() => failureOf(agent.start()));
    await updated();

    expect(agent.querySelector('a')?.checkVisibility()).to.equal(false);
  });

  it('offers the fallback when the panel cannot be loaded', async () => {
    const { agent } = await createAgent({ content: fallback });
    agent.linkFailure = new Error('The network is gone.');

    await consoleLines(() => failureOf(agent.start()));
    await agent.updateComplete;

    expect(agent.querySelector('a')?.checkVisibility()).to.equal(true);
  });

  it('tells a login that is refused again from one that may pass', async () => {
    const { agent, engine, part, open, updated } = await createAgent();
    await open();
    await engine.acquired();
    const words: (string | undefined)[] = [];
    let advisedAtOnce = false;
    const isAdvice = (line: string) => line.includes('supports_unauthenticated_web_calls');
    const lines = await consoleLines(async (heard) => {
      for (const attempt of [1, 2]) {
        engine.session.refusal = fakeError(46001, 'LOGIN_FAILED', `Attempt ${attempt}`);
        await failureOf(agent.start());
        await updated();
        words.push(part('notice')?.textContent);
        advisedAtOnce ||= heard.some(isAdvice) && attempt === 1;
      }
    });

    expect(words[0]).to.include('Wait a moment');
    expect(words[1]).to.include("isn't taking calls");
    expect(advisedAtOnce).to.equal(true);
    expect(lines.filter(isAdvice)).to.have.lengthOf(1);
  });

  for (const [code, name, words] of [
    [31001, 'HIGH_RTT', 'Your connection is weak.'],
    [31003, 'HIGH_PACKET_LOSS', 'Your connection is weak.'],
    [31004, 'LOW_MOS', 'Your connection is weak.'],
    [31005, 'LOW_LOCAL_AUDIO', "We can't hear your microphone"],
    [32001, 'LOW_BYTES_RECEIVED', 'The sound has stopped.'],
    [32002, 'LOW_BYTES_SENT', "We can't hear your microphone"],
  ] as const) {
    it(`tells the visitor of ${code} ${name}, whatever the page hears besides`, async () => {
      const { agent, part, root, startCall, updated } = await createAgent();
      await startCall();

      for (const each of [
        { code, name },
        { code: 36004, name: 'ONE_OF_THE_PAGE' },
      ]) {
        const warning = new TelnyxWarningEvent({ ...each, message: '…' });
        agent.dispatchEvent(warning);
      }
      await eventually('it is told', () => part('notice'));
      await updated();

      expect(part('notice')).to.include.text(words);
      finishOpening(root);
      await expect(agent).to.be.accessible();
    });
  }

  it('keeps to itself what only the page should know', async () => {
    const { agent, part, startCall, updated } = await createAgent();
    await startCall();

    const warning = new TelnyxWarningEvent({ code: 33005, name: 'ONLY_HOST_ICE_CANDIDATES', message: '…' });
    agent.dispatchEvent(warning);
    await import('../../components/notice/notice-view.js');
    await updated();

    expect(part('notice')).to.equal(null);
  });

  it('says at once that the connection is gone, and takes it back when it returns', async () => {
    const { engine, part, startCall, updated } = await createAgent();
    await startCall();

    await consoleLines(() => engine.session.options?.onWarning?.(fakeError(48001, 'NETWORK_OFFLINE')));
    await updated();
    const whileOffline = [part('notice')?.textContent.trim(), part('state')?.textContent];
    window.dispatchEvent(new Event('online'));
    await updated();

    expect(whileOffline).to.deep.equal(['Reconnecting… your call is kept', 'Reconnecting…']);
    expect([part('notice'), part('state')?.textContent]).to.deep.equal([null, 'Listening']);
  });

  for (const [waitMs, words] of [
    [8000, 'This takes longer than usual…'],
    [15_000, "We can't connect"],
  ] as const) {
    it(`says "${words}" where the gateway has not answered for ${waitMs / 1000} seconds`, async () => {
      const { agent, engine, part, open } = await createAgent();
      await open();
      await engine.acquired();
      const { session } = engine;
      session.disconnect();
      session.answersLogins = false;
      const told: number[] = [];
      agent.addEventListener('telnyx-error', ({ detail }) => told.push(detail.code));
      const back = hasten(waitMs);

      await consoleLines(async () => {
        agent.start().catch(() => undefined);
        await eventually(`the notice says "${words}"`, () => part('notice')?.textContent.includes(words));
      });
      back();
      // What the session comes to later is the same failure.
      const late = fakeError(45001, 'WEBSOCKET_CONNECTION_FAILED');
      if (waitMs > 8000) await consoleLines(() => session.patch({ status: 'failed', error: late }));

      expect(told).to.deep.equal(waitMs > 8000 ? [45001] : []);
      expect(part('retry-button') !== null).to.equal(waitMs > 8000);
      await agent.end();
    });
  }

  it('lets the page dress notes, images and what the form says', async () => {
    const { root, startCall } = await createAgent();
    await startCall();

    const exported = [...root.querySelectorAll('[exportparts]')]
      .flatMap((element) => element.getAttribute('exportparts')?.split(', ') ?? [])
      .map((each) => each.split(': ').at(-1));

    expect(exported).to.include.members(['message-system', 'image', 'viewer', 'thumbnail', 'form-notice']);
  });

  it("takes the page's name for its landmark", async () => {
    const { part, open } = await createAgent({ attributes: { 'aria-label': 'Sales', placement: 'inline' } });
    await open();

    expect(part('panel')?.ariaLabel).to.equal('Sales');
  });

  it('has diagnostics before there is a session', async () => {
    const { agent } = await createAgent();

    const report = agent.diagnostics();

    expect(report).to.include({ status: 'idle', isSecureContext: true, userAgent: navigator.userAgent });
  });
});

describe('<telnyx-ai-agent> and screen readers', () => {
  it('announces the call, not who speaks at the moment', async () => {
    const { agent, engine, root, open, updated } = await createAgent();
    const said: (string | undefined)[] = [];
    const note = async () => {
      await updated();
      const status = root.querySelector('.panel [role="status"]')?.textContent.trim();
      if (status !== said.at(-1)) said.push(status);
    };
    await open();
    await note();
    await engine.acquired();
    const { session } = engine;
    session.answersCalls = false;
    agent.start().catch(() => undefined);
    await oneEvent(agent, 'telnyx-call-change');
    await note();
    session.lastCall.accept();
    await note();
    for (const agentState of ['speaking', 'thinking', 'listening'] as const) {
      session.patch({ agentState });
      await note();
    }
    agent.mute();
    await note();
    agent.unmute();
    session.patch({ status: 'reconnecting' });
    await note();
    session.patch({ status: 'ready' });
    await agent.end();
    await note();

    expect(said).to.deep.equal([
      '',
      'Connecting…',
      'Connected',
      'You are muted',
      'Reconnecting…',
      'Call ended',
    ]);
  });

  it('hear of the call and of new answers while the panel is closed', async () => {
    const { agent, root, startCall, updated } = await createAgent();
    const session = await startCall();
    const closed = oneEvent(agent, 'telnyx-close');
    agent.close();
    await closed;
    const status = root.querySelector('[part="dock"] [role="status"]');
    const said: (string | undefined)[] = [];
    const note = async () => {
      await updated();
      said.push(status?.textContent.trim());
    };

    await note();
    session.say({ id: '1', text: 'One' });
    await note();
    session.patch({ status: 'reconnecting' });
    await note();
    session.patch({ status: 'ready' });
    await agent.end();
    await note();

    expect(status?.checkVisibility()).to.equal(true);
    expect(said).to.deep.equal([
      'Connected',
      'Connected · Unread messages: 1',
      'Reconnecting… · Unread messages: 1',
      'Call ended · Unread messages: 1',
    ]);
  });

  it('hear how many answers are unread, also after the transcript was cleared', async () => {
    const { agent, root, part, startCall, updated } = await createAgent();
    const session = await startCall();
    session.say({ id: '1', text: 'One' });
    session.say({ id: '2', text: 'Two' });
    const closed = oneEvent(agent, 'telnyx-close');
    agent.close();
    await closed;
    await updated();
    agent.clearTranscript();
    await updated();

    session.say({ id: '3', text: 'Three' });
    await updated();

    expect(part('unread')).to.have.text('1');
    expect(root.querySelector('[part="launcher"]')).to.include.text('Unread messages:');
  });
});
