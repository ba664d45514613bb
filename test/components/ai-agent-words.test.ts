import { expect, waitUntil } from '@open-wc/testing';
import { createAgent } from '../support/agent-scene.js';
import { consoleLines } from '../support/console-lines.js';
import { failureOf } from '../support/failure-of.js';
import { fakeError } from '../support/fake-call.js';
import { FakeEngine } from '../support/fake-session.js';

describe('<telnyx-ai-agent> and its words', () => {
  it('calls itself and greets as the page says', async () => {
    const { agent, part, root, open, updated } = await createAgent({
      attributes: { 'agent-name': 'Ada', 'greeting-text': 'Ask Ada.' },
    });
    await open();
    const title = part('title')!.textContent;
    const lead = root.querySelector('.lead')!.textContent;
    const name = part('panel')!.ariaLabel;

    agent.agentName = '';
    await updated();

    expect([title, lead, name]).to.deep.equal(['Ada', 'Ask Ada.', 'Ada']);
    expect(part('title')!.textContent).to.equal('Assistant');
  });

  for (const [what, none] of [
    ['a function', () => 'Talk'],
    ['an object', { text: 'Talk' }],
    ['a number', 5],
    ['null', null],
  ] as const) {
    it(`keeps its own words where the page gives none but ${what}`, async () => {
      const { agent, engine, part, open, updated } = await createAgent();
      const errors = { 46001: { title: none, advice: 'Call us.' }, 46002: none, 0: none };
      agent.strings = { launcher: none, startCall: none, close: 'Schließen', errors } as never;
      await agent.updateComplete;
      const launcher = part('launcher')!.textContent.trim();
      await open();
      await engine.acquired();
      const start = part('start-button')!.textContent.trim();
      const closing = part('close-button')!.ariaLabel;
      engine.session.refusal = fakeError(46001, 'LOGIN_FAILED');

      await consoleLines(() => failureOf(agent.start()));
      await updated();

      expect([launcher, start, closing]).to.deep.equal(['Talk to us', 'Start call', 'Schließen']);
      expect(part('notice')).to.include.text("The assistant can't be reached right now");
    });
  }

  it("has its messages read out under the agent's name", async () => {
    const { root, startCall, updated } = await createAgent({ attributes: { 'agent-name': 'Ada' } });
    const session = await startCall();
    session.say({ id: '1', text: 'Hello' });
    await updated();

    const row = root.querySelector('telnyx-transcript')!.shadowRoot!.querySelector('li')!;

    expect(row.textContent).to.match(/Ada:\s+Hello/);
  });

  it('offers to cancel, not to end, what has not been answered', async () => {
    const { agent, engine, part, open, updated } = await createAgent();
    await open();
    await engine.acquired();
    engine.session.answersCalls = false;
    agent.start().catch(() => undefined);
    await waitUntil(() => engine.session.calls.length > 0);
    await updated();

    const inPanel = part('end-button')!.textContent.trim();
    agent.close();
    await updated();

    expect(inPanel).to.equal('Cancel');
    expect(part('end-button')!.ariaLabel).to.equal('Cancel');
  });

  it('invites nobody to speak into a muted microphone', async () => {
    const { agent, part, startCall, updated } = await createAgent();
    const session = await startCall();
    agent.mute();
    session.patch({ agentState: 'speaking' });
    await updated();

    expect(part('state')!.textContent).to.equal('Speaking · You are muted');
  });
});

describe('<telnyx-ai-agent> while the browser blocks the sound', () => {
  for (const agentState of ['listening', 'speaking', 'thinking'] as const) {
    it(`says so instead of ${agentState}, until it is heard`, async () => {
      const { part, root, startCall, updated } = await createAgent();
      const session = await startCall();

      session.patch({ agentState, isAudioBlocked: true });
      await updated();
      const whileBlocked = [
        part('state')!.textContent,
        root.querySelector('[role="status"]')!.textContent.trim(),
      ];
      part('sound-button')!.click();
      await updated();

      expect(whileBlocked).to.deep.equal(['Sound is blocked', 'Sound is blocked']);
      expect(part('state')!.textContent).to.not.equal('Sound is blocked');
    });
  }

  it('says of a call that reconnects just that', async () => {
    const { part, startCall, updated } = await createAgent();
    const session = await startCall();

    session.patch({ status: 'reconnecting', isAudioBlocked: true });
    await updated();

    expect(part('state')!.textContent).to.equal('Reconnecting…');
  });
});

