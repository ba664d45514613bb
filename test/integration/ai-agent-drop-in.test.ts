import { expect } from '@open-wc/testing';
import type { TelnyxAiAgent } from '../../components/index.js';
import { consoleLines } from '../support/console-lines.js';
import { eventually } from '../support/eventually.js';
import { gatewayUrl, type ScenarioName, uniqueTag } from '../support/gateway.js';
import '../../components/define/all.js';
import { place } from '../support/place.js';
import { Visitor } from '../support/visitor.js';

/** Pages as their authors write them for the official script; only the gateway is ours. */
const PAGES: Readonly<Record<string, string>> = {
  'the two lines of the documentation': '<telnyx-ai-agent agent-id="assistant-1"></telnyx-ai-agent>',
  'every attribute of the official demo': `<telnyx-ai-agent agent-id="assistant-1" version-id="main" environment="production"
    region="auto" trickle-ice="true" debug="false" show-user-perceived-latency="true" show-greeting-latency="true"
    skip-last-voice-sdk-id="false" call-destination-number="xxx" call-caller-number="+15551230000"
    call-caller-name="Ada" call-custom-headers='[{"name":"X-Account-Number","value":"123"}]'
    call-audio='{"echoCancellation":true}' vad='{"type":"server_vad","threshold":0.5}'></telnyx-ai-agent>`,
  'position="static" in a cell of its own':
    '<telnyx-ai-agent agent-id="assistant-1" position="static"></telnyx-ai-agent>',
  'position="embedded", as many write':
    '<telnyx-ai-agent agent-id="assistant-1" position="embedded"></telnyx-ai-agent>',
};

function addPage(html: string, scenario: ScenarioName = 'assistant') {
  const template = document.createElement('template');
  template.innerHTML = html;
  const agent = template.content.querySelector<TelnyxAiAgent>('telnyx-ai-agent')!;
  agent.setAttribute('gateway-url', gatewayUrl({ tag: uniqueTag(), scenario }));
  place().append(template.content);
  return { agent, visitor: new Visitor(agent) };
}

/** What pages read from `conversation.update`. */
interface OfficialCall {
  readonly state: string;
  readonly localStream: MediaStream | null;
  readonly remoteStream: MediaStream | null;
}

/** The names and details of the dotted events, as a page hears them on the element. */
function hear(agent: TelnyxAiAgent, names: readonly string[]) {
  const heard: { readonly name: string; readonly detail: Record<string, unknown> | null }[] = [];
  for (const name of names) {
    agent.addEventListener(name, (event) => {
      heard.push({ name, detail: (event as CustomEvent<Record<string, unknown> | null>).detail });
    });
  }
  return {
    first: (name: string) => eventually(`${name} is heard`, () => heard.find((each) => each.name === name)),
    all: (name: string) => heard.filter((each) => each.name === name),
  };
}

describe('a page written for the official element', () => {
  for (const [name, html] of Object.entries(PAGES)) {
    it(`talks after only the script has changed: ${name}`, async () => {
      const lines = await consoleLines(async () => {
        const { agent, visitor } = addPage(html);
        await agent.updateComplete;
        visitor.find('Talk to us')?.click();
        await visitor.click('Start call');
        await visitor.reads('Speaking');
        await agent.end();
      });

      expect(lines.filter((line) => line.includes('INVALID_ATTRIBUTE'))).to.deep.equal([]);
    });
  }

  it('hears the dotted events with their payloads', async () => {
    const { agent, visitor } = addPage('<telnyx-ai-agent agent-id="assistant-1"></telnyx-ai-agent>');
    const events = hear(agent, [
      ...['agent.connected', 'conversation.update', 'conversation.agent.state', 'transcript.item'],
      'agent.audio.mute',
    ]);
    await visitor.click('Talk to us');
    await visitor.click('Start call');
    const connected = await events.first('agent.connected');
    const state = await events.first('conversation.agent.state');
    const item = await events.first('transcript.item');
    agent.mute();
    const mute = await events.first('agent.audio.mute');
    await eventually('both streams are there', () => {
      const call = events.all('conversation.update').at(-1)?.detail?.call as OfficialCall | undefined;
      return call?.localStream?.active === true && call.remoteStream?.active === true;
    });
    await agent.end();

    expect(connected.detail).to.have.keys(['dc', 'region', 'callReportId']);
    expect(state.detail?.state).to.be.oneOf(['listening', 'thinking', 'speaking']);
    expect(item.detail).to.include({ role: 'assistant' });
    expect(item.detail?.content).to.be.a('string').that.is.not.empty;
    expect(item.detail?.timestamp).to.be.instanceOf(Date);
    expect(mute.detail).to.deep.equal({ muted: true });
    const states = events
      .all('conversation.update')
      .map(({ detail }) => (detail?.call as OfficialCall).state);
    expect(states).to.include('active');
    expect(states.slice(-2)).to.deep.equal(['hangup', 'destroy']);
  });

  it('lets the assistant call its tools', async () => {
    const { agent } = addPage('<telnyx-ai-agent agent-id="assistant-1"></telnyx-ai-agent>', 'tool');
    const events = hear(agent, ['client.tool.invoked', 'client.tool.completed']);
    agent.registerClientTool('get_page_title', () => 'Harbour Cycles');

    await agent.start();
    const invoked = await events.first('client.tool.invoked');
    const completed = await events.first('client.tool.completed');
    const wasThere = agent.unregisterClientTool('get_page_title');
    await agent.end();

    expect(invoked.detail).to.include({ toolName: 'get_page_title' });
    expect(completed.detail).to.include({ toolName: 'get_page_title', isError: false });
    expect([wasThere, agent.getClientTools()]).to.deep.equal([true, []]);
  });

  it('hears agent.error with the error inside', async () => {
    const { agent } = addPage('<telnyx-ai-agent agent-id="assistant-1"></telnyx-ai-agent>', 'refused-login');
    const events = hear(agent, ['agent.error']);

    await consoleLines(() => agent.start().catch(() => undefined));
    const { detail } = await events.first('agent.error');

    expect((detail?.error as { code: number }).code).to.equal(46001);
  });
});
