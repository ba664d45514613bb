import { expect } from '@open-wc/testing';

import { METHOD } from '../../../src/protocol/methods.js';
import { eventually } from '../../support/eventually.js';
import { rejection } from '../../support/rejection.js';
import { createReadySession, createSession, createTalking } from '../../support/session-scene.js';
import { uncaughtDuring } from '../../support/uncaught.js';

describe('the conversation of a session', () => {
  it('needs a session that is ready, and a call', async () => {
    const { session } = createSession();
    const { session: ready, gateway, call } = await createTalking();
    await call.hangup();

    expect((await rejection(session.sendMessage('Hi'))).code).to.equal(60010);
    expect((await rejection(ready.sendMessage('Hi'))).code).to.equal(60010);
    expect(gateway.received(METHOD.aiConversation)).to.deep.equal([]);
    expect(ready.snapshot.transcript).to.deep.equal([]);
  });

  it('sends what was typed, shows it, and refuses a message without anything in it', async () => {
    const { session, gateway } = await createTalking();

    await session.sendMessage('Hi', { images: ['data:image/png;base64,AA'] });
    const refused = await rejection(session.sendMessage('  '));

    expect(refused).to.include({ code: 44002, fatal: false });
    expect(gateway.received(METHOD.aiConversation)).to.have.length(1);
    expect(session.snapshot.transcript.map(({ role, text }) => [role, text])).to.deep.equal([['user', 'Hi']]);
    session.clearTranscript();
    expect(session.snapshot.transcript).to.deep.equal([]);
  });

  it('shows what the agent says, and the settings of its owner', async () => {
    const { session, gateway } = await createReadySession();

    gateway.socket.push(METHOD.aiConversation, { type: 'response.text.delta', item_id: 'a', delta: 'Hello' });
    gateway.socket.push(METHOD.aiConversation, { type: 'x', widget_settings: { theme: 'light' } });

    expect(session.snapshot.transcript[0]).to.include({
      role: 'assistant',
      text: 'Hello',
      status: 'partial',
    });
    expect(session.snapshot.widgetSettings).to.include({ theme: 'light' });
  });

  it('runs the tools of the page, also for a page that throws in its callbacks', async () => {
    const { session, gateway } = await createReadySession({
      onToolEvent: () => {
        throw new Error('a fault of the page');
      },
    });
    session.registerClientTool('get_cart', () => ({ items: 2 }));
    expect(session.getClientTools()).to.deep.equal(['get_cart']);

    const item = { type: 'function_call', call_id: 'c1', name: 'get_cart', arguments: '{}' };
    const uncaught = await uncaughtDuring(async () => {
      gateway.socket.push(METHOD.aiConversation, { type: 'conversation.item.created', item });
      await eventually('the output is sent', () => gateway.received(METHOD.aiConversation)[0]);
    });

    const [output] = gateway.received(METHOD.aiConversation);
    expect(output).to.not.have.property('id');
    expect(output).to.have.nested.property('params.item.output', '{"items":2}');
    expect(uncaught).to.have.length(2);
    expect(session.unregisterClientTool('get_cart')).to.equal(true);
  });
});
