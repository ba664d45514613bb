import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { Assistant, type AssistantOptions } from '../../demo/gateway/assistant/assistant.js';
import { paceFrames } from '../../demo/gateway/media/frame-pacer.js';
import { SILENT_FRAME } from '../../demo/gateway/media/g711.js';
import { FakeClock } from '../support/node/fake-clock.js';
import { fakeVoice, WORD_MS } from '../support/node/fake-voice.js';

const GREETING = 'Hello Ada! I am the demo assistant. Ask me something, or type a message.';
const GREETING_MS = GREETING.split(' ').length * WORD_MS;

type Message = Parameters<AssistantOptions['converse']>[0];

/** An assistant on a call that is up, with the fake voice and a clock that stands still. */
function createAssistant(overrides: Partial<AssistantOptions> = {}) {
  const clock = new FakeClock();
  const lifetime = new AbortController();
  const messages: { readonly at: number; readonly message: Message }[] = [];
  const hangUps: number[] = [];
  const assistant = new Assistant({
    clock,
    voice: fakeVoice,
    converse: (message) => messages.push({ at: clock.now(), message }),
    variables: { first_name: 'Ada' },
    speechMs: 500,
    speechLevel: 0.02,
    afterGreeting: 'listen',
    streamsSound: false,
    hangUp: () => hangUps.push(clock.now()),
    ...overrides,
  });
  const sent: boolean[] = [];
  paceFrames(clock, lifetime.signal, () => sent.push(assistant.nextFrame() !== null));
  const types = () => messages.map(({ message }) => message.type);
  const text = () =>
    messages.map(({ message }) => (message.type === 'response.text.delta' ? message.delta : '')).join('');
  const speak = async (level: number, ms: number) => {
    for (let passed = 0; passed < ms; passed += 20) {
      assistant.hear(SILENT_FRAME, level);
      await clock.advance(20);
    }
  };
  const type = (words: string, images = 0) => {
    assistant.onItem({
      type: 'message',
      id: 'typed-1',
      role: 'user',
      content: [
        { type: 'input_text', text: words },
        ...Array.from({ length: images }, () => ({
          type: 'image_url' as const,
          image_url: { url: 'data:image/png;base64,AAAA' },
        })),
      ],
    });
  };
  return { assistant, clock, hangUps, messages, sent, speak, text, type, types };
}

