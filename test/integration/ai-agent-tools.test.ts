import { expect } from '@open-wc/testing';
import { createAgentPage } from '../support/agent-page.js';
import { command, type GatewayReport, reportWhen } from '../support/gateway.js';

const cycle: { self?: unknown } = {};
cycle.self = cycle;

const tools: Readonly<Record<string, { readonly handler: () => unknown; readonly answer: string }>> = {
  throws: {
    handler: () => {
      throw new Error('secret');
    },
    answer: '{"error":"handler_error"}',
  },
  rejects: { handler: () => Promise.reject(new Error('secret')), answer: '{"error":"handler_error"}' },
  hangs: { handler: () => new Promise(() => undefined), answer: '{"error":"timeout"}' },
  cycles: { handler: () => cycle, answer: '{"error":"handler_error"}' },
};

describe('<telnyx-ai-agent> and tools of the page that misbehave', () => {
  it('answers the assistant for each of them, and the conversation goes on', async () => {
    const { agent, visitor, startCall, tag } = createAgentPage();
    for (const [name, { handler }] of Object.entries(tools)) agent.registerClientTool(name, handler);
    const failed: unknown[] = [];
    agent.addEventListener('telnyx-tool-result', ({ detail }) => failed.push(detail.isError));
    await startCall();
    await visitor.reads('Speaking');
    await visitor.reads('Listening');
    const params = {
      type: 'widget_settings',
      widget_settings: { client_tools: [{ name: 'hangs', timeout_ms: 200 }] },
    };
    await command(tag, { type: 'converse', params });

    for (const name of Object.keys(tools)) await command(tag, { type: 'call-tool', name, callId: name });
    const answersIn = ({ frames }: GatewayReport) =>
      frames.filter(({ direction, values }) => direction === 'received' && 'output' in values);
    const report = await reportWhen(tag, (current) => answersIn(current).length === 4);
    await visitor.writes('What are your opening hours?');
    await visitor.reads('We are open from nine to five');

    const answers = answersIn(report).map(({ values }) => [values.toolCallId, values.output] as const);
    expect(Object.fromEntries(answers)).to.deep.equal(
      Object.fromEntries(Object.entries(tools).map(([name, { answer }]) => [name, answer])),
    );
    expect(failed).to.deep.equal([true, true, true, true]);
    expect([agent.call?.state, agent.error]).to.deep.equal(['active', null]);
    await agent.end();
  });
});
