import { expect } from '@open-wc/testing';
import { createAgent } from '../support/agent-scene.js';
import { consoleLines } from '../support/console-lines.js';
import { failureOf } from '../support/failure-of.js';
import { fakeError } from '../support/fake-call.js';
import type { FakeSession } from '../support/fake-session.js';

type Scene = Awaited<ReturnType<typeof createAgent>>;

function converse(session: FakeSession) {
  session.say({ id: '1', text: 'Hello, how can I help?', timestamp: 1000 });
  session.say({ id: '2', role: 'user', text: 'See https://example.com/book', timestamp: 2000 });
  session.say({ id: '3', role: 'system', text: 'Transferred', timestamp: 3000 });
}

/** Every state a visitor can see. */
const states: Record<string, (scene: Scene) => Promise<unknown>> = {
  closed: ({ agent }) => agent.updateComplete,
  idle: ({ open }) => open(),
  connecting: async ({ agent, engine, open }) => {
    await open();
    await engine.acquired();
    engine.session.answersCalls = false;
    agent.start().catch(() => undefined);
    await engine.acquired();
  },
  listening: async ({ startCall }) => {
    const session = await startCall();
    converse(session);
    session.patch({ agentState: 'listening' });
  },
  thinking: async ({ startCall }) => {
    const session = await startCall();
    converse(session);
    session.patch({ agentState: 'thinking' });
  },
  speaking: async ({ startCall }) => {
    const session = await startCall();
    session.patch({ agentState: 'speaking' });
    session.say({ id: '1', text: 'Hello, how can', status: 'partial' });
  },
  muted: async ({ agent, startCall }) => {
    await startCall();
    agent.mute();
  },
  reconnecting: async ({ startCall }) => {
    const session = await startCall();
    session.patch({ status: 'reconnecting' });
  },
  'sound blocked': async ({ startCall }) => {
    const session = await startCall();
    session.patch({ isAudioBlocked: true });
  },
  ended: async ({ agent, startCall }) => {
    converse(await startCall());
    await agent.end();
  },
  failed: async ({ agent, engine, open }) => {
    await open();
    await engine.acquired();
    engine.session.refusal = fakeError(42001, 'MEDIA_MICROPHONE_PERMISSION_DENIED');
    await consoleLines(() => failureOf(agent.start()));
  },
  'minimised call': async ({ agent, startCall }) => {
    const session = await startCall();
    agent.close();
    session.say({ id: '1', text: 'Hello' });
  },
};

describe('<telnyx-ai-agent> in every state', () => {
  for (const [name, enter] of Object.entries(states)) {
    for (const theme of ['light', 'dark']) {
      it(`is accessible while ${name}, ${theme}`, async () => {
        const scene = await createAgent({ attributes: { theme } });

        await enter(scene);
        await scene.updated();
        finishOpening(scene.root);

        await expect(scene.agent).to.be.accessible();
      });
    }
  }

  it('is accessible as text only', async () => {
    const { agent, open, updated } = await createAgent({ attributes: { 'text-only': '' } });

    await open();
    await updated();

    await expect(agent).to.be.accessible();
  });

  it('is accessible inline', async () => {
    const { agent, engine, updated } = await createAgent({ attributes: { placement: 'inline' } });

    agent.dispatchEvent(new PointerEvent('pointerenter'));
    await engine.acquired();
    await updated();

    await expect(agent).to.be.accessible();
  });
});

describe('<telnyx-ai-agent> during a minimised call', () => {
  for (const theme of ['light', 'dark']) {
    it(`has an edge on a page of its own colour, ${theme}`, async () => {
      const { agent, part, startCall, updated } = await createAgent({ attributes: { theme } });
      await startCall();

      agent.close();
      await updated();

      const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(part('dock')!);
      expect([outlineStyle, outlineWidth]).to.deep.equal(['solid', '1px']);
      expect(Number(/[\d.]+(?=\))/.exec(outlineColor)![0])).to.be.greaterThan(0.09);
    });
  }
});

/** A panel that is still fading in has less contrast than it will have. */
function finishOpening(root: ShadowRoot) {
  for (const animation of root.querySelector('.panel')?.getAnimations() ?? []) animation.finish();
}
