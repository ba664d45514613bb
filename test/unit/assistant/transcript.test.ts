import { expect } from '@open-wc/testing';

import { Transcript } from '../../../src/assistant/transcript.js';
import type { TranscriptItem } from '../../../src/assistant/transcript-item.js';
import type { AiMessageItem } from '../../../src/protocol/ai-conversation.js';
import { FakeClock } from '../../support/fake-clock.js';

const IMAGE = 'data:image/png;base64,AA';

function createTranscript() {
  const clock = new FakeClock(1000);
  const transcript = new Transcript(clock);
  const history: (readonly TranscriptItem[])[] = [];
  transcript.items.subscribe((items) => history.push(items));
  const said = () => transcript.items.value.map(({ role, text, status }) => [role, text, status]);
  const hear = (text: string, more: Partial<AiMessageItem> = {}) =>
    transcript.addItem({
      type: 'message',
      id: 'turn',
      role: 'user',
      status: 'completed',
      content: text,
      ...more,
    });
  return { transcript, clock, history, said, hear };
}

describe('Transcript, an echo', () => {
  it('leaves the images of a typed message, though it comes without them', () => {
    const { transcript, hear } = createTranscript();
    transcript.addTyped('turn', 'Look', [IMAGE]);

    hear('Look');

    expect(transcript.items.value.map(({ images }) => images)).to.deep.equal([[IMAGE]]);
  });
});

describe('Transcript, a gap', () => {
  it('stands where words may be missing, between two halves of one message', () => {
    const { transcript, said } = createTranscript();
    transcript.addDelta('a', 'We are open from');
    transcript.markGap();

    transcript.addDelta('a', ' on Saturdays');
    transcript.markGap();
    transcript.addDelta('a', ' and');
    transcript.addDelta('a', ' Sundays.');
    transcript.finish('a');

    expect(said().map(([role, text, status]) => [role === 'system' ? '—' : text, status])).to.deep.equal([
      ['We are open from', 'final'],
      ['—', 'final'],
      [' on Saturdays', 'final'],
      ['—', 'final'],
      [' and Sundays.', 'final'],
    ]);
  });
});

