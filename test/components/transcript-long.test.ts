import { ContextProvider } from '@lit/context';
import { expect } from '@open-wc/testing';
import { sessionContext } from '../../components/context.js';
import { defineElement } from '../../components/define/define-element.js';
import { TelnyxTranscript } from '../../components/transcript/transcript.js';
import type { TranscriptItem } from '../../src/index.js';
import { FakeSession } from '../support/fake-session.js';
import { place } from '../support/place.js';

defineElement('telnyx-transcript', TelnyxTranscript);

const COUNT = 10_000;

function conversation(count: number): TranscriptItem[] {
  return Array.from({ length: count }, (_, index) => ({
    id: String(index),
    role: index % 2 ? 'assistant' : 'user',
    text: `Message ${index}. ${'More words. '.repeat(index % 7)}`,
    status: 'final',
    timestamp: index * 1000,
  }));
}

async function createTranscript(count = COUNT) {
  const session = new FakeSession(null, { transcript: conversation(count) });
  const provider = place();
  new ContextProvider(provider, { context: sessionContext, initialValue: session.asSession });
  const transcript = document.createElement('telnyx-transcript');
  transcript.style.height = '300px';
  transcript.style.width = '300px';
  provider.append(transcript);
  await transcript.updateComplete;
  const root = transcript.shadowRoot!;
  const list = root.querySelector<HTMLElement>('[part="list"]')!;
  const rows = () => [...root.querySelectorAll<HTMLElement>('li')];
  /** The event comes with the next frame, which a page in the background never gets. */
  const scrollTo = async (top: number) => {
    list.scrollTop = top;
    list.dispatchEvent(new Event('scroll'));
    await transcript.updateComplete;
  };
  /** The messages whose boxes are in sight, by their number. */
  const visible = () => {
    const { top, bottom } = list.getBoundingClientRect();
    return rows()
      .filter((row) => row.getBoundingClientRect().bottom > top && row.getBoundingClientRect().top < bottom)
      .map((row) => Number(/Message (\d+)\./.exec(row.textContent)?.[1]));
  };
  return { session, transcript, root, list, rows, scrollTo, visible };
}

describe('<telnyx-transcript> with ten thousand messages', () => {
  it('draws few of them, the newest first, and tells assistive technology how many there are', async () => {
    const { transcript, rows, visible, list } = await createTranscript();

    expect(rows().length).to.be.lessThan(101);
    expect(visible().at(-1)).to.equal(COUNT - 1);
    expect(rows().at(-1)).to.have.attribute('aria-posinset', String(COUNT));
    expect(rows().at(-1)).to.have.attribute('aria-setsize', String(COUNT));
    expect(list.scrollHeight).to.be.greaterThan(COUNT * 30);
    await expect(transcript).to.be.accessible();
  });

  it('keeps the number of its elements while the conversation grows', async () => {
    const { session, transcript, root, visible } = await createTranscript();
    const most: number[] = [];

    for (let index = COUNT; index < COUNT + 100; index += 1) {
      session.say({ id: String(index), text: `Message ${index}.`, status: 'final' });
      await transcript.updateComplete;
      most.push(root.querySelectorAll('*').length);
    }

    expect(Math.max(...most)).to.be.lessThan(500);
    expect(visible().at(-1)).to.equal(COUNT + 99);
  });

  it('keeps the rows that stay as they are, down to their text nodes', async () => {
    const { session, transcript, rows } = await createTranscript();
    session.say({ id: 'new', text: 'Hel', status: 'partial' });
    await transcript.updateComplete;
    const [before, last] = rows().slice(-2);

    session.say({ id: 'new', text: 'Hello' });
    await transcript.updateComplete;

    expect(rows().slice(-2)).to.deep.equal([before, last]);
  });

  it('shows every message on the way up, in order and without a jump', async () => {
    const { list, scrollTo, visible } = await createTranscript(400);
    const seen = new Set(visible());
    let previous = visible();
    const jumps: number[] = [];

    while (list.scrollTop > 0) {
      await scrollTo(Math.max(0, list.scrollTop - 200));
      const now = visible();
      if (!now.some((number) => previous.includes(number))) jumps.push(now[0] ?? NaN);
      for (const number of now) seen.add(number);
      previous = now;
    }

    expect(jumps).to.deep.equal([]);
    expect(seen.size).to.equal(400);
    expect(previous[0]).to.equal(0);
  });

  it('shows what is there wherever the scroll bar is dragged to', async () => {
    const { list, scrollTo, visible, rows } = await createTranscript();

    for (const share of [0, 0.25, 0.5, 0.9]) {
      await scrollTo(Math.floor(list.scrollHeight * share));
      const shown = visible();

      expect(shown.length).to.be.greaterThan(1);
      expect((shown[0] ?? 0) / COUNT).to.be.closeTo(share, 0.1);
      expect(rows().length).to.be.lessThan(161);
    }
  });

  it('leaves the reader where they are while the conversation goes on, and leads back', async () => {
    const { session, transcript, root, scrollTo, visible, list } = await createTranscript();
    await scrollTo(Math.floor(list.scrollHeight / 2));
    const before = visible();
    const topBefore = list.scrollTop;

    for (let index = COUNT; index < COUNT + 50; index += 1) {
      session.say({ id: String(index), text: `Message ${index}.` });
      await transcript.updateComplete;
    }
    const after = visible();
    const moved = list.scrollTop - topBefore;
    root.querySelector<HTMLElement>('[part="latest-button"]')?.click();
    await transcript.updateComplete;

    expect(after).to.deep.equal(before);
    expect(moved).to.equal(0);
    expect(visible().at(-1)).to.equal(COUNT + 49);
  });

  it('begins anew with another conversation', async () => {
    const { session, transcript, rows } = await createTranscript();

    session.clearTranscript();
    session.say({ id: 'a', text: 'Message 0.' });
    await transcript.updateComplete;

    expect(rows().map(({ textContent }) => textContent.includes('Message 0.'))).to.deep.equal([true]);
  });
});
