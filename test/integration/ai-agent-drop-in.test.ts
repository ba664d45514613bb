import { expect } from '@open-wc/testing';
import type { TelnyxAiAgent } from '../../components/index.js';
import { BrowserLedger } from '../support/browser-ledger.js';
import { consoleLines } from '../support/console-lines.js';
import { eventually } from '../support/eventually.js';
import {
  type CallReport,
  gatewayUrl,
  report,
  reportWhen,
  type ScenarioName,
  uniqueTag,
} from '../support/gateway.js';
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
  'a conversation that goes on':
    '<telnyx-ai-agent agent-id="assistant-1" conversation-id="6f1d0e0c-7d1e-4a52-9f3d-0d3a4b1f6f11"></telnyx-ai-agent>',
  'position="embedded", as many write':
    '<telnyx-ai-agent agent-id="assistant-1" position="embedded"></telnyx-ai-agent>',
};

function addPage(html: string, scenario: ScenarioName = 'assistant') {
  const tag = uniqueTag();
  const template = document.createElement('template');
  template.innerHTML = html;
  const agents = [...template.content.querySelectorAll<TelnyxAiAgent>('telnyx-ai-agent')];
  for (const each of agents) each.setAttribute('gateway-url', gatewayUrl({ tag, scenario }));
  place().append(template.content);
  const [agent] = agents as [TelnyxAiAgent];
  return { agent, agents, tag, visitor: new Visitor(agent) };
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

  for (const attribute of ['text-only', 'text-only="true"', 'chat-mode="true"']) {
    it(`converses in text alone, without a start or a microphone: ${attribute}`, async () => {
      const ledger = new BrowserLedger();
      const { agent, visitor } = addPage(
        `<telnyx-ai-agent agent-id="assistant-1" ${attribute}></telnyx-ai-agent>`,
      );
      await visitor.click('Talk to us');
      await visitor.ready('Message');
      const hadStart = visitor.find('Start call') !== null;

      await visitor.writes('What are your opening hours?');
      await visitor.reads('We are open from nine to five');
      await agent.end();
      ledger.close();

      expect([hadStart, ledger.microphoneRequests]).to.deep.equal([false, 0]);
    });
  }

  // In this order, since a call's last report comes after its end.
  for (const [value, isTold] of [
    ['', false],
    ['debug="false"', false],
    ['debug', true],
    ['debug="true"', true],
  ] as const) {
    it(`${isTold ? 'reads each step' : 'reads nothing'} in the console with ${value || 'no word of debug'}`, async () => {
      const lines: string[] = [];
      const { info, debug } = console;
      console.info = console.debug = (...parts: unknown[]) => void lines.push(parts.map(String).join(' '));
      try {
        const { agent } = addPage(`<telnyx-ai-agent agent-id="assistant-1" ${value}></telnyx-ai-agent>`);
        await agent.start();
        await agent.end();
        const isLast = (line: string) => line.startsWith('call report');
        if (isTold) await eventually('the report of the call is told of', () => lines.some(isLast));
      } finally {
        Object.assign(console, { info, debug });
      }

      if (isTold) expect(lines).to.have.length.greaterThan(3);
      else expect(lines).to.deep.equal([]);
    });
  }

  it('tells the gateway who calls and what number', async () => {
    const { agent, tag } = addPage(
      `<telnyx-ai-agent agent-id="assistant-1" call-caller-name="Ada" call-caller-number="+15551230000"
        call-destination-number="+15559870000"></telnyx-ai-agent>`,
    );

    await agent.start();
    const { calls } = await reportWhen(tag, (current) => current.calls.length > 0);
    await agent.end();

    const [{ callerName, callerNumber, destination, farEnd }] = calls as [CallReport];
    expect({ callerName, callerNumber, destination, farEnd }).to.deep.equal({
      callerName: 'Ada',
      callerNumber: '+15551230000',
      destination: '+15559870000',
      farEnd: 'assistant',
    });
  });

  for (const position of ['static', 'embedded', 'inline']) {
    it(`stands where it was written, as wide as its box, with position="${position}"`, async () => {
      const { agent, visitor } = addPage(
        `<div style="width: 360px; padding-top: 40px">
          <telnyx-ai-agent agent-id="assistant-1" position="${position}"></telnyx-ai-agent></div>`,
      );
      await visitor.ready('Start call');

      const box = agent.getBoundingClientRect();
      const around = agent.parentElement!.getBoundingClientRect();
      expect(getComputedStyle(agent).position).to.equal('relative');
      expect([box.left, box.top, box.width, box.height]).to.deep.equal([
        around.left,
        around.top + 40,
        360,
        480,
      ]);
      expect(visitor.find('Talk to us')).to.equal(null);
    });
  }

  it('hears of a conversation that nobody knows', async () => {
    const { agent } = addPage(
      '<telnyx-ai-agent agent-id="assistant-1" conversation-id="unknown"></telnyx-ai-agent>',
    );
    const events = hear(agent, ['agent.error']);

    await consoleLines(() => agent.start().catch(() => undefined));
    const { detail } = await events.first('agent.error');

    expect((detail?.error as { code: number }).code).to.equal(10007);
  });

  it('connects through the back end of rtc-ip and rtc-port', async () => {
    const ledger = new BrowserLedger();
    const { agent } = addPage(
      '<telnyx-ai-agent agent-id="assistant-1" rtc-ip="10.0.0.1" rtc-port="5066"></telnyx-ai-agent>',
    );

    await agent.start();
    await agent.end();
    ledger.close();

    const { searchParams } = new URL(ledger.sockets[0]!.url);
    expect([searchParams.get('rtc_ip'), searchParams.get('rtc_port')]).to.deep.equal(['10.0.0.1', '5066']);
  });

  it('has an element for each language, of which all but one are hidden', async () => {
    const { agents, visitor, tag } = addPage(
      `<telnyx-ai-agent agent-id="assistant-en" lang="en"></telnyx-ai-agent>
      <telnyx-ai-agent agent-id="assistant-ar" lang="ar" hidden></telnyx-ai-agent>`,
    );
    const [english, arabic] = agents as [TelnyxAiAgent, TelnyxAiAgent];
    const second = new Visitor(arabic);
    await visitor.ready('Talk to us');
    await arabic.updateComplete;
    const atFirst = [visitor.text, second.text];

    english.hidden = true;
    arabic.hidden = false;
    await second.click('تحدّث معنا');
    await second.click('بدء المكالمة');
    await second.reads('Hello! I am the demo assistant.');
    const { frames } = await report(tag);
    await arabic.end();

    expect(atFirst).to.deep.equal(['Talk to us', '']);
    expect(visitor.text).to.equal('');
    expect(frames.flatMap(({ values }) => values.target_id ?? [])).to.deep.equal(['assistant-ar']);
  });

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
