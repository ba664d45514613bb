import { expect } from '@open-wc/testing';

import {
  type AgentAudioEvent,
  type AgentState,
  type ClientToolEvent,
  TelnyxSession,
  type TelnyxSessionOptions,
} from '../../src/index.js';
import { eventually } from '../support/eventually.js';
import { gatewayUrl, type GatewayUrlOptions, reportWhen, uniqueTag } from '../support/gateway.js';
import { rejection } from '../support/rejection.js';
import { ToneMicrophone } from '../support/tone-microphone.js';
import { until } from '../support/until.js';

const PIXEL = 'data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=';

async function startTalking(gateway: GatewayUrlOptions = {}, options: Partial<TelnyxSessionOptions> = {}) {
  const tag = uniqueTag();
  const session = new TelnyxSession({
    auth: { agentId: 'assistant-test' },
    gatewayUrl: gatewayUrl({ tag, ...gateway }),
    ...options,
  });
  session.registerClientTool('get_page_title', () => 'Our shop');
  await session.connect();
  await session.call().answered;
  return { tag, session };
}

describe('the conversation with an assistant', function () {
  this.timeout(40_000);

  it('carries an image with its words, shown once', async () => {
    const { session } = await startTalking();

    await session.sendMessage('What is this?', { images: [PIXEL] });
    const { transcript } = await until(session, (snapshot) =>
      snapshot.transcript.some(({ role }, index) => {
        return role === 'assistant' && snapshot.transcript[index - 1]?.role === 'user';
      }),
    );
    session.disconnect();

    const typed = transcript.filter(({ role }) => role === 'user');
    expect(typed.map(({ text, images }) => [text, images])).to.deep.equal([['What is this?', [PIXEL]]]);
  });

  it('refuses a message of 1 MB and goes on', async () => {
    const { session } = await startTalking();

    const error = await rejection(session.sendMessage('x'.repeat(1_000_000)));
    await session.sendMessage('What are your opening hours?');
    const { transcript } = await until(session, (snapshot) =>
      snapshot.transcript.some(({ text }) => text === 'What are your opening hours?'),
    );
    session.disconnect();

    expect(error).to.include({ code: 60016, fatal: false });
    expect(transcript.filter(({ role }) => role === 'user')).to.have.length(1);
  });

  it('hears what the visitor says, thinks, and answers, as fast as it is told', async () => {
    const microphone = new ToneMicrophone();
    const { session, tag } = await startTalking({}, { media: microphone.engine });
    const states: AgentState[] = [];
    session.subscribe(({ agentState }) => {
      if (agentState !== states.at(-1)) states.push(agentState);
    });
    await until(session, ({ agentState }) => agentState === 'speaking');

    microphone.speak();
    await reportWhen(tag, ({ calls }) => calls[0]?.spoken[0]?.status === 'interrupted');
    microphone.hush();
    const { transcript, latency } = await until(session, (snapshot) => {
      const { role, status } = snapshot.transcript.at(-1) ?? {};
      return role === 'assistant' && status === 'final' && snapshot.transcript.length === 3;
    });
    session.disconnect();
    await microphone.close();

    expect(states.join()).to.include('thinking,speaking');
    expect(transcript[1]).to.include({ role: 'user', status: 'final' });
    expect(transcript[1]?.text).to.match(/^\(spoken, \d+\.\d s\)$/);
    expect(transcript[2]?.text).to.match(/^I heard you for \d+\.\d seconds\./);
    expect(latency.userPerceivedMs).to.be.a('number').and.greaterThan(0);
  });

  it('answers a tool call whose runner loads with it', async () => {
    const events: ClientToolEvent[] = [];
    const { session } = await startTalking(
      { scenario: 'tool' },
      { onToolEvent: (event) => events.push(event) },
    );

    const { transcript } = await until(session, (snapshot) =>
      snapshot.transcript.some(({ text }) => text.includes('Our shop')),
    );
    session.disconnect();

    expect(events.map(({ type }) => type)).to.deep.equal(['invoked', 'completed']);
    expect(transcript.at(-1)?.role).to.equal('assistant');
  });

  it('gets the audio ahead of its playback, asked for at login and by subscription, where the page wants it', async () => {
    const audio: AgentAudioEvent[] = [];
    const { session, tag } = await startTalking(
      {},
      {
        auth: { agentId: 'assistant-test', streamingAudio: true },
        onAgentAudio: (event) => audio.push(event),
      },
    );

    const { frames } = await reportWhen(tag, (report) => {
      return report.frames.some(({ direction, method, kind }) => {
        return direction === 'received' && method === 'ai_conversation' && kind === 'notification';
      });
    });
    await eventually('the audio is complete', () => audio.some(({ type }) => type === 'done'));
    session.disconnect();

    const login = frames.find(({ method }) => method === 'anonymous_login');
    expect(login?.keys).to.include('target_params');
    const chunks = audio.flatMap((event) => (event.type === 'chunk' ? event : []));
    expect(chunks.map(({ sequence }) => sequence).slice(0, 2)).to.deep.equal([0, 1]);
    expect(chunks[0]?.bytes.length).to.be.greaterThan(0);
    expect(audio.find(({ type }) => type === 'done')?.responseId).to.equal(chunks[0]?.responseId);
  });
});
