import { expect } from '@open-wc/testing';

import { AiConversation } from '../../../src/assistant/ai-conversation.js';
import type { ClientToolEvent } from '../../../src/assistant/client-tools.js';
import type { AgentAudioEvent } from '../../../src/assistant/pre-playout-audio.js';
import { parseAiMessage } from '../../../src/protocol/ai-conversation.js';
import { parseClientMessage } from '../../../src/protocol/client-messages.js';
import { METHOD } from '../../../src/protocol/methods.js';
import { TelnyxError } from '../../../src/shared/errors.js';
import { FakeClock } from '../../support/fake-clock.js';
import { FakeSignaling } from '../../support/fake-signaling.js';
import { eventually } from '../../support/eventually.js';
import { rejection } from '../../support/rejection.js';
import { settled } from '../../support/settled.js';

const IMAGE = 'data:image/png;base64,AA';

function createConversation({ wantsAudio = false } = {}) {
  const signaling = new FakeSignaling();
  const events: ClientToolEvent[] = [];
  const audio: AgentAudioEvent[] = [];
  const conversation = new AiConversation({
    signaling,
    clock: new FakeClock(),
    onToolEvent: (event) => events.push(event),
    onAgentAudio: wantsAudio ? (event) => audio.push(event) : undefined,
  });
  const receive = (params: unknown) => {
    const message = parseAiMessage(params);
    if (!message) throw new Error('These are no params of an ai_conversation.');
    conversation.handle(message);
  };
  const said = () =>
    conversation.transcript.items.value.map(({ role, text, status }) => [role, text, status]);
  const hear = (item: object) =>
    receive({
      type: 'conversation.item.created',
      item: { type: 'message', role: 'user', status: 'completed', ...item },
    });
  return { conversation, signaling, events, audio, receive, said, hear };
}

