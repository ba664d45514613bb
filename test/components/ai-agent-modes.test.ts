import { expect, oneEvent, waitUntil } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { createAgent } from '../support/agent-scene.js';
import { finishOpening } from '../support/agent-states.js';
import { failureOf } from '../support/failure-of.js';

type Scene = Awaited<ReturnType<typeof createAgent>>;

/** The button itself, as soon as it is loaded and drawn. */
async function partWhenDrawn({ part, updated }: Scene, name: string): Promise<HTMLElement> {
  await waitUntil(() => part(name) !== null, `${name} is drawn`);
  await updated();
  return part(name)!;
}

describe('<telnyx-ai-agent push-to-talk>', () => {
  async function createCall() {
    const scene = await createAgent({ attributes: { 'push-to-talk': '' } });
    await scene.startCall();
    const button = await partWhenDrawn(scene, 'talk-button');
    return { ...scene, button };
  }

  it('begins muted and has no mute switch', async () => {
    const { agent, part } = await createCall();

    expect(agent.call?.isMuted).to.equal(true);
    expect(part('mute-button')).to.equal(null);
  });

  it('opens the microphone only while the pointer is down', async () => {
    const { agent, button } = await createCall();

    button.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, composed: true }));
    const whileDown = agent.call?.isMuted;
    button.dispatchEvent(new PointerEvent('pointerup', { bubbles: true, composed: true }));
    button.click();

    expect(whileDown).to.equal(false);
    expect(agent.call?.isMuted).to.equal(true);
  });

  for (const key of ['Space', 'Enter']) {
    it(`opens it while ${key} is held`, async () => {
      const { agent, button } = await createCall();
      button.focus();

      await sendKeys({ down: key });
      const whileDown = [agent.call?.isMuted, button.ariaPressed];
      await sendKeys({ up: key });

      expect(whileDown[0]).to.equal(false);
      expect(agent.call?.isMuted).to.equal(true);
    });
  }

  it('closes it when the focus goes elsewhere meanwhile', async () => {
    const { agent, button } = await createCall();
    button.focus();
    await sendKeys({ down: 'Space' });

    button.blur();
    const afterBlur = agent.call?.isMuted;
    await sendKeys({ up: 'Space' });

    expect(afterBlur).to.equal(true);
  });

  it('closes it when the window loses the keys', async () => {
    const { agent, button } = await createCall();
    button.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, composed: true }));

    dispatchEvent(new Event('blur'));

    expect(agent.call?.isMuted).to.equal(true);
  });

  it('opens and closes it by clicks alone, as a screen reader makes them', async () => {
    const { agent, button, updated } = await createCall();

    button.click();
    await updated();
    const afterFirst = [agent.call?.isMuted, button.ariaPressed];
    button.click();

    expect(afterFirst).to.deep.equal([false, 'true']);
    expect(agent.call?.isMuted).to.equal(true);
  });

  it('is accessible', async () => {
    const { agent, root } = await createCall();
    finishOpening(root);

    await expect(agent).to.be.accessible();
  });

  it('stays in reach while the panel is closed', async () => {
    const { agent, part } = await createCall();

    const closed = oneEvent(agent, 'telnyx-close');
    agent.close();
    await closed;

    expect(part('talk-button')).to.not.equal(null);
  });
});

