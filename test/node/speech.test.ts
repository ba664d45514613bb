import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { loudness } from '../../demo/gateway/media/g711.js';
import { createVoice } from '../../demo/gateway/speech/voice.js';
import { parsePhones, timeWords } from '../../demo/gateway/speech/word-timing.js';

const failOnFault = (error: unknown) => {
  throw error;
};

describe('createVoice', () => {
  it('speaks: sound of a plausible length that is loud where the words are', async () => {
    const voice = createVoice(failOnFault);
    const text = 'Hello Ada! I am the demo assistant.';

    const { sound, words } = await voice(text);

    const seconds = sound.length / 8000;
    assert.ok(seconds > 1.5 && seconds < 4, `${seconds} s`);
    assert.ok(loudness(sound) > 0.05);
    assert.ok((words[0]?.startMs ?? 1000) <= 40, 'it begins at once');
    assert.equal(words.map((word) => word.text).join(''), text);
    const times = words.map(({ startMs }) => startMs);
    assert.deepEqual(
      times,
      [...times].sort((a, b) => a - b),
    );
    for (const { text: word, startMs } of words) {
      const around = sound.subarray(startMs * 8, (startMs + 200) * 8);
      assert.ok(loudness(around) > 0.01, `silence at ${word}`);
    }
  });

  it('remembers what it said', async () => {
    const voice = createVoice(failOnFault);
    assert.equal(await voice('Hello!'), await voice('Hello!'));
  });

  it('keeps to the very text, whatever is in it', async () => {
    const voice = createVoice(failOnFault);
    for (const text of [
      '  spaced   out  ',
      'Größe: 5 €',
      '你好 — Ада',
      '…',
      '<b>bold</b> & "quoted"',
      '10:42',
    ]) {
      const { text: spoken, words } = await voice(text);
      assert.equal(spoken, text.trim());
      assert.equal(words.map((word) => word.text).join(''), spoken);
    }
  });

  it('says what it cannot pronounce as silence, word by word', async () => {
    const { sound, words } = await createVoice(failOnFault)('你好 吗');
    assert.equal(loudness(sound), 0);
    assert.deepEqual(words, [
      { text: '你好 ', startMs: 0 },
      { text: '吗', startMs: 300 },
    ]);
    assert.equal(sound.length, 2 * 300 * 8);
  });
});

describe('timeWords', () => {
  it('puts the words of each phrase between its pauses', () => {
    const phones = parsePhones('pau:0.1 hh:0.2 ax:0.3 pau:1.0 ay:1.1 ae:1.2 m:1.3 pau:1.5 ');
    assert.deepEqual(timeWords('Hi! I am', phones), [
      { text: 'Hi! ', startMs: 100 },
      { text: 'I ', startMs: 1000 },
      { text: 'am', startMs: 1100 },
    ]);
  });

  it('spreads the words over all sounds when pauses and punctuation disagree', () => {
    const phones = parsePhones('pau:0.1 a:0.2 b:0.3 pau:0.5 c:0.6 d:0.7 ');
    assert.deepEqual(timeWords('one two', phones), [
      { text: 'one ', startMs: 100 },
      { text: 'two', startMs: 500 },
    ]);
  });
});
