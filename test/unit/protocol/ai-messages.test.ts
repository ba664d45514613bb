import { expect } from '@open-wc/testing';

import { parseAiMessage } from '../../../src/protocol/ai-conversation.js';

const eventOf = (params: unknown) => parseAiMessage(params)?.event;
const item = (value: unknown) => ({ type: 'conversation.item.created', item: value });
const created = (value: unknown) => eventOf(item(value));
const isRefused = (params: unknown) => parseAiMessage(params) === null;
const AUDIO = {
  type: 'response.audio.delta',
  response_id: 'r',
  sequence: 0,
  delta: 'AA==',
  format: { encoding: 'pcm16', sample_rate: 24_000, channels: 1 },
};

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
    it(`refuses a function_call without ${missing}`, () => {
      expect(isRefused(item({ ...call, [missing]: undefined }))).to.equal(true);
      expect(isRefused(item({ ...call, [missing]: { a: 1 } }))).to.equal(true);
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
    expect(isRefused({ ...delta, delta: null })).to.equal(true);
    expect(isRefused({ ...delta, item_id: undefined })).to.equal(true);
  });

  for (const params of [
    {},
    { type: null },
    { type: 'message' },
    { type: 'response.output_item.added', item: 5 },
    { type: 'response.output_item.added', item: { type: 'message', content: 5 } },
    item({ type: 'reasoning', id: 5 }),
  ]) {
    it(`takes ${JSON.stringify(params)} for an event that is not known, which is no fault`, () => {
      expect(eventOf(params)).to.equal(null);
    });
  }

  for (const params of [
    { type: 5 },
    item(undefined),
    item('text'),
    item({}),
    item({ type: 'message', content: 5 }),
    { ...AUDIO, sequence: '0' },
    { ...AUDIO, format: null },
  ]) {
    it(`refuses ${JSON.stringify(params)}`, () => {
      expect(isRefused(params)).to.equal(true);
    });
  }

  for (const params of [
    { type: 'response.created', response: 'r' },
    { type: 'response.text.done', item_id: 5 },
    { type: 'response.audio.done', response_id: {} },
    item({ type: 'message', id: 5, role: 'user', content: [{ text: 5, image_url: 'x' }] }),
  ]) {
    it(`reads ${JSON.stringify(params)} in spite of what nobody has promised`, () => {
      expect(eventOf(params)).to.include({ type: params.type });
    });
  }

  it('reads settings that ride on an event which it cannot read', () => {
    const message = parseAiMessage({ ...AUDIO, delta: 5, widget_settings: { theme: 'light' } });

    expect(message).to.deep.include({ event: null }).and.have.nested.property('settings.theme', 'light');
  });

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
