import { expect, oneEvent } from '@open-wc/testing';
import { createAgent } from '../support/agent-scene.js';
import { consoleLines } from '../support/console-lines.js';
import { settled } from '../support/settled.js';

/** Records events of these names as `[name, detail]`, heard where they bubble to. */
function record(names: readonly string[]) {
  const heard: [string, unknown][] = [];
  const stop = new AbortController();
  for (const name of names) {
    const listener = (event: Event) => heard.push([name, (event as CustomEvent<unknown>).detail]);
    document.addEventListener(name, listener, { signal: stop.signal });
  }
  return { heard, stop: () => stop.abort() };
}

describe('<telnyx-ai-agent> events', () => {
  it('tell of status, login, call and its end', async () => {
    const { agent } = await createAgent();
    const { heard, stop } = record(['telnyx-status-change', 'telnyx-ready', 'telnyx-call-end']);

    await agent.start();
    await agent.end();
    stop();

    expect(heard.slice(0, 2)).to.deep.equal([
      ['telnyx-status-change', { status: 'ready' }],
      ['telnyx-ready', { dc: 'test-dc', region: 'eu', callReportId: 'report-1' }],
    ]);
    expect(heard[2]?.[1]).to.deep.include({ call: agent.call, cause: 'NORMAL_CLEARING', sipCode: 200 });
    expect(heard).to.have.lengthOf(3);
  });

  it('tell of each item that is added or changes, and of no other', async () => {
    const { agent, engine } = await createAgent();
    await agent.start();
    const { heard, stop } = record(['telnyx-transcript']);

    engine.session.say({ id: '1', text: 'Hel', status: 'partial' });
    engine.session.say({ id: '2', role: 'user', text: 'Yes' });
    engine.session.say({ id: '1', text: 'Hello', status: 'final' });
    stop();

    const texts = heard.map(([, detail]) => (detail as { item: { text: string } }).item.text);
    expect(texts).to.deep.equal(['Hel', 'Yes', 'Hello']);
    expect(agent.transcript.map(({ id }) => id)).to.deep.equal(['1', '2']);
  });

  it('tell of what the agent does, with each latency once, when it is known', async () => {
    const { agent, engine } = await createAgent();
    await agent.start();
    const { heard, stop } = record(['telnyx-agent-state-change']);

    engine.session.patch({ agentState: 'speaking', latency: { greetingMs: 600, userPerceivedMs: null } });
    engine.session.patch({ agentState: 'listening' });
    engine.session.patch({ agentState: 'speaking' });
    // The text of a spoken turn may come after the voice that answers it.
    engine.session.patch({ latency: { greetingMs: 600, userPerceivedMs: 900 } });
    stop();

    expect(heard.map(([, detail]) => detail)).to.deep.equal([
      { state: 'speaking', greetingLatencyMs: 600 },
      { state: 'listening' },
      { state: 'speaking' },
      { state: 'speaking', userPerceivedLatencyMs: 900 },
    ]);
    expect(agent.agentState).to.equal('speaking');
  });

  it('keep notes of ours out of the official transcript', async () => {
    const { agent, engine } = await createAgent();
    await agent.start();
    const { heard, stop } = record(['telnyx-transcript', 'transcript.item']);

    engine.session.say({ id: '1', role: 'system', kind: 'gap', text: 'Some of it may be missing.' });
    stop();

    expect(heard.map(([name]) => name)).to.deep.equal(['telnyx-transcript']);
  });

  it('come under the official names with the official payloads', async () => {
    const { agent, engine } = await createAgent();
    const names = ['agent.connected', 'transcript.item', 'conversation.agent.state', 'agent.audio.mute'];
    const { heard, stop } = record([...names, 'agent.disconnected', 'conversation.update']);

    await agent.start();
    engine.session.say({ id: '1', text: 'Hel', status: 'partial', timestamp: 5 });
    engine.session.say({ id: '1', text: 'Hello', status: 'final' });
    engine.session.patch({ agentState: 'thinking' });
    agent.mute();
    await agent.end();
    engine.session.disconnect();
    stop();

    const last = (name: string) => heard.filter(([each]) => each === name).at(-1)?.[1];
    expect(last('agent.connected')).to.deep.equal({ dc: 'test-dc', region: 'eu', callReportId: 'report-1' });
    expect(heard.filter(([name]) => name === 'transcript.item')).to.deep.equal([
      ['transcript.item', { id: '1', role: 'assistant', content: 'Hello', timestamp: new Date(5) }],
    ]);
    expect(last('conversation.agent.state')).to.deep.equal({ state: 'thinking' });
    expect(last('agent.audio.mute')).to.deep.equal({ muted: true });
    const updates = heard.filter(([name]) => name === 'conversation.update').map(([, detail]) => detail);
    const calls = updates.map((detail) => (detail as { call: { id: string; state: string } }).call);
    expect(updates.at(-1)).to.deep.include({ type: 'callUpdate' });
    expect(calls.at(-1)?.id).to.equal(agent.call?.id);
    expect(calls.slice(-3).map(({ state }) => state)).to.deep.equal(['active', 'hangup', 'destroy']);
    expect(last('agent.disconnected')).to.equal(null);
  });

  it('tell of client tools under both names, without arguments and results', async () => {
    const { agent, engine } = await createAgent();
    const { heard, stop } = record([
      'telnyx-tool-call',
      'telnyx-tool-result',
      'client.tool.error',
      'client.tool.completed',
    ]);
    await agent.start();

    const tell = engine.session.options?.onToolEvent;
    const completed = oneEvent(agent, 'client.tool.completed');
    tell?.({ type: 'invoked', callId: 'c', toolName: 'order' });
    tell?.({ type: 'failed', callId: 'c', toolName: 'order', reason: 'timeout' });
    tell?.({ type: 'completed', callId: 'c', toolName: 'order', isError: true });
    await completed;
    stop();

    expect(heard).to.deep.equal([
      ['telnyx-tool-call', { callId: 'c', toolName: 'order' }],
      ['telnyx-tool-result', { callId: 'c', toolName: 'order', isError: true, reason: 'timeout' }],
      ['client.tool.error', { callId: 'c', toolName: 'order', reason: 'timeout' }],
      ['client.tool.completed', { callId: 'c', toolName: 'order', isError: true }],
    ]);
  });

  it('tell which client tools the portal has', async () => {
    const { agent, engine } = await createAgent();
    await agent.start();
    const tools = [{ name: 'order', timeout_ms: 5000 }, { name: 'get_page_title' }];

    const configured = oneEvent(agent, 'client.tools.configured');
    engine.session.options?.onToolEvent?.({ type: 'configured', tools });

    const { detail, bubbles, composed } = (await configured) as CustomEvent<unknown>;
    expect({ detail, bubbles, composed }).to.deep.equal({ detail: { tools }, bubbles: true, composed: true });
  });

  it('tell of nothing where a page sets booleans as such', async () => {
    const { agent, engine } = await createAgent();
    const { heard, stop } = record(['telnyx-error']);
    agent.trickleIce = false;
    agent.skipLastVoiceSdkId = true;
    agent.sounds = false;

    await agent.start();
    await settled();
    stop();

    expect(engine.session.options).to.include({ trickleIce: false, skipLastVoiceSdkId: true });
    expect(heard).to.have.lengthOf(0);
  });

  const bad: readonly (readonly [name: string, value: string])[] = [
    ['variables', '{"first_name":'],
    ['call-custom-headers', '{"name":"X-A"}'],
    ['call-audio', 'loud'],
    ['ice-servers', '[{"url":1}]'],
    ['ice-servers', '[{"urls":[]}]'],
    ['ice-servers', '[{"urls":"https://stun.example"}]'],
    ['ice-servers', '[{"urls":["stun:stun.example","turn:turn.example"]}]'],
    ['placement', 'middle'],
    ['environment', 'staging'],
    ['trickle-ice', 'maybe'],
    ['rtc-port', '70000'],
    ['max-duration', '-1'],
  ];
  for (const [name, value] of bad) {
    it(`tell once of ${name}='${value}', whose default applies`, async () => {
      const { heard, stop } = record(['telnyx-error']);
      const lines = await consoleLines(async () => {
        const { agent } = await createAgent({ attributes: { [name]: value } });
        const told = oneEvent(agent, 'telnyx-error');
        await agent.start();
        await agent.end();
        await told;
        expect(agent.error).to.equal(null);
      });
      stop();

      expect(heard).to.have.lengthOf(1);
      expect(heard[0]?.[1]).to.include({ code: 60002, name: 'INVALID_ATTRIBUTE', fatal: false });
      expect(lines).to.have.lengthOf(1);
      expect(lines[0]).to.include(name);
    });
  }

  it('warn once of attributes that only the official element has, and tell of no error', async () => {
    const { heard, stop } = record(['telnyx-error', 'agent.error', 'telnyx-warning']);
    const lines = await consoleLines(async () => {
      const { agent } = await createAgent({ attributes: { channels: 'voice,web_chat' } });
      const told = oneEvent(agent, 'telnyx-warning');
      await agent.start();
      await agent.end();
      await told;
    });
    stop();

    expect(heard.map(([type]) => type)).to.deep.equal(['telnyx-warning']);
    expect(lines).to.have.lengthOf(1);
    expect(lines[0]).to.include('channels');
  });

  it('tell of attributes corrected later no more', async () => {
    const { agent, open } = await createAgent({ attributes: { placement: 'middle' } });
    const { heard, stop } = record(['telnyx-error']);

    await consoleLines(async () => {
      const told = oneEvent(agent, 'telnyx-error');
      await open();
      await told;
    });
    agent.placement = 'top-left';
    await agent.updateComplete;
    stop();

    expect(heard).to.have.lengthOf(1);
  });

  it('carry a quality report as its detail', async () => {
    const { agent, engine } = await createAgent();
    await agent.start();

    const report = {
      callId: 'c',
      mos: 4.2,
      rttMs: 20,
      jitterMs: 1,
      packetLoss: 0,
      level: 'excellent',
      sent: { mos: null, rttMs: 20, jitterMs: null, packetLoss: null, level: null },
    } as const;
    const measured = oneEvent(agent, 'telnyx-quality');
    engine.session.patch({ quality: report });

    expect((await measured).detail).to.equal(report);
  });

  it('bring the speech of the agent ahead of its playback with streaming-audio', async () => {
    const { agent, engine } = await createAgent({ attributes: { 'streaming-audio': '' } });
    await agent.start();
    const { heard, stop } = record(['assistant.audio.delta']);
    const { auth, onAgentAudio } = engine.session.options!;
    const chunk = { responseId: 'r1', sequence: 0, encoding: 'pcm16', sampleRate: 24_000, channels: 1 };
    const bytes = new Uint8Array([1, 2, 3]);

    onAgentAudio?.({ type: 'chunk', ...chunk, bytes });
    onAgentAudio?.({ type: 'done', responseId: 'r1' });
    stop();

    expect(auth).to.include({ streamingAudio: true });
    expect(heard).to.deep.equal([['assistant.audio.delta', { ...chunk, bytes, byteLength: 3 }]]);
  });

  it('ask for no speech ahead of its playback by themselves', async () => {
    const { agent, engine } = await createAgent();
    await agent.start();

    expect(engine.session.options?.auth).not.to.have.property('streamingAudio');
  });
});
