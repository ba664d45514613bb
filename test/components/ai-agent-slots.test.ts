import { expect, oneEvent } from '@open-wc/testing';
import { html } from 'lit';
import { setViewport } from '@web/test-runner-commands';
import { createAgent } from '../support/agent-scene.js';
import { finishOpening } from '../support/agent-states.js';

const isSeen = (element: Element | null) => element?.checkVisibility() === true;

describe('<telnyx-ai-agent> with content of the page', () => {
  it('wears its own launcher before and after all has loaded, and opens from it', async () => {
    const { agent, engine, part, root, updated } = await createAgent({
      content: html`<span slot="launcher">Ask Ada</span>`,
    });
    const own = agent.querySelector('span')!;
    const isWorn = () => [isSeen(own), isSeen(root.querySelector('svg')), own.closest('button')];
    const atFirst = isWorn();
    agent.dispatchEvent(new PointerEvent('pointerenter'));
    await engine.acquired();
    await updated();
    const afterwards = isWorn();

    const opened = oneEvent(agent, 'telnyx-open');
    own.click();
    await opened;

    expect(atFirst).to.deep.equal([true, false, null]);
    expect(afterwards).to.deep.equal(atFirst);
    expect(part('panel')).to.not.equal(null);
    expect(isSeen(own)).to.equal(false);
  });

  it('has its own icon beside the label', async () => {
    const { agent, engine, part, updated } = await createAgent({ content: html`<img slot="icon" alt="" />` });
    const launcher = part('launcher')!;
    const look = () => [isSeen(agent.querySelector('img')), isSeen(launcher.querySelector('svg'))];
    const atFirst = look();
    agent.dispatchEvent(new PointerEvent('pointerenter'));
    await engine.acquired();
    await updated();

    expect([atFirst, look()]).to.deep.equal([
      [true, false],
      [true, false],
    ]);
    expect(launcher).to.have.trimmed.text('Talk to us');
  });

  it('has its own header, and still says what it does and closes', async () => {
    const { agent, part, root, startCall } = await createAgent({
      content: html`<strong slot="header">Harbour Cycles</strong>`,
    });
    await startCall();

    const own = agent.querySelector('strong')!;
    const header = part('header')!.getBoundingClientRect();
    const { top, bottom } = own.getBoundingClientRect();

    expect([isSeen(own), isSeen(root.querySelector('.title'))]).to.deep.equal([true, false]);
    expect(top >= header.top && bottom <= header.bottom).to.equal(true);
    expect(root.querySelector('[role="status"]')).to.have.trimmed.text('Connected');
    expect(part('close-button')).to.not.equal(null);
    finishOpening(root);
    await expect(agent).to.be.accessible();
  });

  for (const [lack, owner, name] of [
    ['has no WebRTC', globalThis, 'RTCPeerConnection'],
    ['is older than what calls rest on', AbortSignal, 'any'],
  ] as const) {
    it(`shows the fallback at once where the browser ${lack}`, async () => {
      const native = Object.getOwnPropertyDescriptor(owner, name)!;
      Reflect.deleteProperty(owner, name);
      const { agent, part, open } = await createAgent({
        content: html`<a slot="fallback" href="tel:+15550100">Call us</a>`,
      });
      const link = agent.querySelector('a');
      const closed = [isSeen(link), part('launcher') !== null];
      await open();

      Object.defineProperty(owner, name, native);
      expect(closed).to.deep.equal([true, true]);
      expect(isSeen(link)).to.equal(true);
    });
  }
});

describe('<telnyx-ai-agent> and its distance to the edges', () => {
  const usual = { width: innerWidth, height: innerHeight };
  before(() => setViewport({ width: 900, height: 900 }));
  after(() => setViewport(usual));

  for (const [style, block, inline] of [
    ['', 20, 20],
    ['--telnyx-offset: 48px', 48, 48],
    ['--telnyx-offset-block: 96px', 96, 20],
    ['--telnyx-offset: 8px; --telnyx-offset-inline: 64px', 8, 64],
  ] as const) {
    for (const placement of ['bottom-right', 'top-left']) {
      it(`is what the page says, closed and open: ${style || 'nothing'}, ${placement}`, async () => {
        const { part, root, open } = await createAgent({ attributes: { style, placement } });
        const distances = (name: string) => {
          const { top, right, bottom, left } = part(name)!.getBoundingClientRect();
          return placement === 'top-left' ? [top, left] : [innerHeight - bottom, innerWidth - right];
        };
        const closed = distances('launcher');

        await open();
        finishOpening(root);

        expect(closed).to.deep.equal([block, inline]);
        expect(distances('panel')).to.deep.equal([block, inline]);
      });
    }
  }
});
