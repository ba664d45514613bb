import { expect } from '@open-wc/testing';
import type { TelnyxAiAgent } from '../../components/index.js';
import { addAgent, connectionOf, createAgentPage } from '../support/agent-page.js';
import { received } from '../support/frames.js';
import { reportWhen, uniqueTag } from '../support/gateway.js';
import { inboundEnergyOver } from '../support/inbound-audio.js';
import { eventually } from '../support/eventually.js';
import { Visitor } from '../support/visitor.js';

/** Two agents in one place; they have the same gateway address if they have the same tag. */
function createTwo(firstTag: string, secondTag: string, secondId = 'assistant-test') {
  const { container, agent: first } = createAgentPage({ tag: firstTag, attributes: { placement: 'inline' } });
  const attributes = { placement: 'inline', 'agent-id': secondId };
  const second = addAgent(container, { tag: secondTag, attributes });
  const visitors = [new Visitor(first), new Visitor(second)] as const;
  return { first, second, visitors };
}

const callIds = (...agents: TelnyxAiAgent[]) => agents.map(({ call }) => call?.id);

describe('two <telnyx-ai-agent> on one page', () => {
  it('have a session and a call each when their assistants differ', async () => {
    const [firstTag, secondTag] = [uniqueTag(), uniqueTag()];
    const { first, second, visitors } = createTwo(firstTag, secondTag, 'assistant-other');

    await Promise.all(visitors.map((visitor) => visitor.click('Start call')));
    await Promise.all(visitors.map((visitor) => visitor.ready('Mute')));
    await visitors[0].click('Mute');
    await visitors[1].reads('Speaking');
    await visitors[1].writes('What are your opening hours?');
    await visitors[0].click('End call');
    await reportWhen(firstTag, ({ calls }) => calls[0]?.state === 'ended');
    const other = await reportWhen(secondTag, ({ calls }) => (calls[0]?.spoken.length ?? 0) > 1);
    const packetsOf = ({ calls }: typeof other) => calls[0]?.media.packetsReceived ?? 0;
    await reportWhen(secondTag, (report) => packetsOf(report) > packetsOf(other));

    expect(first.session).to.not.equal(second.session);
    expect(new Set(callIds(first, second)).size).to.equal(2);
    expect([first.call?.state, second.call?.state]).to.deep.equal(['ended', 'active']);
    expect(second.call?.isMuted).to.equal(false);
    expect(visitors[0].text).to.not.include('What are your opening hours?');
    expect(other.calls.map(({ state }) => state)).to.deep.equal(['active']);
  });

  it('share one socket and one call when they are the same assistant', async () => {
    const tag = uniqueTag();
    const { first, second, visitors } = createTwo(tag, tag);

    await visitors[0].click('Start call');
    await visitors[0].ready('Mute');
    visitors[1].pointsAt(second);
    await visitors[1].ready('Mute');
    await visitors[1].click('Mute');
    await visitors[0].ready('Unmute');
    await visitors[0].writes('What is your name?');
    await visitors[1].reads('What is your name?');
    const report = await reportWhen(tag, ({ calls }) => calls.length > 0);

    expect(first.session).to.equal(second.session);
    expect(report.connections).to.equal(1);
    expect(received(report, 'telnyx_rtc.invite')).to.have.length(1);
  });

  it('join the call that runs, whoever started it', async () => {
    const tag = uniqueTag();
    const { first, second } = createTwo(tag, tag);
    const { id } = await first.start();

    const joined = await second.start();
    const { calls } = await reportWhen(tag, (report) => report.calls.length > 0);

    expect(joined.id).to.equal(id);
    expect(calls).to.have.length(1);
  });

  it('keep the shared call while one of them is left', async () => {
    const tag = uniqueTag();
    const { first, second, visitors } = createTwo(tag, tag);
    await visitors[0].click('Start call');
    await visitors[0].reads('Speaking');
    visitors[1].pointsAt(second);
    await visitors[1].ready('End call');

    first.remove();
    await eventually('the removed one has let go', () => first.session === null);
    await inboundEnergyOver(connectionOf(second), 25);
    const kept = await reportWhen(tag, () => true);
    second.remove();
    const gone = await reportWhen(tag, ({ socketOpen }) => !socketOpen);

    expect(received(kept, 'telnyx_rtc.bye')).to.have.length(0);
    expect(received(gone, 'telnyx_rtc.bye')).to.have.length(1);
  });
});
