import { aTimeout, expect, oneEvent } from '@open-wc/testing';
import { fakeError } from '../support/fake-call.js';
import { createAgent } from '../support/agent-scene.js';
import { consoleLines } from '../support/console-lines.js';
import { eventually } from '../support/eventually.js';
import { FakeEngine } from '../support/fake-session.js';
import { failureOf } from '../support/failure-of.js';

describe('<telnyx-ai-agent> calls', () => {
  it('start() resolves with the answered call and shares one attempt', async () => {
    const { agent, engine } = await createAgent();

    const [first, second] = await Promise.all([agent.start(), agent.start()]);

    expect(first.state).to.equal('active');
    expect(second).to.equal(first);
    expect(engine.session.calls).to.have.lengthOf(1);
  });

  for (const [value, isSkipped] of [
    [null, true],
    ['true', true],
    ['false', false],
  ] as const) {
    it(`${isSkipped ? 'leaves' : 'keeps'} the node of the last conversation: ${value ?? 'unless told otherwise'}`, async () => {
      const { agent, engine } = await createAgent({
        attributes: value === null ? {} : { 'skip-last-voice-sdk-id': value },
      });

      await agent.start();

      expect(engine.session.options?.skipLastVoiceSdkId).to.equal(isSkipped);
    });
  }

  it('start() calls with what the attributes say', async () => {
    const { agent, engine } = await createAgent({
      attributes: {
        'call-caller-name': 'Ada',
        'call-audio': '{"echoCancellation":false}',
        'call-custom-headers': '[{"name":"X-Case","value":"42"}]',
        variables: '{"first_name":"Ada"}',
        'data-var-plan': 'gold',
        muted: '',
      },
    });
    agent.setVariables({ tier: 3 });

    await agent.start();

    expect(engine.session.lastCall.options).to.deep.include({
      callerName: 'Ada',
      audio: { echoCancellation: false },
      muted: true,
      customHeaders: [
        { name: 'X-First-Name', value: 'Ada' },
        { name: 'X-Plan', value: 'gold' },
        { name: 'X-Tier', value: '3' },
        { name: 'X-Case', value: '42' },
      ],
    });
  });

  it('start() connects nothing when the page cancels telnyx-before-start', async () => {
    const { agent, engine } = await createAgent({ attributes: { variables: '{"plan":"gold"}' } });
    let detail: unknown;
    agent.addEventListener('telnyx-before-start', (event) => {
      detail = event.detail;
      event.preventDefault();
    });

    const failure = await failureOf(agent.start());

    expect(failure).to.include({ code: 60015 });
    expect(detail).to.deep.equal({ variables: { plan: 'gold' }, customHeaders: [] });
    expect(engine.sessions).to.have.lengthOf(0);
    expect(agent.error).to.equal(null);
  });

  it('start() calls with what listeners of telnyx-before-start have made of variables and headers', async () => {
    const { agent, engine } = await createAgent({
      attributes: {
        variables: '{"plan":"gold","step":"one"}',
        'call-custom-headers': '[{"name":"X-Case","value":"1"}]',
      },
    });
    agent.addEventListener('telnyx-before-start', ({ detail }) => {
      detail.variables.plan = 'silver\r\nX-Evil: 1';
      delete detail.variables.step;
      detail.customHeaders = [...detail.customHeaders, { name: 'Page', value: 'home' }];
    });

    await agent.start();

    expect(engine.session.lastCall.options.customHeaders).to.deep.equal([
      { name: 'X-Plan', value: 'silver X-Evil: 1' },
      { name: 'X-Case', value: '1' },
      { name: 'X-Page', value: 'home' },
    ]);
  });

  it('start() takes what a listener adds where the page itself has said nothing', async () => {
    const { agent, engine } = await createAgent();
    agent.addEventListener('telnyx-before-start', ({ detail }) => {
      detail.variables = { first_name: 'Ada' };
    });

    await agent.start();

    expect(engine.session.lastCall.options.customHeaders).to.deep.equal([
      { name: 'X-First-Name', value: 'Ada' },
    ]);
  });

  it('start() leaves out what a listener of telnyx-before-start has added and cannot travel', async () => {
    const { agent, engine } = await createAgent();
    agent.addEventListener('telnyx-before-start', ({ detail }) => {
      detail.variables = { big: 1n, plan: 'gold' };
      detail.customHeaders = [{ name: 'X-Big', value: 1n as never }];
    });

    const lines = await consoleLines(() => agent.start());

    expect(engine.session.lastCall.options.customHeaders).to.deep.equal([{ name: 'X-Plan', value: 'gold' }]);
    expect(lines).to.have.lengthOf(2);
  });

  for (const attributes of [{}, { variables: '{"plan":"gold"}' }]) {
    it(`end() in telnyx-before-start places no call, with ${JSON.stringify(attributes)}`, async () => {
      const { agent, engine } = await createAgent({ attributes });
      await agent.start();
      await agent.end();
      const before = engine.session.calls.length;
      let ended: Promise<void> | undefined;
      agent.addEventListener('telnyx-before-start', ({ detail }) => {
        detail.variables.step = 'one';
        ended = agent.end();
      });

      const failure = await failureOf(agent.start());
      await ended;

      expect(failure).to.include({ code: 60008 });
      expect(engine.session.calls).to.have.lengthOf(before);
      expect(agent.error).to.equal(null);
    });
  }

  it('end() as soon as the login has succeeded places no call', async () => {
    const { agent, engine } = await createAgent();
    agent.addEventListener('telnyx-ready', () => void agent.end());

    const failure = await failureOf(agent.start());

    expect(failure).to.include({ code: 60008 });
    expect(engine.session.calls).to.have.lengthOf(0);
  });

  it('uses the devices that were chosen on this site before', async () => {
    localStorage.setItem('telnyx-elements:device:microphone', 'desk');
    const desk = { kind: 'audioinput', deviceId: 'desk', groupId: '', label: 'Desk' } as MediaDeviceInfo;
    const chosen: (string | null)[] = [];
    const engine = new FakeEngine((session) => {
      session.patch({ devices: { ...session.snapshot.devices, microphones: [desk] } });
      session.setMicrophone = (id) => Promise.resolve(void chosen.push(id));
    });
    const { agent } = await createAgent({ engine });

    await agent.start();
    await eventually('the microphone is chosen', () => chosen.length > 0);
    localStorage.removeItem('telnyx-elements:device:microphone');

    expect(chosen).to.deep.equal(['desk']);
  });

  for (const id of ['', '   ']) {
    it(`start() rejects without an agent-id, in plain words for the visitor and once for the developer: "${id}"`, async () => {
      const { agent, part, open, updated } = await createAgent({ attributes: { 'agent-id': id } });
      const errors: number[] = [];
      agent.addEventListener('telnyx-error', (event) => errors.push(event.detail.code));
      await open();

      const lines = await consoleLines(async () => {
        expect(await failureOf(agent.start())).to.include({ code: 46002 });
      });
      await updated();

      expect(errors).to.deep.equal([46002]);
      expect(lines).to.have.lengthOf(1);
      expect(lines[0]).to.include('needs an agent-id');
      expect(part('notice')).to.include.text("This assistant isn't set up yet");
    });
  }

  it('tells of an engine that cannot be loaded and tries again', async () => {
    const { agent, part, open, updated } = await createAgent();
    agent.engineFailure = new TypeError('Failed to fetch');
    await open();

    await consoleLines(async () => {
      expect(await failureOf(agent.start())).to.include({ code: 60014 });
    });
    await updated();
    agent.engineFailure = null;
    part('retry-button')?.click();
    const call = await agent.start();

    expect(call.state).to.equal('active');
  });

  it('tells once that the panel cannot be loaded, and brings its launcher back for another try', async () => {
    const { agent, part } = await createAgent();
    agent.linkFailure = new Error('The network is gone.');
    const codes: number[] = [];
    agent.addEventListener('telnyx-error', ({ detail }) => codes.push(detail.code));

    const lines = await consoleLines(async () => {
      const failed = oneEvent(agent, 'telnyx-error');
      agent.show();
      await failed;
      await agent.updateComplete;
      await aTimeout(0);
      await agent.updateComplete;
    });

    expect(codes).to.deep.equal([60014]);
    expect(lines).to.have.length(1);
    expect(agent.open).to.equal(false);
    expect(part('launcher')?.checkVisibility()).to.equal(true);
  });

  it('shows a refused login and starts anew on "Try again"', async () => {
    const { agent, engine, part, open, updated } = await createAgent();
    await open();
    await engine.acquired();
    engine.session.refusal = fakeError(46001, 'LOGIN_FAILED');
    await consoleLines(() => failureOf(agent.start()));
    await updated();
    const words = part('notice')?.textContent;

    engine.session.refusal = null;
    const changed = oneEvent(agent, 'telnyx-call-change');
    part('retry-button')?.click();
    await changed;
    await updated();

    expect(words).to.include("The assistant can't be reached right now").and.include('46001');
    expect(part('notice')).to.equal(null);
    expect(part('end-button')).to.not.equal(null);
  });

  it('ends an attempt that is not answered yet without calling it a failure', async () => {
    const { agent, engine, part, open, updated } = await createAgent();
    await open();
    await engine.acquired();
    engine.session.answersCalls = false;
    const failure = failureOf(agent.start());
    await oneEvent(agent, 'telnyx-call-change');
    await updated();

    part('end-button')?.click();

    expect(await failure).to.include({ code: 60008 });
    expect(agent.error).to.equal(null);
  });

  it('ends an attempt at a gateway that never answers, and begins a new one', async () => {
    const { agent, engine, open } = await createAgent();
    await open();
    await engine.acquired();
    const { session } = engine;
    session.disconnect();
    session.answersLogins = false;
    const failure = failureOf(agent.start());

    await agent.end();
    session.answersLogins = true;
    const call = await agent.start();

    expect(await failure).to.include({ code: 60008 });
    expect(call.state).to.equal('active');
  });

  it('with text-only has no start button, and the first message begins a call without microphone', async () => {
    const { agent, engine, part, open } = await createAgent({ attributes: { 'text-only': '' } });
    await open();
    const hadStartButton = part('start-button') !== null;

    await agent.sendMessage('Do you open on Saturdays?');

    expect(hadStartButton).to.equal(false);
    expect(engine.session.lastCall.options.audio).to.equal(false);
    expect(engine.session.sent).to.deep.equal(['Do you open on Saturdays?']);
  });

  it('sendMessage() rejects when there is no call to write to', async () => {
    const { agent } = await createAgent();

    const failure = await failureOf(agent.sendMessage('Hello'));

    expect(failure).to.include({ code: 60010 });
  });

  it('keeps tools registered before the engine was there', async () => {
    const { agent, engine } = await createAgent();
    agent.registerClientTool('order', () => 'done');
    agent.registerClientTool('cancel', () => 'done');
    const wasThere = agent.unregisterClientTool('cancel');

    await agent.start();

    expect(wasThere).to.equal(true);
    expect(agent.getClientTools()).to.deep.equal(['order']);
    expect([...engine.session.tools.keys()]).to.deep.equal(['order']);
  });

  it('refuses a tool name that the portal would refuse, or a tool that is no function, and starts none the less', async () => {
    const { agent, engine } = await createAgent();

    const register = () => agent.registerClientTool('get weather', () => 'sunny');
    const registerNothing = () => agent.registerClientTool('weather', 'sunny' as never);
    expect(register).to.throw().with.property('code', 44002);
    expect(registerNothing).to.throw().with.property('code', 44002);
    const call = await agent.start();

    expect(call.state).to.equal('active');
    expect([...engine.session.tools.keys()]).to.deep.equal([]);
  });

  it('ends the call after max-duration', async () => {
    const { agent } = await createAgent({ attributes: { 'max-duration': '1' } });

    const ended = oneEvent(agent, 'telnyx-call-end');
    await agent.start();
    await ended;

    expect(agent.call?.state).to.equal('ended');
  });

  it('keeps its call and its panel while it is moved in the document', async () => {
    const { agent, engine, part, startCall, updated } = await createAgent();
    const session = await startCall();
    const place = document.createElement('div');
    agent.after(place);

    place.append(agent);
    session.say({ id: '1', text: 'Still here' });
    await updated();

    expect(agent.call?.state).to.equal('active');
    expect(part('message')).to.have.text('Still here');
    expect(engine.releaseCount).to.equal(0);
    place.remove();
  });

  it('gives its session back once it was removed for good, and leaves nothing behind', async () => {
    const { agent, engine, startCall } = await createAgent();
    const session = await startCall();

    const released = engine.released();
    agent.remove();
    await released;

    expect(session.listenerCount).to.equal(0);
    expect(session.levels.listeners.size).to.equal(0);
    expect(agent.call).to.equal(null);
  });

  it('does not disturb another agent of the page', async () => {
    const first = await createAgent({ attributes: { 'agent-id': 'assistant-1' } });
    const second = await createAgent({ attributes: { 'agent-id': 'assistant-2' }, engine: first.engine });

    await first.agent.start();
    await second.agent.start();
    await first.agent.end();

    expect(first.agent.call?.state).to.equal('ended');
    expect(second.agent.call?.state).to.equal('active');
    expect(first.agent.session).to.not.equal(second.agent.session);
  });
});
