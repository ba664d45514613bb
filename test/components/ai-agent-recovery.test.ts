import { expect, oneEvent, waitUntil } from '@open-wc/testing';
import { createAgent } from '../support/agent-scene.js';
import { FakeEngine } from '../support/fake-session.js';

const MARKER = 'telnyx-elements:test:calls';

describe('<telnyx-ai-agent> after a reload', () => {
  it('connects at once where a call was left, and has its panel back without taking the focus', async () => {
    sessionStorage.setItem(MARKER, '{}');
    const { agent, engine, root } = await createAgent();
    sessionStorage.removeItem(MARKER);
    await engine.acquired();

    const opened = oneEvent(agent, 'telnyx-open');
    engine.session.call();
    engine.session.lastCall.patch({ recovered: true });
    await opened;

    expect(agent.call?.state).to.equal('active');
    expect(root.activeElement).to.equal(null);
  });

  it('connects where a call was left that was agreed to on the page before', async () => {
    sessionStorage.setItem(MARKER, '{}');
    const engine = new FakeEngine();
    engine.isCallLeft = true;
    await createAgent({ engine, attributes: { consent: 'We record this call.' } });
    sessionStorage.removeItem(MARKER);

    await engine.acquired();
    await waitUntil(() => engine.session.prewarmCount === 1);

    expect(engine.sessions).to.have.lengthOf(1);
  });

  it('waits for intent where none was left', async () => {
    const engine = new FakeEngine();
    await createAgent({ engine });

    expect(engine.sessions).to.have.lengthOf(0);
  });
});