describe('AiConversation', () => {
  it('collects what the agent says until it is done', () => {
    const { receive, said } = createConversation();
    const delta = { type: 'response.text.delta', item_id: 'a' };

    receive({ type: 'response.created' });
    receive({ ...delta, delta: 'We are ' });
    receive({ ...delta, delta: 'open.' });
    expect(said()).to.deep.equal([['assistant', 'We are open.', 'partial']]);
    receive({ type: 'response.text.done', item_id: 'a' });

    expect(said()).to.deep.equal([['assistant', 'We are open.', 'final']]);
  });

  for (const end of [{ type: 'response.done' }, { type: 'response.text.done' }]) {
    it(`closes all that the agent said at ${end.type} without an item`, () => {
      const { receive, said } = createConversation();

      receive({ type: 'response.text.delta', item_id: 'a', delta: 'Hi' });
      receive(end);

      expect(said()).to.deep.equal([['assistant', 'Hi', 'final']]);
    });
  }

  it('leaves a turn of the visitor open until the server calls it complete, whatever the agent does meanwhile', () => {
    const { conversation, receive, said, hear } = createConversation();

    hear({ id: 'u', status: 'in_progress', content: 'What' });
    receive({ type: 'response.text.delta', item_id: 'a', delta: 'We' });
    conversation.markGap();
    expect(said()[0]).to.deep.equal(['user', 'What', 'partial']);
    receive({ type: 'response.text.done', item_id: 'a' });
    receive({ type: 'response.text.done' });
    receive({ type: 'response.done' });
    expect(said()[0]).to.deep.equal(['user', 'What', 'partial']);
    hear({ id: 'u', content: 'What are your hours?' });

    expect(said()[0]).to.deep.equal(['user', 'What are your hours?', 'final']);
  });

  it('closes what was open when the call ends', () => {
    const { conversation, receive, said, hear } = createConversation();

    conversation.callAnswered();
    hear({ id: 'u', status: 'in_progress', content: 'Wait' });
    receive({ type: 'response.text.delta', item_id: 'a', delta: 'Good' });
    conversation.callEnded();

    expect(said()).to.deep.equal([
      ['user', 'Wait', 'final'],
      ['assistant', 'Good', 'final'],
    ]);
    expect(conversation.activity.store.value.state).to.equal('idle');
  });

  it('has the agent think after a finished turn of the visitor, not before', () => {
    const { conversation, hear } = createConversation();
    conversation.callAnswered();

    hear({ id: 'u', status: 'in_progress', content: 'What' });
    expect(conversation.activity.store.value.state).to.equal('listening');
    hear({ id: 'u', content: 'What are your hours?' });

    expect(conversation.activity.store.value.state).to.equal('thinking');
  });

  it('sends a typed message as the protocol has it, and shows it at once', async () => {
    const { conversation, signaling, said } = createConversation();
    signaling.held.add(METHOD.aiConversation);
    conversation.callAnswered();

    const sending = conversation.send('Hi', [IMAGE]);
    expect(said()).to.deep.equal([['user', 'Hi', 'final']]);
    expect(conversation.activity.store.value.state).to.equal('thinking');
    signaling.last(METHOD.aiConversation).answer({});
    await sending;

    const { params } = signaling.last(METHOD.aiConversation);
    const id = conversation.transcript.items.value[0]?.id;
    expect(params).to.deep.equal({
      type: 'conversation.item.create',
      previous_item_id: null,
      item: {
        id,
        type: 'message',
        role: 'user',
        content: [
          { type: 'input_text', text: 'Hi' },
          { type: 'image_url', image_url: { url: IMAGE } },
        ],
      },
    });
    expect(parseClientMessage(METHOD.aiConversation, params).ok).to.equal(true);
  });

  it('shows the echo of a typed message once, and takes it for no new turn', async () => {
    const { conversation, hear, said } = createConversation();
    await conversation.send('Hi', []);
    const id = conversation.transcript.items.value[0]?.id;
    conversation.callAnswered();

    hear({ id, content: [{ type: 'input_text', text: 'Hi' }] });

    expect(said()).to.deep.equal([['user', 'Hi', 'final']]);
    expect(conversation.activity.store.value.state).to.equal('listening');
  });

  it('takes silence for consent, but tells a refusal and a missing connection and takes the message back', async () => {
    const { conversation, signaling, said } = createConversation();

    signaling.answers[METHOD.aiConversation] = new TelnyxError(60005);
    await conversation.send('Hi', []);
    signaling.answers[METHOD.aiConversation] = new TelnyxError(60012);
    const refused = await rejection(conversation.send('Hi', []));
    signaling.isConnected = false;
    const unsent = await rejection(conversation.send('Hi', []));

    expect([refused.code, unsent.code]).to.deep.equal([60012, 60006]);
    expect(said()).to.deep.equal([['user', 'Hi', 'final']]);
  });

  it('takes the echo for proof that a message arrived, whatever becomes of its result', async () => {
    const { conversation, signaling, receive, hear, said } = createConversation();
    signaling.held.add(METHOD.aiConversation);

    const sending = conversation.send('Hi', []);
    hear({ id: conversation.transcript.items.value[0]?.id, content: 'Hi' });
    receive({ type: 'response.text.delta', item_id: 'a', delta: 'Hello' });
    await sending;
    signaling.last(METHOD.aiConversation).fail(new TelnyxError(60006));
    await settled();

    expect(said().map(([, text]) => text)).to.deep.equal(['Hi', 'Hello']);
  });

  it('B7: sends a text without attachments', async () => {
    const { conversation, signaling } = createConversation();

    await conversation.send('Hi');

    const { item } = signaling.last(METHOD.aiConversation).params as { item: { content: unknown } };
    expect(item.content).to.deep.equal([{ type: 'input_text', text: 'Hi' }]);
  });

  it('no longer thinks about a message that was refused', async () => {
    const { conversation, signaling } = createConversation();
    signaling.answers[METHOD.aiConversation] = new TelnyxError(60012);
    conversation.callAnswered();

    await rejection(conversation.send('Hi'));

    expect(conversation.activity.store.value.state).to.equal('listening');
  });

  const unsendable: readonly (readonly [what: string, text: string, images: string[], code: number])[] = [
    ['a text that is none', undefined as unknown as string, [], 44002],
    ['images that are no list', 'Look', IMAGE as unknown as string[], 44002],
    ['an image that is no text', 'Look', [null as unknown as string], 44002],
    ['a message of 1 MB', 'x'.repeat(1_000_000), [], 60016],
    ['images of 6 MB', 'Look', [`${IMAGE}${'A'.repeat(6_000_000)}`], 60016],
    ['an SVG, which may hold scripts', 'Look', ['data:image/svg+xml;base64,AA'], 44002],
    ['an address that is no image', 'Look', ['javascript:alert(1)'], 44002],
  ];

  for (const [what, text, images, code] of unsendable) {
    it(`refuses ${what} with ${code}, and neither sends nor shows it`, async () => {
      const { conversation, signaling, said } = createConversation();

      const error = await rejection(conversation.send(text, images));

      expect(error).to.include({ code, fatal: false });
      expect(signaling.requests).to.deep.equal([]);
      expect(said()).to.deep.equal([]);
    });
  }

  it('B35: marks a gap after a recovery, since nothing is repeated, also before any message, and only one each time', () => {
    const { conversation, receive, hear, said } = createConversation();
    conversation.markGap();
    conversation.markGap();
    receive({ type: 'response.text.delta', item_id: 'a', delta: 'We are' });

    conversation.markGap();
    conversation.markGap();
    hear({ id: 'u', content: 'Hello?' });

    expect(said().map(([role, , status]) => [role, status])).to.deep.equal([
      ['system', 'final'],
      ['assistant', 'final'],
      ['system', 'final'],
      ['user', 'final'],
    ]);
    expect(conversation.transcript.items.value.map(({ kind }) => kind ?? 'message')).to.deep.equal([
      'gap',
      'message',
      'gap',
      'message',
    ]);
  });

  for (const [where, inside, beside] of [
    ['in', { client_tools: [{ name: 'get_cart', timeout_ms: 800 }, 7] }, {}],
    ['beside', {}, { tools: [{ name: 'get_cart', timeout_ms: 800 }] }],
  ] as const) {
    it(`tells the tools that stand ${where} the settings, with their times`, async () => {
      const { receive, events } = createConversation();

      receive({ type: 'widget_settings', widget_settings: { theme: 'dark', ...inside }, ...beside });
      await eventually('the list is told', () => events.length > 0);

      expect(events).to.deep.equal([{ type: 'configured', tools: [{ name: 'get_cart', timeout_ms: 800 }] }]);
    });
  }

  it('drops the result of a tool that nobody waits for after the call', async () => {
    const { conversation, signaling, events, receive } = createConversation();
    let finish: (value: string) => void = () => undefined;
    conversation.tools.register('slow', () => new Promise<string>((resolve) => (finish = resolve)));
    conversation.callAnswered();
    receive({
      type: 'conversation.item.created',
      item: { type: 'function_call', call_id: 'c1', name: 'slow', arguments: '{}' },
    });
    await eventually('the tool runs', () => events.length > 0);

    conversation.callEnded();
    finish('late');
    await eventually('the end is told', () => events.length > 1);

    expect(events[1]).to.include({ type: 'failed', reason: 'not_delivered' });
    expect(signaling.notifications).to.deep.equal([]);
  });

  it('asks for the audio before its playback, and gives it out piece by piece', async () => {
    const { conversation, audio, receive } = createConversation({ wantsAudio: true });
    const format = { encoding: 'pcm16', sample_rate: 16_000, channels: 1 };
    conversation.callAnswered();

    receive({ type: 'response.audio.delta', response_id: 'r', sequence: 0, delta: 'AAE=', format });
    receive({ type: 'response.audio.interrupted', response_id: 'r' });
    await eventually('both have come', () => audio.length === 2);

    const chunk = {
      type: 'chunk',
      responseId: 'r',
      sequence: 0,
      bytes: new Uint8Array([0, 1]),
      encoding: 'pcm16',
      sampleRate: 16_000,
      channels: 1,
    };
    expect(audio).to.deep.equal([chunk, { type: 'interrupted', responseId: 'r' }]);
  });

  it('does not ask for audio that nobody wants', async () => {
    const { conversation, signaling, receive } = createConversation();

    conversation.callAnswered();
    receive({ type: 'response.created' });
    await settled();

    expect(signaling.notifications).to.deep.equal([]);
  });

  it('answers a call of a client tool with a notification', async () => {
    const { conversation, signaling, receive, said } = createConversation();
    conversation.tools.register('get_cart', () => ({ items: 2 }));

    receive({
      type: 'conversation.item.created',
      item: { type: 'function_call', call_id: 'c1', name: 'get_cart', arguments: '{}' },
    });
    await eventually('the tool has answered', () => signaling.notifications.length > 0);

    const params = {
      type: 'conversation.item.create',
      item: { type: 'function_call_output', call_id: 'c1', output: '{"items":2}' },
    };
    expect(signaling.notifications).to.deep.equal([{ method: METHOD.aiConversation, params }]);
    expect(parseClientMessage(METHOD.aiConversation, params).ok).to.equal(true);
    expect(said()).to.deep.equal([]);
  });

  it('merges the settings of the widget as they come', () => {
    const { conversation, receive } = createConversation();
    expect(conversation.settings.value).to.equal(null);

    receive({ type: 'widget_settings', widget_settings: { theme: 'light', start_call_text: 'Talk' } });
    receive({ type: 'response.created', widget_settings: { theme: 'dark', start_call_text: 7 } });

    expect(conversation.settings.value).to.include({ theme: 'dark', start_call_text: 'Talk' });
    expect(conversation.settings.value).to.be.frozen;
  });

  it('ignores what it does not know', () => {
    const { receive, said } = createConversation();

    receive({
      type: 'response.output_item.added',
      item: { type: 'message', role: 'assistant', content: 'x' },
    });
    receive({ type: 'something.new' });
    receive({});

    expect(said()).to.deep.equal([]);
  });
});
