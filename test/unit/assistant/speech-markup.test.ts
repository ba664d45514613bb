import { expect } from '@open-wc/testing';

import { withoutSpeechMarkup } from '../../../src/assistant/speech-markup.js';

describe('withoutSpeechMarkup', () => {
  const finished: readonly (readonly [spoken: string, seen: string])[] = [
    ['Hello there.', 'Hello there.'],
    ['Hello <break time="1s"/>there.', 'Hello there.'],
    ['<speak>Hello</speak>', 'Hello '],
    ['<emotion value="happy">Great</emotion>!', 'Great!'],
    ['One<break/>two', 'One two'],
    ['Ha [laughter] ha', 'Ha ha'],
    ['Well [clears throat], yes.', 'Well, yes.'],
    ['[sighs] Yes.', 'Yes.'],
    ['<BREAK/>Loud', 'Loud'],
    // Not for the voice: stays, and is text like any other.
    ['<script>alert(1)</script>', '<script>alert(1)</script>'],
    ['<b>bold</b>', '<b>bold</b>'],
    ['<subscribe>', '<subscribe>'],
    ['if a < b and c > d', 'if a < b and c > d'],
    ['see [1] and [appendix]', 'see [1] and [appendix]'],
    ['price <5', 'price <5'],
    ['a <brea', 'a <brea'],
    ['', ''],
  ];

  for (const [spoken, seen] of finished) {
    it(`makes ${JSON.stringify(seen)} of ${JSON.stringify(spoken)}`, () => {
      expect(withoutSpeechMarkup(spoken, false)).to.equal(seen);
    });
  }

  const growing: readonly (readonly [spoken: string, seen: string])[] = [
    ['Hello <', 'Hello '],
    ['Hello <bre', 'Hello '],
    ['Hello </emo', 'Hello '],
    ['Hello <break time="1', 'Hello '],
    ['Hello [laugh', 'Hello '],
    ['Hello [', 'Hello '],
    ['3 < 4 is', '3 < 4 is'],
    ['see [1', 'see [1'],
    ['Hello <break/> you', 'Hello you'],
  ];

  for (const [spoken, seen] of growing) {
    it(`shows ${JSON.stringify(seen)} of ${JSON.stringify(spoken)} while it grows`, () => {
      expect(withoutSpeechMarkup(spoken, true)).to.equal(seen);
    });
  }

  it('takes a long hostile text in no time', () => {
    const hostile = ['<break '.repeat(20_000), '['.repeat(100_000), '<'.repeat(100_000), ' '.repeat(100_000)];
    const began = performance.now();

    for (const text of hostile) withoutSpeechMarkup(text, true);

    expect(performance.now() - began).to.be.lessThan(1000);
  });
});
