import { expect } from '@open-wc/testing';
import { createAgentPage } from '../support/agent-page.js';
import { BrowserLedger } from '../support/browser-ledger.js';
import { eventually } from '../support/eventually.js';
import { received } from '../support/frames.js';
import { report, reportWhen } from '../support/gateway.js';
import { settled } from '../support/settled.js';

describe('<telnyx-ai-agent> before and after intent', () => {
  it('opens, asks, stores and animates nothing before a gesture', async () => {
    const ledger = new BrowserLedger();
    const { agent, visitor, tag } = createAgentPage();
    await visitor.ready('Talk to us');
    for (let turn = 0; turn < 20; turn += 1) await settled();
    ledger.close();
    // By the time that another one is connected, this one would be too if it had begun to.
    const other = createAgentPage({ attributes: { prewarm: 'eager' } });
    await eventually('the other session is ready', () => other.agent.status === 'ready');

    expect(agent.session).to.equal(null);
    expect((await report(tag)).connections).to.equal(0);
    const { sockets, microphoneRequests, frames, writes, timers, openConnections } = ledger;
    expect({
      sockets: sockets.length,
      microphoneRequests,
      frames,
      writes,
      timers,
      openConnections,
    }).to.deep.equal({
      sockets: 0,
      microphoneRequests: 0,
      frames: 0,
      writes: 0,
      timers: [],
      openConnections: 0,
    });
  });

  it('is ready under the pointer, without microphone and without a call', async () => {
    const ledger = new BrowserLedger();
    const { agent, visitor, tag } = createAgentPage();

    visitor.pointsAt(agent);
    await eventually('the session is ready', () => agent.status === 'ready');
    const warmed = await reportWhen(tag, ({ socketOpen }) => socketOpen);
    const { microphoneRequests, openConnections } = ledger;
    ledger.close();

    expect(warmed.calls).to.deep.equal([]);
    expect(received(warmed, 'anonymous_login')).to.have.length(1);
    expect({ microphoneRequests, openConnections }).to.deep.equal({
      microphoneRequests: 0,
      openConnections: 1,
    });
  });

  it('connects once, however often the pointer comes and the visitor then calls', async () => {
    const { agent, visitor, startCall, tag } = createAgentPage();
    visitor.pointsAt(agent);
    visitor.pointsAt(agent);
    await startCall();

    const { connections, calls } = await reportWhen(tag, (current) => current.calls.length > 0);

    expect([connections, calls.length]).to.deep.equal([1, 1]);
  });

  it('waits for the start where prewarm is off', async () => {
    const { agent, visitor, tag } = createAgentPage({ attributes: { prewarm: 'off' } });
    visitor.pointsAt(agent);
    await visitor.click('Talk to us');
    await visitor.ready('Start call');
    const { connections } = await report(tag);

    await visitor.click('Start call');
    await visitor.ready('Mute');

    expect(connections).to.equal(0);
  });

  it('connects by itself where prewarm is eager', async () => {
    const { agent, tag } = createAgentPage({ attributes: { prewarm: 'eager' } });

    await eventually('the session is ready', () => agent.status === 'ready');

    expect((await report(tag)).calls).to.deep.equal([]);
  });
});