describe('<telnyx-ai-agent> without an open panel', () => {
  it('opens it for a start that fails', async () => {
    const engine = new FakeEngine((session) => {
      session.refusal = fakeError(42001, 'MEDIA_MICROPHONE_PERMISSION_DENIED');
    });
    const { agent, part, updated } = await createAgent({ engine });

    await consoleLines(() => failureOf(agent.start()));
    await waitUntil(() => part('retry-button') !== null);
    await updated();

    expect(agent.open).to.equal(true);
    expect(part('notice')!.textContent).to.contain('microphone');
  });

  it('opens it where the browser plays no sound before a gesture', async () => {
    const { agent, engine, part } = await createAgent();
    await agent.start();

    engine.session.patch({ isAudioBlocked: true });

    await waitUntil(() => part('sound-button') !== null);
  });
});

describe('<telnyx-ai-agent> and a second conversation', () => {
  for (const [attributes, expected] of [
    [{}, []],
    [{ 'keep-transcript': '' }, ['Hello']],
  ] as const) {
    it(`begins with ${expected.length === 0 ? 'an empty transcript' : 'the first one, if the page wants'}`, async () => {
      const { agent, startCall } = await createAgent({ attributes });
      const session = await startCall();
      session.say({ id: '1', text: 'Hello' });
      await agent.end();

      await agent.start();

      expect(agent.transcript.map(({ text }) => text)).to.deep.equal(expected);
    });
  }
});

describe('<telnyx-ai-agent> and its devices', () => {
  it('lets microphone and speaker be chosen during a call, and Escape closes only that', async () => {
    const { agent, part, root, startCall, updated } = await createAgent();
    await startCall();

    part('devices-button')!.click();
    await waitUntil(() => part('device-list') !== null);
    await updated();
    const kinds = [...root.querySelectorAll('telnyx-device-select')].map((each) => [
      each.kind,
      each.remember,
    ]);
    await expect(agent).to.be.accessible();
    part('device-list')!.dispatchEvent(
      new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, composed: true }),
    );
    await updated();

    expect(kinds).to.deep.equal([
      ['audioinput', true],
      ['audiooutput', true],
    ]);
    expect(part('devices')).to.equal(null);
    expect(agent.open).to.equal(true);
    expect(root.activeElement).to.equal(part('devices-button'));
  });

  it('keeps no choice with remember-devices="false"', async () => {
    const { part, root, open, updated } = await createAgent({ attributes: { 'remember-devices': 'false' } });
    await open();

    part('devices-button')!.click();
    await waitUntil(() => part('device-list') !== null);
    await updated();

    const selects = [...root.querySelectorAll('telnyx-device-select')];
    expect(selects.map(({ remember }) => remember)).to.deep.equal([false, false]);
  });

  it('lets them be chosen before a call, without a connection', async () => {
    const { agent, engine, part, root, updated } = await createAgent({ attributes: { prewarm: 'off' } });
    agent.show();
    await waitUntil(() => part('devices-button') !== null);

    part('devices-button')!.click();
    await waitUntil(() => part('device-list') !== null);
    await engine.acquired();
    await updated();
    await waitUntil(() => !(part('device-list') as HTMLSelectElement).disabled);
    const { prewarmCount, snapshot } = engine.session;
    for (const animation of root.querySelector('.panel')!.getAnimations()) animation.finish();
    await expect(agent).to.be.accessible();
    part('start-button')!.click();
    await waitUntil(() => part('mute-button') !== null);

    expect([prewarmCount, snapshot.status]).to.deep.equal([0, 'idle']);
    expect(part('devices')).to.equal(null);
  });

  for (const [what, code, isOffered] of [
    ['another app holds the microphone', 60013, true],
    ['there is no such microphone', 42002, true],
    ['the login is refused', 46001, false],
  ] as const) {
    it(`${isOffered ? 'lets' : 'does not let'} them be chosen where ${what}`, async () => {
      const engine = new FakeEngine((session) => {
        session.refusal = fakeError(code, 'MEDIA_GET_USER_MEDIA_FAILED');
      });
      const { agent, part, root, updated } = await createAgent({ engine });
      await consoleLines(() => failureOf(agent.start()));
      await waitUntil(() => agent.error !== null);
      await updated();

      const button = part('devices-button');
      button?.click();
      if (isOffered) await waitUntil(() => part('device-list') !== null);
      await updated();
      for (const animation of root.querySelector('.panel')!.getAnimations()) animation.finish();
      await expect(agent).to.be.accessible();

      expect(button !== null).to.equal(isOffered);
    });
  }

  it('lets them be chosen between two calls', async () => {
    const { agent, part, startCall, updated } = await createAgent();
    await startCall();
    await agent.end();
    await updated();

    part('devices-button')!.click();
    await waitUntil(() => part('device-list') !== null);

    expect(part('start-button')).to.not.equal(null);
  });

  it('offers no choice where nothing is spoken', async () => {
    const { part, open } = await createAgent({ attributes: { 'text-only': '' } });

    await open();

    expect(part('devices-button')).to.equal(null);
  });
});