describe('the assistant', () => {
  it('greets by name, each word in the moment its sound begins', async () => {
    const { clock, messages, text, types } = createAssistant();

    await clock.advance(GREETING_MS + 100);

    assert.equal(text(), GREETING);
    const words = messages.filter(({ message }) => message.type === 'response.text.delta');
    const first = words[0]?.at ?? 0;
    words.forEach(({ at }, index) => {
      assert.ok(Math.abs(at - first - index * WORD_MS) <= 20, `word ${index} at ${at - first} ms`);
    });
    assert.equal(types()[0], 'response.created');
    assert.deepEqual(types().slice(-2), ['response.text.done', 'response.done']);
  });

  it('names the same response and item in all its words', async () => {
    const { clock, messages } = createAssistant();
    await clock.advance(GREETING_MS + 100);
    const ids = messages.map(({ message }) => message.item_id).filter((id) => id !== undefined);
    assert.equal(new Set(ids).size, 1);
  });

  it('sends sound while it speaks and silence when it does not', async () => {
    const { clock, sent } = createAssistant();
    await clock.advance(GREETING_MS + 1000);
    assert.equal(sent.filter(Boolean).length, GREETING_MS / 20);
    assert.ok(sent.slice(-40).every((hasSound) => !hasSound));
  });

  it('echoes a typed message with its id and answers it', async () => {
    const { assistant, clock, messages, type } = createAssistant();
    await clock.advance(GREETING_MS + 100);

    type('What are your hours?');
    await clock.advance(2000);

    const echo = messages.map(({ message }) => message).find((message) => message.item !== undefined);
    assert.deepEqual(echo?.item, {
      id: 'typed-1',
      type: 'message',
      role: 'user',
      status: 'completed',
      content: [{ type: 'input_text', text: 'What are your hours?' }],
    });
    assert.deepEqual(assistant.spoken.at(-1), {
      text: 'We are open from nine to five, Monday to Friday.',
      spokenText: 'We are open from nine to five, Monday to Friday.',
      status: 'completed',
    });
  });

  it('answers what was typed before the sound could flow, and greets no more', async () => {
    const { clock, text, type } = createAssistant();

    type('What are your opening hours?');
    await clock.advance(10_000);

    assert.equal(text(), 'We are open from nine to five, Monday to Friday.');
  });

  it('stops within 100 ms when the visitor types, and keeps what it said', async () => {
    const { assistant, clock, sent, type, types } = createAssistant();
    await clock.advance(450);

    type('hello');
    const framesBefore = sent.filter(Boolean).length;
    await clock.advance(100);

    assert.equal(sent.filter(Boolean).length, framesBefore);
    assert.equal(assistant.spoken[0]?.status, 'interrupted');
    assert.ok(GREETING.startsWith(assistant.spoken[0].spokenText));
    assert.notEqual(assistant.spoken[0].spokenText, GREETING);
    assert.ok(types().includes('response.done'));
  });

  it('stops when the visitor speaks, and answers when they are done', async () => {
    const { assistant, clock, messages, speak } = createAssistant();
    await clock.advance(100);

    await speak(0.2, 500);
    assert.equal(assistant.spoken[0]?.status, 'interrupted');
    await speak(0.2, 900);
    await speak(0, 800);
    await clock.advance(3000);

    const items = messages.flatMap(({ message }) => (message.item ? [message.item] : []));
    assert.deepEqual(
      items.map((item) => ({ ...item, id: '' })),
      [
        {
          id: '',
          type: 'message',
          role: 'user',
          status: 'completed',
          content: [{ type: 'input_audio', transcript: '(spoken, 1.4 s)' }],
        },
      ],
    );
    assert.match(assistant.spoken.at(-1)?.text ?? '', /1\.4 seconds/);
    assert.equal(assistant.spoken.at(-1)?.status, 'completed');
  });

  it('goes on speaking through short beeps', async () => {
    const { assistant, speak } = createAssistant();
    await speak(0.4, 200);
    await speak(0, 800);
    await speak(0.4, 200);
    await speak(0, 800);
    assert.deepEqual(
      assistant.spoken.map(({ status }) => status),
      ['completed'],
    );
  });

  it('counts images', async () => {
    const { assistant, clock, type } = createAssistant();
    type('Look at this', 2);
    await clock.advance(2000);
    assert.equal(assistant.spoken.at(-1)?.text, 'I received 2 images.');
  });

  it('says goodbye and hangs up when the scenario wants it', async () => {
    const { assistant, clock, hangUps } = createAssistant({ afterGreeting: 'hang-up' });
    await clock.advance(GREETING_MS + 2000);
    assert.equal(assistant.spoken.length, 2);
    assert.equal(hangUps.length, 1);
  });

  describe('with a client tool', () => {
    async function askForTitle() {
      const scene = createAssistant({ afterGreeting: 'ask-for-title' });
      await scene.clock.advance(GREETING_MS + 100);
      const item = scene.messages.at(-1)?.message.item as { call_id: string; name: string };
      return { ...scene, item };
    }

    it('speaks of the result', async () => {
      const { assistant, clock, item } = await askForTitle();
      assert.deepEqual(
        { ...item, call_id: '' },
        { type: 'function_call', call_id: '', name: 'get_page_title', arguments: '{}' },
      );
      assistant.onItem({
        type: 'function_call_output',
        call_id: item.call_id,
        output: '{"title":"My shop"}',
      });
      await clock.advance(2000);
      assert.equal(assistant.spoken.at(-1)?.text, 'This page is called My shop.');
    });

    it('speaks of an error as of no title', async () => {
      const { assistant, clock, item } = await askForTitle();
      assistant.onItem({
        type: 'function_call_output',
        call_id: item.call_id,
        output: '{"error":"unknown_tool"}',
      });
      await clock.advance(2000);
      assert.equal(assistant.spoken.at(-1)?.text, 'Your page did not tell me its title.');
    });

    it('does not wait longer than five seconds', async () => {
      const { assistant, clock } = await askForTitle();
      await clock.advance(7000);
      assert.equal(assistant.spoken.at(-1)?.text, 'Your page did not tell me its title.');
    });
  });

  it('leaves no timer and says nothing more after the call', async () => {
    const { assistant, clock, messages, type } = createAssistant();
    await clock.advance(200);
    type('hello');
    assistant.onEnded();
    const before = messages.length;
    await clock.advance(5000);
    assert.equal(messages.length, before);
    assert.equal(clock.pending, 1, 'only the pacer of this test');
  });
});
