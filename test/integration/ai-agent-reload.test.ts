import { expect } from '@open-wc/testing';
import type { TelnyxAiAgent } from '../../components/index.js';
import { eventually } from '../support/eventually.js';
import { gatewayUrl, reportWhen, uniqueTag } from '../support/gateway.js';
import { place } from '../support/place.js';
import { Visitor } from '../support/visitor.js';

/** A page of its own with an agent that has these attributes; it can be left and come back as any page. */
async function openFrame(attributes: Readonly<Record<string, string>>) {
  const frame = document.createElement('iframe');
  frame.allow = 'microphone';
  const url = new URL('/test/support/agent-reload-page.html', location.href);
  for (const [name, value] of Object.entries(attributes)) url.searchParams.set(name, value);
  frame.src = url.href;
  place().append(frame);
  const agentOtherThan = (old: TelnyxAiAgent | null) =>
    eventually('the agent is there', () => {
      const agent = frame.contentDocument?.querySelector('telnyx-ai-agent');
      return agent?.shadowRoot && agent !== old && agent;
    });
  const agent = await agentOtherThan(null);
  const reload = () => {
    frame.contentWindow?.location.reload();
    return agentOtherThan(agent);
  };
  return { agent, reload };
}

describe('<telnyx-ai-agent> on a page that reloads during a call', function () {
  this.timeout(40_000);

  it('has its call and its panel back by itself, and does not ask again what was agreed to', async () => {
    const tag = uniqueTag();
    const { agent, reload } = await openFrame({
      'agent-id': `assistant-${tag}`,
      'gateway-url': gatewayUrl({ tag }),
      consent: 'This call is recorded.',
    });
    const visitor = new Visitor(agent);
    await visitor.click('Talk to us');
    await visitor.click('Agree and continue');
    await visitor.click('Start call');
    await visitor.ready('Mute');
    const before = agent.call;
    await reportWhen(tag, ({ calls }) => (calls[0]?.media.receivedLastSecond.packets ?? 0) > 40);

    const again = await reload();
    const returned = new Visitor(again);
    await returned.ready('Mute');
    const { calls, frames } = await reportWhen(tag, ({ calls: [first] }) => {
      return first?.reattached === 1 && first.media.receivedLastSecond.packets > 40;
    });
    // The gateway knows of it a moment earlier than the page.
    await eventually('the panel is back', () => again.open);
    const { call } = again;
    const { text } = returned;
    await returned.click('End call');
    await returned.reads('Call ended');

    expect(call).to.include({ id: before?.id, recovered: true, answeredAt: before?.answeredAt });
    expect(text).not.to.include('This call is recorded.');
    expect(calls).to.have.length(1);
    expect(frames.filter(({ method }) => method === 'telnyx_rtc.bye')).to.deep.equal([]);
  });
});
