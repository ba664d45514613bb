import { expect } from '@open-wc/testing';

import { AiConversation } from '../../../src/assistant/ai-conversation.js';
import type { ClientToolEvent } from '../../../src/assistant/client-tools.js';
import { parseAiMessage } from '../../../src/protocol/ai-conversation.js';
import { parseClientMessage } from '../../../src/protocol/client-messages.js';
import { METHOD } from '../../../src/protocol/methods.js';
import { TelnyxError } from '../../../src/shared/errors.js';
import { FakeClock } from '../../support/fake-clock.js';
import { FakeSignaling } from '../../support/fake-signaling.js';
import { rejection } from '../../support/rejection.js';
import { settled } from '../../support/settled.js';

const IMAGE = 'data:image/png;base64,AA';

function createConversation() {
  const signaling = new FakeSignaling();
  const events: ClientToolEvent[] = [];
  const conversation = new AiConversation({
    signaling,
    clock: new FakeClock(),
    onToolEvent: (event) => events.push(event),
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
  return { conversation, signaling, events, receive, said, hear };
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
    it(`closes everything at ${end.type} without an item`, () => {
      const { receive, said } = createConversation();

      receive({ type: 'response.text.delta', item_id: 'a', delta: 'Hi' });
      receive(end);

      expect(said()).to.deep.equal([['assistant', 'Hi', 'final']]);
    });
  }

  it('closes what was open when the call ends', () => {
    const { conversation, receive, said } = createConversation();

    conversation.callAnswered();
    receive({ type: 'response.text.delta', item_id: 'a', delta: 'Good' });
    conversation.callEnded();

    expect(said()).to.deep.equal([['assistant', 'Good', 'final']]);
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

  it('answers a call of a client tool with a notification', async () => {
    const { conversation, signaling, receive, said } = createConversation();
    conversation.tools.register('get_cart', () => ({ items: 2 }));

    receive({
      type: 'conversation.item.created',
      item: { type: 'function_call', call_id: 'c1', name: 'get_cart', arguments: '{}' },
    });
    await settled();

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