describe('<telnyx-ai-agent consent>', () => {
  const attributes = { consent: 'We record this call.', 'agent-id': 'assistant-consent' };
  const forget = () => localStorage.removeItem('telnyx-elements:consent:assistant-consent');

  it('connects nothing, not even ahead, until the visitor agrees', async () => {
    const scene = await createAgent({ attributes });
    const { agent, engine, part, open } = scene;
    agent.dispatchEvent(new PointerEvent('pointerenter'));
    await open();
    const agree = await partWhenDrawn(scene, 'agree-button');
    const before = engine.sessions.length;
    const hadStart = part('start-button') !== null;

    agree.click();
    await engine.acquired();
    const start = await partWhenDrawn(scene, 'start-button');

    expect(before).to.equal(0);
    expect(hadStart).to.equal(false);
    expect(engine.session.prewarmCount).to.equal(1);
    expect(scene.root.activeElement).to.equal(start);
  });

  it('shows the text and what the page has put into the slot', async () => {
    const content = document.createElement('a');
    content.slot = 'consent';
    content.href = '/privacy';
    content.textContent = 'Our privacy notice';
    const scene = await createAgent({ attributes, content });
    await scene.open();

    const consent = await partWhenDrawn(scene, 'consent');

    expect(consent).to.include.text('We record this call.');
    expect(content.checkVisibility()).to.equal(true);
    finishOpening(scene.root);
    await expect(scene.agent).to.be.accessible();
  });

  it('start() asks, and calls when the visitor agrees', async () => {
    const scene = await createAgent({ attributes });

    const call = scene.agent.start();
    (await partWhenDrawn(scene, 'agree-button')).click();

    expect((await call).state).to.equal('active');
  });

  it('start() rejects when the visitor turns away, and nothing has connected', async () => {
    const scene = await createAgent({ attributes });

    const failure = failureOf(scene.agent.start());
    (await partWhenDrawn(scene, 'disagree-button')).click();

    expect(await failure).to.include({ code: 60008 });
    expect(scene.engine.sessions).to.have.lengthOf(0);
    expect(scene.agent.open).to.equal(false);
  });

  const beginnings: Readonly<
    Record<string, { more?: Readonly<Record<string, string>>; begin: (scene: Scene) => unknown }>
  > = {
    'prewarm="eager"': { more: { prewarm: 'eager' }, begin: ({ agent }) => agent.show() },
    'the first message of a text conversation': {
      more: { 'text-only': '' },
      begin: ({ agent }) => void agent.sendMessage('Hello'),
    },
    'a button of the page': {
      begin: ({ agent }) => {
        const button = document.createElement('button');
        Object.assign(button, { command: '--start', commandForElement: agent });
        agent.before(button);
        button.click();
        button.remove();
      },
    },
  };
  for (const [name, { more, begin }] of Object.entries(beginnings)) {
    it(`stands before ${name} too`, async () => {
      const scene = await createAgent({ attributes: { ...attributes, ...more } });

      begin(scene);
      const agree = await partWhenDrawn(scene, 'agree-button');
      const before = [scene.engine.sessions.length, scene.part('composer'), scene.part('start-button')];
      agree.click();
      await scene.engine.acquired();

      expect(before).to.deep.equal([0, null, null]);
      if (name.startsWith('prewarm')) await waitUntil(() => scene.engine.session.prewarmCount > 0);
      else await waitUntil(() => scene.agent.call?.state === 'active');
      const isWritten = scene.agent.isTextOnly;
      await waitUntil(() => scene.engine.session.sent.length === (isWritten ? 1 : 0));
    });
  }

  it('offers no way out where nothing could be closed', async () => {
    const scene = await createAgent({ attributes: { ...attributes, placement: 'inline' } });

    await partWhenDrawn(scene, 'agree-button');

    expect(scene.part('disagree-button')).to.equal(null);
  });

  it('waits with another text until the call is over', async () => {
    const scene = await createAgent({ attributes });
    await scene.open();
    (await partWhenDrawn(scene, 'agree-button')).click();
    await scene.startCall();

    scene.agent.consent = 'We record more.';
    await scene.updated();
    const duringCall = [scene.part('agree-button'), scene.part('end-button')];
    await scene.agent.end();
    await scene.updated();

    expect(duringCall[0]).to.equal(null);
    expect(duringCall[1]).to.not.equal(null);
    expect(scene.part('consent')).to.include.text('We record more.');
  });

  it('is asked again on the next page, unless it is to be remembered', async () => {
    forget();
    const first = await createAgent({ attributes });
    await first.open();
    (await partWhenDrawn(first, 'agree-button')).click();
    const second = await createAgent({ attributes: { ...attributes, 'consent-remember': '' } });
    await second.open();
    (await partWhenDrawn(second, 'agree-button')).click();

    const third = await createAgent({ attributes: { ...attributes, 'consent-remember': '' } });
    await third.open();
    const start = await partWhenDrawn(third, 'start-button');
    const other = { ...attributes, consent: 'We record more.', 'consent-remember': '' };
    const fourth = await createAgent({ attributes: other });
    await fourth.open();
    const again = await partWhenDrawn(fourth, 'agree-button');
    forget();

    expect(start).to.not.equal(null);
    expect(again).to.not.equal(null);
  });
});

describe('<telnyx-ai-agent max-duration>', () => {
  it('counts the last seconds down, says so once, and ends the call', async () => {
    const scene = await createAgent({ attributes: { 'max-duration': '2' } });
    const session = await scene.startCall();
    const ended = oneEvent(scene.agent, 'telnyx-call-end');

    const countdown = await partWhenDrawn(scene, 'countdown');
    const text = countdown.textContent.trim();
    const said = countdown.previousElementSibling?.textContent;
    await ended;

    expect(text).to.match(/^Ends in 0:0[12]$/);
    expect(said).to.equal('This call ends soon.');
    expect(session.lastCall.state).to.equal('ended');
  });

  it('counts from the answer, so that a recovered call gets no longer', async () => {
    const scene = await createAgent({ attributes: { 'max-duration': '600' } });
    const session = await scene.startCall();
    session.lastCall.accept(575_000);

    const countdown = await partWhenDrawn(scene, 'countdown');

    expect(countdown.textContent).to.match(/0:2[45]/);
  });

  it('ends nothing once the page has taken the limit away', async () => {
    const attributes = { 'max-duration': '2' };
    const scene = await createAgent({ attributes });
    const session = await scene.startCall();
    await partWhenDrawn(scene, 'countdown');

    scene.agent.removeAttribute('max-duration');
    await scene.updated();
    const countdown = scene.part('countdown');
    // One that keeps its limit began later, and ends later.
    const other = await createAgent({ attributes });
    await other.startCall();
    await oneEvent(other.agent, 'telnyx-call-end');

    expect(countdown).to.equal(null);
    expect(session.lastCall.state).to.equal('active');
  });

  it('says nothing while there is much time', async () => {
    const { part, startCall, updated } = await createAgent({ attributes: { 'max-duration': '600' } });
    await startCall();
    await import('../../components/ai-agent/time-limit.js');
    await updated();

    expect(part('countdown')).to.equal(null);
  });
});

