import { expect } from '@open-wc/testing';
import { createAgentPage, eventsOf } from '../support/agent-page.js';
import { reportWhen } from '../support/gateway.js';

/** Types and details of the official dotted events that reach the document. */
function officialEvents(...types: string[]) {
  const events: { readonly type: string; readonly detail: unknown }[] = [];
  const stop = new AbortController();
  for (const type of types) {
    document.addEventListener(
      type,
      (event) => events.push({ type, detail: (event as CustomEvent<unknown>).detail }),
      { signal: stop.signal },
    );
  }
  return { events, stop };
}

describe('<telnyx-ai-agent> events of a real call', () => {
  it('tell the page how session, call and agent go on', async () => {
    const { agent, visitor, startCall, tag } = createAgentPage();
    const ready = eventsOf(document, 'telnyx-ready');
    const statuses = eventsOf(agent, 'telnyx-status-change');
    const calls = eventsOf(agent, 'telnyx-call-change');
    const states = eventsOf(agent, 'telnyx-agent-state-change');
    const ends = eventsOf(document, 'telnyx-call-end');
    await startCall();
    await visitor.reads('Speaking');
    await visitor.reads('Listening');

    await visitor.click('End call');
    await visitor.reads('Call ended');
    await reportWhen(tag, (report) => report.calls[0]?.state === 'ended');

    expect(statuses.map(({ detail }) => detail.status)).to.deep.equal(['connecting', 'ready']);
    expect(ready.map(({ detail }) => Object.keys(detail))).to.deep.equal([['dc', 'region', 'callReportId']]);
    expect(ready[0]?.detail.region).to.be.a('string').and.not.empty;
    // A call that was prepared is requested in the turn in which it is made.
    const callStates = unrepeated(calls.map(({ detail }) => detail.call.state));
    expect(callStates.filter((state) => state !== 'new')).to.deep.equal([
      'requesting',
      'ringing',
      'active',
      'ended',
    ]);
    expect(unrepeated(states.map(({ detail }) => detail.state))).to.deep.equal([
      'listening',
      'speaking',
      'listening',
      'idle',
    ]);
    expect(states[1]?.detail.greetingLatencyMs).to.be.greaterThan(0);
    expect(ends).to.have.length(1);
    expect(ends[0]?.detail).to.include({
      cause: 'NORMAL_CLEARING',
      causeCode: 16,
      sipCode: null,
      sipReason: null,
    });
    expect(ends[0]?.detail.call.id).to.equal(calls[0]?.detail.call.id);
    expect(ends[0]?.detail.durationMs).to.be.greaterThan(500);
  });

  it('tell each piece of the transcript, in items that grow', async () => {
    const { agent, visitor, startCall } = createAgentPage();
    const pieces = eventsOf(agent, 'telnyx-transcript');
    await startCall();
    await visitor.reads('Speaking');
    await visitor.reads('Listening');
    await visitor.writes('What are your opening hours?');
    await visitor.reads('Speaking');
    await visitor.reads('Listening');

    const items = pieces.map(({ detail }) => detail.item);
    const last = [...new Map(items.map((item) => [item.id, item])).values()];
    expect(last).to.deep.equal([...agent.transcript]);
    expect(last.map(({ role, status }) => [role, status])).to.deep.equal([
      ['assistant', 'final'],
      ['user', 'final'],
      ['assistant', 'final'],
    ]);
    const greeting = items.filter(({ id }) => id === last[0]?.id).map(({ text }) => text);
    expect(greeting.every((text, index) => text.startsWith(greeting[index - 1] ?? ''))).to.equal(true);
    expect(greeting.length).to.be.greaterThan(4);
  });

  it('come under the official names too', async () => {
    const { events, stop } = officialEvents(
      'agent.connected',
      'conversation.update',
      'conversation.agent.state',
      'transcript.item',
      'agent.audio.mute',
    );
    const { agent, visitor, startCall } = createAgentPage();
    await startCall();
    await visitor.reads('Speaking');
    await visitor.reads('Listening');
    await visitor.click('Mute');
    await visitor.ready('Unmute');
    await visitor.reads('You are muted');
    await visitor.click('End call');
    await visitor.reads('Call ended');
    stop.abort();

    const named = (type: string) => events.filter((event) => event.type === type).map(({ detail }) => detail);
    expect(named('agent.connected')).to.have.length(1);
    expect(named('agent.audio.mute')).to.deep.equal([{ muted: true }]);
    expect(named('conversation.agent.state')[0]).to.include({ state: 'listening' });
    expect(named('conversation.update')[0]).to.include({ type: 'callUpdate' });
    const [item] = named('transcript.item') as Record<string, unknown>[];
    expect(item).to.include({ role: 'assistant', content: agent.transcript[0]?.text });
    expect(item?.timestamp).to.be.instanceOf(Date);
  });
});

/** Neighbours that are equal count once. */
const unrepeated = (words: readonly string[]) => words.filter((word, index) => word !== words[index - 1]);
