import { expect } from '@open-wc/testing';
import type { TelnyxAiAgent } from '../../components/index.js';
import { addAgent, connectionOf, createAgentPage, eventsOf } from '../support/agent-page.js';
import { BrowserLedger } from '../support/browser-ledger.js';
import { eventually } from '../support/eventually.js';
import { received } from '../support/frames.js';
import { reportWhen } from '../support/gateway.js';
import { inboundEnergyOver } from '../support/inbound-audio.js';
import { place } from '../support/place.js';

/** The far end still gets sound from the visitor. */
const packetsReceived = (calls: readonly { readonly media: { readonly packetsReceived: number } }[]) =>
  calls[0]?.media.packetsReceived ?? 0;

describe('<telnyx-ai-agent> in a page that changes', () => {
  it('keeps its call when it is moved, and can be used at its new place', async () => {
    const { agent, visitor, startCall, tag } = createAgentPage();
    await startCall();
    await visitor.reads('Speaking');
    const { id } = agent.call!;

    place().append(agent);
    const energy = await inboundEnergyOver(connectionOf(agent), 25);
    // Longer than the grace time, by the sound that has come: 50 packets are a second.
    await inboundEnergyOver(connectionOf(agent), 75);
    await visitor.writes('What are your opening hours?');
    const report = await reportWhen(tag, ({ calls }) => (calls[0]?.spoken.length ?? 0) > 1);

    expect(agent.call).to.include({ id, state: 'active' });
    expect(energy).to.be.greaterThan(1e-4);
    expect([report.connections, report.calls.length]).to.deep.equal([1, 1]);
    expect(received(report, 'telnyx_rtc.bye')).to.have.length(0);
    await visitor.click('End call');
    await visitor.reads('Call ended');
  });

  const rebuilds = {
    'that a framework puts in its place': (agent: TelnyxAiAgent, tag: string) => {
      const container = agent.parentElement!;
      agent.remove();
      return addAgent(container, { tag });
    },
    'that is put beside it before it goes': (agent: TelnyxAiAgent, tag: string) => {
      const successor = addAgent(agent.parentElement!, { tag });
      agent.remove();
      return successor;
    },
    'that a page draws anew, twice': (agent: TelnyxAiAgent) => {
      const container = agent.parentElement!;
      agent.open = false;
      agent.removeAttribute('open');
      const markup = container.innerHTML;
      container.innerHTML = '';
      container.innerHTML = markup;
      container.innerHTML = '';
      container.innerHTML = markup;
      return container.querySelector('telnyx-ai-agent')!;
    },
    'that loads nothing before the start': (agent: TelnyxAiAgent, tag: string) => {
      const container = agent.parentElement!;
      agent.remove();
      return addAgent(container, { tag, attributes: { prewarm: 'off' } });
    },
  };
  for (const [which, rebuild] of Object.entries(rebuilds)) {
    it(`hands its call to a new one ${which}`, async () => {
      const { agent, startCall, tag, visitor } = createAgentPage();
      await startCall();
      await visitor.reads('Speaking');
      const { id } = agent.call!;
      const wasOpen = !which.endsWith('twice');

      const successor = rebuild(agent, tag);
      await eventually('it shows the call', () => successor.call?.id === id);
      // Longer than the grace time, by the sound that has come.
      await inboundEnergyOver(connectionOf(successor), 100);
      const report = await reportWhen(tag, ({ calls }) => packetsReceived(calls) > 75);
      const again = await successor.start();

      expect(successor.call).to.include({ id, state: 'active' });
      expect(successor.open).to.equal(wasOpen);
      expect(again.id).to.equal(id);
      expect([report.connections, received(report, 'telnyx_rtc.bye').length]).to.deep.equal([1, 0]);
      await successor.end();
    });
  }

  it('keeps its call from a new one that is another assistant, which connects nothing', async () => {
    const { agent, container, startCall, tag } = createAgentPage();
    await startCall();

    agent.remove();
    const other = addAgent(container, { tag, attributes: { 'agent-id': 'another' } });
    const report = await reportWhen(tag, ({ socketOpen }) => !socketOpen);

    expect([report.connections, received(report, 'telnyx_rtc.bye').length]).to.deep.equal([1, 1]);
    expect([other.session, other.call, other.open]).to.deep.equal([null, null, false]);
  });

  it('ends its call and its socket a moment after it was removed, and says so', async () => {
    const ledger = new BrowserLedger();
    const { agent, visitor, startCall, tag } = createAgentPage();
    const ends = eventsOf(agent, 'telnyx-call-end');
    await startCall();
    await visitor.reads('Speaking');
    const before = await reportWhen(tag, ({ calls }) => packetsReceived(calls) > 0);

    agent.remove();
    await reportWhen(tag, ({ calls }) => packetsReceived(calls) > packetsReceived(before.calls));
    const report = await reportWhen(tag, ({ socketOpen }) => !socketOpen);
    await eventually('everything is given back', () => ledger.openConnections + ledger.liveMicrophones === 0);
    ledger.close();

    expect(report.calls[0]?.byes.map(({ from, cause }) => [from, cause])).to.deep.equal([
      ['client', 'NORMAL_CLEARING'],
    ]);
    expect(ends.map(({ detail }) => detail.cause)).to.deep.equal(['NORMAL_CLEARING']);
  });

  it('takes no call back that began while it was being removed', async () => {
    const ledger = new BrowserLedger();
    const { agent, visitor, tag } = createAgentPage({ delay: 200 });
    await visitor.click('Talk to us');
    await visitor.click('Start call');
    await eventually('it connects', () => agent.status === 'connecting');

    agent.remove();
    const report = await reportWhen(tag, ({ connections, socketOpen }) => connections > 0 && !socketOpen);
    await eventually('everything is given back', () => {
      return ledger.openConnections + ledger.liveMicrophones + ledger.timers.length === 0;
    });
    ledger.close();

    expect(report.calls.filter(({ state }) => state !== 'ended')).to.have.length(0);
  });

  const outside = {
    'while it still loads': (agent: TelnyxAiAgent) => {
      const started = agent.start();
      agent.remove();
      return started;
    },
    'and started outside of the document': (agent: TelnyxAiAgent) => {
      agent.remove();
      return agent.start();
    },
    'while the visitor is asked for consent': async (agent: TelnyxAiAgent) => {
      agent.consent = 'This call is recorded.';
      const started = agent.start();
      await eventually('the visitor is asked', () => agent.open);
      agent.remove();
      return started;
    },
  };
  for (const [when, start] of Object.entries(outside)) {
    it(`holds no microphone and no socket after it was removed ${when}, and calls that no failure`, async () => {
      const ledger = new BrowserLedger();
      const { agent, container } = createAgentPage();
      const errors = eventsOf(agent, 'telnyx-error');

      // On a fast line it is answered before its time is up.
      await Promise.allSettled([start(agent)]);
      await eventually('everything is given back', () => {
        return ledger.openConnections + ledger.liveMicrophones + ledger.timers.length === 0;
      });
      ledger.close();
      container.append(agent);
      await agent.updateComplete;

      expect(agent.status).to.equal('idle');
      expect(agent.error).to.equal(null);
      expect(errors).to.have.length(0);
    });
  }

  it('calls again after it was removed and put back much later', async () => {
    const { container, agent, visitor, startCall, tag } = createAgentPage();
    await startCall();
    agent.remove();
    await reportWhen(tag, ({ socketOpen }) => !socketOpen);

    container.append(agent);
    await visitor.click('Start call');
    await visitor.ready('Mute');
    await visitor.reads('Speaking');
    const { calls } = await reportWhen(tag, (report) => report.calls.length === 2);

    expect(calls.map(({ state }) => state)).to.deep.equal(['ended', 'active']);
  });
});