describe('Transcript, the agent', () => {
  it('grows one item in place', async () => {
    const { transcript, said, clock } = createTranscript();

    transcript.addDelta('a', 'We ');
    await clock.advance(500);
    transcript.addDelta('a', 'are open.');

    expect(said()).to.deep.equal([['assistant', 'We are open.', 'partial']]);
    expect(transcript.items.value[0]).to.include({ id: 'a', timestamp: 1000 });
  });

  it('closes the item it is told', () => {
    const { transcript, said } = createTranscript();

    transcript.addDelta('a', 'One.');
    transcript.finish('b');
    expect(said()[0]?.[2]).to.equal('partial');
    transcript.finish('a');

    expect(said()).to.deep.equal([['assistant', 'One.', 'final']]);
  });

  it('closes an item when the next one begins', () => {
    const { transcript, said } = createTranscript();

    transcript.addDelta('a', 'One.');
    transcript.addDelta('b', 'Two.');

    expect(said()).to.deep.equal([
      ['assistant', 'One.', 'final'],
      ['assistant', 'Two.', 'partial'],
    ]);
  });

  it('closes an item when the visitor begins a turn', () => {
    const { transcript, said, hear } = createTranscript();

    transcript.addDelta('a', 'We are');
    hear('Stop');

    expect(said()).to.deep.equal([
      ['assistant', 'We are', 'final'],
      ['user', 'Stop', 'final'],
    ]);
  });

  it('takes a delta for an earlier item where that item stands', () => {
    const { transcript, said } = createTranscript();

    transcript.addDelta('a', 'One');
    transcript.addDelta('b', 'Two');
    transcript.addDelta('a', ' more');
    transcript.finish();

    expect(said()).to.deep.equal([
      ['assistant', 'One more', 'final'],
      ['assistant', 'Two', 'final'],
    ]);
  });

  it('never shows speech markup, not even the beginning of a tag', () => {
    const { transcript, history } = createTranscript();

    for (const piece of ['Hello <bre', 'ak time="1s"', '/> there [laug', 'hter] friend.']) {
      transcript.addDelta('a', piece);
    }
    transcript.finish('a');

    const texts = history.map(([item]) => item?.text);
    expect(texts.at(-1)).to.equal('Hello there friend.');
    for (const text of texts) expect(text).to.not.match(/[<[]/);
  });

  it('shows an unfinished bracket once it is certain that it was none', () => {
    const { transcript, said } = createTranscript();

    transcript.addDelta('a', 'a <b');
    transcript.finish('a');

    expect(said()).to.deep.equal([['assistant', 'a <b', 'final']]);
  });

  it('takes an item of its own for the text as it stands', () => {
    const { said, hear } = createTranscript();

    hear('Hello <emotion value="happy"/>you', { id: 'a', role: 'assistant', status: 'in_progress' });
    expect(said()).to.deep.equal([['assistant', 'Hello you', 'partial']]);
    hear('Hello you all', { id: 'a', role: 'assistant' });

    expect(said()).to.deep.equal([['assistant', 'Hello you all', 'final']]);
  });

  for (const text of ['(conversation ended)', '(Conversation Started)']) {
    it(`does not show ${text}, which the back end says to itself`, () => {
      const { transcript, said, hear } = createTranscript();

      hear(text, { role: 'assistant' });
      transcript.addDelta('a', text);
      transcript.finish('a');

      expect(said()).to.deep.equal([]);
    });
  }
});

describe('Transcript, the visitor', () => {
  it('tells a finished turn from one that goes on', () => {
    const { hear } = createTranscript();

    expect(hear('What are', { status: 'in_progress' })).to.equal(false);
    expect(hear('What are your hours?')).to.equal(true);
    expect(hear('Hello', { role: 'assistant' })).to.equal(false);
  });

  it('replaces a turn that goes on, and calls it final only at its end', () => {
    const { hear, history } = createTranscript();

    hear('What', { status: 'in_progress' });
    hear('What are', { status: 'in_progress' });
    hear('What are your hours?');

    expect(history.map((items) => items.map(({ text, status }) => [text, status]))).to.deep.equal([
      [['What', 'partial']],
      [['What are', 'partial']],
      [['What are your hours?', 'final']],
    ]);
  });

  it('reads what was said and what was typed, in all their blocks', () => {
    const { hear, said } = createTranscript();
    const content = [
      { type: 'input_audio', transcript: 'Look', text: 'not this' },
      { type: 'input_text', text: 'at' },
      { type: 'unknown' },
      { type: 'input_text', text: 'this' },
    ];

    hear('', { content });

    expect(said()).to.deep.equal([['user', 'Look at this', 'final']]);
  });

  const imagesOf = (...urls: string[]): Partial<AiMessageItem> => ({
    content: urls.map((url) => ({ type: 'image_url', image_url: { url } })),
  });

  it('keeps no images that are larger than what we would send, and says that there were some', () => {
    const { transcript, hear } = createTranscript();

    hear('', imagesOf(`${IMAGE}${'A'.repeat(4_000_000)}`));
    hear('', { id: 'next', ...imagesOf(IMAGE, `${IMAGE}${'A'.repeat(4_000_000)}`, `${IMAGE}A`) });

    const [large, mixed] = transcript.items.value;
    expect([large?.images, large?.hasLeftOutImages]).to.deep.equal([undefined, true]);
    expect([mixed?.images, mixed?.hasLeftOutImages]).to.deep.equal([[IMAGE, `${IMAGE}A`], true]);
  });

  it('keeps only images that can do nothing but be seen', () => {
    const { transcript, hear } = createTranscript();

    hear(
      '',
      imagesOf('javascript:alert(1)', 'http://example.com/a.png', 'data:image/svg+xml;base64,AA', IMAGE),
    );

    const [item] = transcript.items.value;
    expect([item?.images, item?.hasLeftOutImages]).to.deep.equal([[IMAGE], true]);
  });

  it('keeps twenty images of a message', () => {
    const { transcript, hear } = createTranscript();

    hear('', imagesOf(...Array<string>(20).fill(IMAGE)));
    hear('', { id: 'next', ...imagesOf(...Array<string>(1000).fill(IMAGE)) });

    const [full, crowded] = transcript.items.value;
    expect([full?.images?.length, full?.hasLeftOutImages]).to.deep.equal([20, undefined]);
    expect([crowded?.images?.length, crowded?.hasLeftOutImages]).to.deep.equal([20, true]);
  });

  it('shows an image without words', () => {
    const { transcript, hear } = createTranscript();

    hear('', { content: [{ type: 'image_url', image_url: { url: IMAGE } }] });

    expect(transcript.items.value[0]).to.deep.include({ role: 'user', text: '', images: [IMAGE] });
  });

  it('shows a typed message once, where it was typed, though the server echoes it', () => {
    const { transcript, said, hear } = createTranscript();

    transcript.addTyped('typed', 'Hi', [IMAGE]);
    transcript.addDelta('a', 'Hello');
    hear('Hi', { id: 'typed', content: [{ type: 'input_text', text: 'Hi' }, { image_url: { url: IMAGE } }] });
    transcript.addDelta('a', ' there');

    expect(said()).to.deep.equal([
      ['user', 'Hi', 'final'],
      ['assistant', 'Hello there', 'partial'],
    ]);
    expect(transcript.items.value[0]?.images).to.deep.equal([IMAGE]);
  });

  it('does not interrupt the agent by the echo of a typed message', () => {
    const { transcript, history, hear } = createTranscript();

    transcript.addTyped('typed', 'Hi', []);
    transcript.addDelta('a', 'Hello');
    hear('Hi', { id: 'typed' });
    transcript.addDelta('a', ' there');

    const statuses = history.flatMap((items) =>
      items.filter(({ id }) => id === 'a').map(({ status }) => status),
    );
    expect(new Set(statuses)).to.deep.equal(new Set(['partial']));
  });

  it('keeps the words of the visitor as they are, angle brackets included', () => {
    const { hear, said } = createTranscript();

    hear('<b>bold</b> <break/>');

    expect(said()).to.deep.equal([['user', '<b>bold</b> <break/>', 'final']]);
  });

  it('gives items without an id one each', () => {
    const { transcript, hear } = createTranscript();

    hear('One', { id: null });
    hear('Two', { id: undefined });

    const ids = transcript.items.value.map(({ id }) => id);
    expect(new Set(ids).size).to.equal(2);
  });

  for (const more of [
    { role: 'system' },
    { role: null },
    { content: null },
    { content: [] },
    { content: '' },
  ]) {
    it(`shows nothing of ${JSON.stringify(more)}`, () => {
      const { hear, said } = createTranscript();

      expect(hear('Hi', more)).to.equal(false);
      expect(said()).to.deep.equal([]);
    });
  }
});

describe('Transcript', () => {
  it('keeps the order of first appearance', () => {
    const { transcript, said, hear } = createTranscript();

    transcript.addDelta('a', 'Our hours');
    hear('What are your hours?');
    transcript.addDelta('a', ' are nine to five.');

    expect(said().map(([role]) => role)).to.deep.equal(['assistant', 'user']);
  });

  it('forgets everything when it is cleared', () => {
    const { transcript, said } = createTranscript();
    transcript.addDelta('a', 'Old ');

    transcript.clear();
    expect(said()).to.deep.equal([]);
    transcript.addDelta('a', 'new');

    expect(said()).to.deep.equal([['assistant', 'new', 'partial']]);
  });

  it('gives out frozen items, and the same object for one that did not change', () => {
    const { transcript, hear, history } = createTranscript();

    hear('Hi');
    transcript.addDelta('a', 'Hello');

    expect(transcript.items.value[1]).to.be.frozen;
    expect(history[1]?.[0]).to.equal(history[0]?.[0]);
  });

  it('changes nothing when there is nothing to finish', () => {
    const { transcript, hear, history } = createTranscript();
    hear('Hi');

    transcript.finish();

    expect(history).to.have.length(1);
  });

  it('cuts a message of 1 MB, spoken, typed or streamed, and shows that it did', () => {
    const { transcript, hear } = createTranscript();
    const long = 'x'.repeat(1_000_000);

    hear(long);
    hear(long, { id: 'a', role: 'assistant' });
    transcript.addDelta('b', long);
    transcript.addDelta('b', long);
    transcript.finish();

    for (const { text } of transcript.items.value) {
      expect(text).to.have.length(100_000);
      expect(text.endsWith('x…')).to.equal(true);
    }
  });

  it('keeps the rest in place when a refused message is taken back', () => {
    const { transcript, said } = createTranscript();
    transcript.addTyped('one', 'One', []);
    transcript.addTyped('two', 'Two', []);
    transcript.addDelta('a', 'Hel');

    transcript.remove('one');
    transcript.addDelta('a', 'lo');

    expect(said()).to.deep.equal([
      ['user', 'Two', 'final'],
      ['assistant', 'Hello', 'partial'],
    ]);
  });

  it('takes late words for a message of long ago where that stands', () => {
    const { transcript, said } = createTranscript();
    transcript.addDelta('old', 'First');
    for (let turn = 0; turn < 1000; turn += 1) transcript.addDelta(`turn-${turn}`, 'More');

    transcript.addDelta('old', ' words');

    expect(said()[0]).to.deep.equal(['assistant', 'First words', 'partial']);
    expect(said()).to.have.length(1001);
  });

  it('gives out what no page can change', () => {
    const { transcript, hear } = createTranscript();
    hear('Hi');

    const { value } = transcript.items;

    expect([Object.isFrozen(value), Object.isFrozen(value[0])]).to.deep.equal([true, true]);
  });

  it('gives out a copy of a very long conversation, so that a page that changes it harms nobody', () => {
    const { transcript, said } = createTranscript();
    for (let n = 0; n <= 1000; n += 1) transcript.addDelta(String(n), 'Hi');

    (transcript.items.value as TranscriptItem[]).length = 0;
    transcript.addDelta('a', 'Hello');

    expect(said()).to.have.length(1002);
  });

  it('tells nothing new of an item that comes again as it was', () => {
    const { transcript } = createTranscript();
    transcript.addTyped('m1', 'Hi', [IMAGE]);
    const { value } = transcript.items;

    transcript.addItem({ type: 'message', id: 'm1', role: 'user', content: 'Hi' });

    expect(transcript.items.value).to.equal(value);
  });
});
