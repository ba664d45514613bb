import { expect, oneEvent, waitUntil } from '@open-wc/testing';
import { sendKeys, setViewport } from '@web/test-runner-commands';
import { createAgent } from '../support/agent-scene.js';

describe('<telnyx-ai-agent>', () => {
  it('draws nothing but a launcher, and acquires no session, before the first sign of intent', async () => {
    const { engine, root, part } = await createAgent();

    expect(part('launcher')).to.have.trimmed.text('Talk to us');
    expect(root.querySelector('.panel')).to.equal(null);
    expect(engine.sessions).to.have.lengthOf(0);
  });

  it('warms a session up when the visitor points at it', async () => {
    const { agent, engine } = await createAgent();

    agent.dispatchEvent(new PointerEvent('pointerenter'));
    await engine.acquired();
    await waitUntil(() => engine.session.prewarmCount === 1);

    expect(engine.session.calls).to.have.lengthOf(0);
  });

  it('keeps its launcher, and the focus on it, when all else has loaded', async () => {
    const { agent, engine, root, part, updated } = await createAgent();
    const launcher = part('launcher');
    launcher?.focus();

    agent.dispatchEvent(new PointerEvent('pointerenter'));
    await engine.acquired();
    await updated();

    expect(root.querySelector('.panel')).not.to.equal(null);
    expect(part('launcher')).to.equal(launcher);
    expect(root.activeElement).to.equal(launcher);
    expect(launcher).to.have.trimmed.text('Talk to us');
  });

  it('waits for the start with prewarm="off"', async () => {
    const { agent, engine, open } = await createAgent({ attributes: { prewarm: 'off' } });

    agent.dispatchEvent(new PointerEvent('pointerenter'));
    expect(agent.engineLoads).to.equal(0);
    await open();

    // The open panel brings the code, and connects nothing.
    expect(agent.engineLoads).to.be.greaterThan(0);
    expect(engine.sessions).to.have.lengthOf(0);
  });

  it('makes its offer while a session that was not prepared connects', async () => {
    const { agent, engine, open } = await createAgent({ attributes: { prewarm: 'off' } });
    await open();

    void agent.start();
    await engine.acquired();
    await waitUntil(() => engine.session.calls.length === 1);

    expect(engine.session.prewarmCount).to.equal(1);
  });

  it('opens from the launcher and moves the focus to its main button', async () => {
    const { agent, root, part, updated } = await createAgent();

    const opened = oneEvent(agent, 'telnyx-open');
    part('launcher')?.click();
    await opened;
    await updated();

    expect(agent.open).to.equal(true);
    expect(agent.hasAttribute('open')).to.equal(true);
    expect(root.activeElement).to.equal(part('start-button'));
    expect(part('launcher')).to.equal(null);
  });

  it('closes on Escape and gives the focus back to the launcher', async () => {
    const { agent, root, part, open, updated } = await createAgent();
    part('launcher')?.focus();
    await open();

    const closed = oneEvent(agent, 'telnyx-close');
    await sendKeys({ press: 'Escape' });
    await closed;
    await updated();

    expect(agent.open).to.equal(false);
    expect(root.activeElement).to.equal(part('launcher'));
  });

  it('gives the focus back to a button of the page that opened it', async () => {
    const { agent, open } = await createAgent();
    const button = document.createElement('button');
    agent.before(button);
    button.focus();
    await open();

    const closed = oneEvent(agent, 'telnyx-close');
    agent.close();
    await closed;

    expect(document.activeElement).to.equal(button);
    button.remove();
  });

  it('leaves the focus alone when it is open from the start', async () => {
    const { agent, root } = await createAgent({ attributes: { open: '' } });

    await oneEvent(agent, 'telnyx-open');

    expect(root.activeElement).to.equal(null);
  });

  it('goes the whole way by keyboard: start, write, mute, end', async () => {
    const { agent, engine, root, part, open, updated } = await createAgent();
    part('launcher')?.focus();
    await open();
    const started = oneEvent(agent, 'telnyx-call-change');
    await sendKeys({ press: 'Enter' });
    await started;
    await updated();

    root.querySelector('telnyx-message-form')?.focus();
    await sendKeys({ type: 'Hello' });
    await sendKeys({ press: 'Enter' });
    await sendKeys({ press: 'Tab' });
    await sendKeys({ press: 'Space' });
    const isMuted = agent.call?.isMuted;
    // Past the choice of devices.
    await sendKeys({ press: 'Tab' });
    await sendKeys({ press: 'Tab' });
    const ended = oneEvent(agent, 'telnyx-call-end');
    await sendKeys({ press: 'Enter' });
    await ended;

    expect(engine.session.sent).to.deep.equal(['Hello']);
    expect(isMuted).to.equal(true);
    expect(agent.call?.state).to.equal('ended');
  });

  it('keeps the focus in the panel when the focused button goes away', async () => {
    const { root, part, startCall, updated } = await createAgent();
    await startCall();

    part('end-button')?.focus();
    part('end-button')?.click();
    await updated();

    expect(root.activeElement).to.equal(part('panel'));
  });

  it('says who does what in the state line', async () => {
    const { part, startCall, updated } = await createAgent({ attributes: { 'thinking-text': 'One moment' } });
    const session = await startCall();
    const lines: (string | undefined)[] = [];

    for (const agentState of ['listening', 'thinking', 'speaking'] as const) {
      session.patch({ agentState });
      await updated();
      lines.push(part('state')?.textContent);
    }

    expect(lines).to.deep.equal(['Listening', 'One moment', 'Speaking · speak to interrupt']);
  });

  it('becomes the call when the panel is closed: time, mute and end stay in reach', async () => {
    const { agent, part, startCall, updated } = await createAgent();
    await startCall();

    const closed = oneEvent(agent, 'telnyx-close');
    agent.close();
    await closed;
    await updated();
    part('mute-button')?.click();
    const isMuted = agent.call?.isMuted;
    part('end-button')?.click();
    await updated();

    expect(part('launcher')).to.have.trimmed.text('Talk to us');
    expect(isMuted).to.equal(true);
    expect(agent.call?.state).to.equal('ended');
  });

  it('keeps its transcript while it is closed, and what comes meanwhile', async () => {
    const { agent, root, open, startCall, updated } = await createAgent();
    const session = await startCall();
    session.say({ id: '1', text: 'Hello' });
    await updated();
    const rows = () => [...root.querySelector('telnyx-transcript')!.shadowRoot!.querySelectorAll('li')];
    const [first] = rows();

    const closed = oneEvent(agent, 'telnyx-close');
    agent.close();
    await closed;
    session.say({ id: '2', role: 'user', text: 'Yes' });
    await open();
    await updated();

    expect(rows()[0] === first).to.equal(true);
    expect(rows().map((row) => row.querySelector('.bubble')?.textContent.trim())).to.deep.equal([
      'Hello',
      'Yes',
    ]);
    expect(agent.transcript.map(({ text }) => text)).to.deep.equal(['Hello', 'Yes']);
  });

  it('counts answers that came while it was closed', async () => {
    const { agent, part, startCall, updated } = await createAgent();
    const session = await startCall();
    session.say({ id: '1', text: 'Hello' });
    const closed = oneEvent(agent, 'telnyx-close');
    agent.close();
    await closed;

    session.say({ id: '2', text: 'Are you there?' });
    session.say({ id: '3', text: 'Hello?' });
    await updated();

    expect(part('unread')).to.have.text('2');
  });

  it('lets the visitor hear when the browser holds the sound back', async () => {
    const { engine, part, startCall, updated } = await createAgent();
    const session = await startCall();
    session.patch({ isAudioBlocked: true });
    await updated();

    part('sound-button')?.click();
    await updated();

    expect(engine.session.resumeCount).to.equal(1);
    expect(part('sound-button')).to.equal(null);
  });

  it('obeys buttons of the page', async () => {
    const { agent } = await createAgent();
    const button = document.createElement('button');
    agent.before(button);
    button.setAttribute('command', '--start');
    button.commandForElement = agent;

    const changed = oneEvent(agent, 'telnyx-call-change');
    button.click();
    await changed;
    button.setAttribute('command', '--open');
    const opened = oneEvent(agent, 'telnyx-open');
    button.click();
    await opened;

    expect(agent.open).to.equal(true);
    button.remove();
  });

  it('fills its box with placement="inline" and has nothing to close', async () => {
    const { part, updated } = await createAgent({ attributes: { placement: 'inline' } });
    await updated();

    await waitUntil(() => part('start-button') !== null);

    expect(part('launcher')).to.equal(null);
    expect(part('close-button')).to.equal(null);
  });

  it('lets nothing move while nothing happens', async () => {
    const { agent, root, open, updated } = await createAgent();
    await open();
    await updated();

    const endless = root.getAnimations().filter(({ effect }) => effect?.getTiming().iterations === Infinity);
    const visualizer = root.querySelector('telnyx-visualizer')?.shadowRoot;

    expect(endless).to.have.lengthOf(0);
    expect(visualizer?.getAnimations()).to.have.lengthOf(0);
    expect(agent.status).to.equal('idle');
  });

  it('keeps Tab inside while it covers a small screen', async () => {
    await setViewport({ width: 400, height: 800 });
    const { root, part, open } = await createAgent();
    await open();

    part('devices-button')!.focus();
    await sendKeys({ press: 'Tab' });
    const afterLast = root.activeElement;
    await sendKeys({ down: 'Shift' });
    await sendKeys({ press: 'Tab' });
    await sendKeys({ up: 'Shift' });
    const beforeFirst = root.activeElement;
    const isModal = part('panel')!.ariaModal;
    await setViewport({ width: 1280, height: 800 });

    expect(afterLast).to.equal(part('close-button'));
    expect(beforeFirst).to.equal(part('devices-button'));
    expect(isModal).to.equal('true');
  });

  it('says all its texts in the words of the page', async () => {
    const { agent, part, open, updated } = await createAgent();
    agent.strings = { startCall: 'Jetzt sprechen', launcher: 'Fragen?' };
    await agent.updateComplete;
    const launcher = part('launcher')?.textContent.trim();
    await open();
    await updated();

    expect(launcher).to.equal('Fragen?');
    expect(part('start-button')).to.have.trimmed.text('Jetzt sprechen');
  });

  it('wears what the server says until the page says otherwise', async () => {
    const { agent, engine, part, open, updated } = await createAgent();
    await open();
    await engine.acquired();
    engine.session.patch({ widgetSettings: { start_call_text: 'Ask the server' } });
    await updated();
    const fromServer = part('start-button')?.textContent.trim();

    agent.startText = 'Ask the page';
    await updated();

    expect(fromServer).to.equal('Ask the server');
    expect(part('start-button')).to.have.trimmed.text('Ask the page');
  });
});