describe('<telnyx-ai-agent> at the end of its time', () => {
  it('says so, and of no later call', async () => {
    const scene = await createAgent({ attributes: { 'max-duration': '1' } });
    const { agent } = scene;
    await scene.startCall();
    await oneEvent(agent, 'telnyx-call-end');
    const first = await partWhenDrawn(scene, 'summary');
    const said = first.textContent.trim();

    await agent.start();
    await agent.end();
    await scene.updated();

    expect(said).to.match(/^The time is up/);
    expect(scene.part('summary')!.textContent.trim()).to.match(/^Call ended/);
  });
});

describe('<telnyx-ai-agent text-only>', () => {
  it('sends what is typed right after opening', async () => {
    const { engine, open } = await createAgent({ attributes: { 'text-only': '' } });
    await open();

    await sendKeys({ type: 'Hello' });
    await sendKeys({ press: 'Enter' });

    await waitUntil(() => engine.sessions.length > 0 && engine.session.sent.length > 0);
    expect(engine.session.sent).to.deep.equal(['Hello']);
  });

  it('has neither microphone nor call time, and calls itself a chat', async () => {
    const { agent, part, open, updated } = await createAgent({ attributes: { 'text-only': '' } });
    await open();
    await agent.sendMessage('Hello');
    await updated();

    expect(part('mute-button')).to.equal(null);
    expect(part('time')).to.equal(null);
    expect(part('end-button')).to.have.trimmed.text('End chat');
  });

  it('does not ask for a tap to hear what is not to be heard', async () => {
    const { agent, engine, part, open, updated } = await createAgent({ attributes: { 'chat-mode': 'true' } });
    await open();
    await agent.sendMessage('Hello');
    engine.session.patch({ isAudioBlocked: true });
    await updated();

    expect(part('sound-button')).to.equal(null);
  });

  it('begins another conversation with the next message', async () => {
    const { agent, engine, open, part, updated } = await createAgent({ attributes: { 'text-only': '' } });
    await open();
    await agent.sendMessage('Hello');
    await agent.end();
    await updated();
    const hasField = part('composer') !== null;

    await agent.sendMessage('One more thing');

    expect(hasField).to.equal(true);
    expect(engine.session.calls).to.have.lengthOf(2);
  });
});

describe('<telnyx-ai-agent> mute', () => {
  it('before the call holds for it, and for it alone', async () => {
    const { agent, engine } = await createAgent();
    agent.mute();

    const first = await agent.start();
    await agent.end();
    await agent.start();

    expect(first.isMuted).to.equal(true);
    expect(engine.session.lastCall.options.muted).to.equal(undefined);
  });

  it('is what the property says, whoever changes it', async () => {
    const { agent, engine } = await createAgent({ attributes: { muted: '' } });
    await agent.start();
    const atFirst = agent.muted;
    agent.unmute();
    const afterMethod = agent.muted;

    agent.muted = true;
    await agent.updateComplete;
    const afterProperty = agent.call?.isMuted;
    engine.session.lastCall.unmute();

    expect([atFirst, afterMethod, afterProperty]).to.deep.equal([true, false, true]);
    expect(agent.muted).to.equal(false);
  });

  it('of one call leaves the wish of the page for the next', async () => {
    const { agent } = await createAgent({ attributes: { muted: '' } });
    await agent.start();
    agent.unmute();

    await agent.end();
    const next = await agent.start();

    expect(next.isMuted).to.equal(true);
  });

  it('property alone begins every call muted', async () => {
    const { agent } = await createAgent();
    agent.muted = true;
    await agent.start();
    await agent.end();

    const next = await agent.start();

    expect(next.isMuted).to.equal(true);
  });

  it('unmute() before the call outweighs the attribute', async () => {
    const { agent } = await createAgent({ attributes: { muted: '' } });
    agent.unmute();

    const call = await agent.start();

    expect(call.isMuted).to.equal(false);
  });
});
