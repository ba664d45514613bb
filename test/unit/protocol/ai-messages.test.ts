import { expect } from '@open-wc/testing';

import { parseAiMessage } from '../../../src/protocol/ai-conversation.js';

const eventOf = (params: unknown) => parseAiMessage(params)?.event;
const created = (item: unknown) => eventOf({ type: 'conversation.item.created', item });

describe('parseAiMessage', () => {
  const call = { type: 'function_call', call_id: 'c', name: 'n', arguments: '{}' };

  it('reads a message item with blocks, and with a plain text', () => {
    const blocks = {
      type: 'message',
      id: 'i',
      role: 'user',
      content: [{ type: 'input_audio', transcript: 'Hi' }],
    };

    expect(created(blocks)).to.have.nested.property('item.content[0].transcript', 'Hi');
    expect(created({ type: 'message', role: 'user', content: 'Hi' })).to.have.nested.property(
      'item.content',
      'Hi',
    );
  });

  it('reads a call of a client tool', () => {
    expect(created(call)).to.deep.include({ item: call });
  });

  for (const missing of ['call_id', 'name', 'arguments']) {
    it(`takes a function_call without ${missing} for none`, () => {
      expect(created({ ...call, [missing]: undefined })).to.equal(null);
      expect(created({ ...call, [missing]: { a: 1 } })).to.equal(null);
    });
  }

  for (const type of [
    'response.created',
    'response.text.done',
    'response.done',
    'response.audio_stream.subscribed',
    'response.audio.done',
    'response.audio.interrupted',
  ]) {
    it(`knows ${type} without further members`, () => {
      expect(eventOf({ type })).to.include({ type });
    });
  }

  it('reads a delta only with its text and its item', () => {
    const delta = { type: 'response.text.delta', delta: 'We ', item_id: 'i' };

    expect(eventOf({ ...delta, response_id: null, output_index: 0 })).to.deep.include(delta);
    expect(eventOf({ ...delta, delta: null })).to.equal(null);
    expect(eventOf({ ...delta, item_id: undefined })).to.equal(null);
  });

  for (const params of [{}, { type: null }, { type: 'response.output_item.added', item: 5 }, { type: 5 }]) {
    it(`never mistakes ${JSON.stringify(params)} for an event`, () => {
      expect(eventOf(params) ?? null).to.equal(null);
    });
  }

  it('reads settings that ride on any type', () => {
    const settings = { theme: 'light', start_call_text: 'Talk to us' };

    const withEvent = parseAiMessage({ type: 'response.created', widget_settings: settings });
    const alone = parseAiMessage({ widget_settings: settings });

    expect(withEvent?.event).to.include({ type: 'response.created' });
    expect(withEvent?.settings).to.include(settings);
    expect(alone?.settings).to.include(settings);
  });

  it('keeps the settings it can read when others are odd', () => {
    const message = parseAiMessage({
      widget_settings: {
        theme: 'purple',
        position: 'static',
        logo_icon_url: 5,
        audio_visualizer_config: 'x',
      },
    });

    expect(message?.settings).to.include({
      theme: null,
      position: 'static',
      logo_icon_url: null,
      audio_visualizer_config: null,
    });
  });

  for (const settings of [null, undefined, 'text', []]) {
    it(`takes ${JSON.stringify(settings)} for no settings`, () => {
      expect(parseAiMessage({ type: 'x', widget_settings: settings })?.settings).to.equal(null);
    });
  }
});
