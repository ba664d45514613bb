import { ContextProvider } from '@lit/context';
import { expect } from '@open-wc/testing';
import { sessionContext } from '../../components/context.js';
import { defineElement } from '../../components/define/define-element.js';
import { TelnyxTranscript } from '../../components/transcript/transcript.js';
import { eventually } from '../support/eventually.js';
import { FakeSession } from '../support/fake-session.js';
import { FakeSessionElement } from '../support/fake-session-element.js';
import { place } from '../support/place.js';

defineElement('telnyx-session', FakeSessionElement);
defineElement('telnyx-transcript', TelnyxTranscript);

const PIXEL = 'data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=';

/** What it draws with cannot be loaded at first. */
class UnluckyTranscript extends TelnyxTranscript {
  failures = { rich: 1, window: 1 };

  protected override loadRich() {
    return this.failures.rich-- > 0 ? Promise.reject(new Error('Not loaded.')) : super.loadRich();
  }

  protected override loadWindow() {
    return this.failures.window-- > 0 ? Promise.reject(new Error('Not loaded.')) : super.loadWindow();
  }
}

defineElement('unlucky-transcript', UnluckyTranscript);

declare global {
  interface HTMLElementTagNameMap {
    'unlucky-transcript': UnluckyTranscript;
  }
}

function createProvider(id = '') {
  const session = new FakeSession();
  const provider = place();
  provider.id = id;
  new ContextProvider(provider, { context: sessionContext, initialValue: session.asSession }).hostConnected();
  return { session, provider };
}

async function createTranscript(tag: 'telnyx-transcript' | 'unlucky-transcript' = 'telnyx-transcript') {
  const { session, provider } = createProvider();
  const transcript: TelnyxTranscript = document.createElement(tag);
  transcript.style.height = '200px';
  provider.append(transcript);
  await transcript.updateComplete;
  const root = transcript.shadowRoot!;
  return { session, provider, transcript, root };
}

/** A session of this language in the page, with a transcript in it. */
async function createPage(lang: string) {
  const page = place();
  page.innerHTML = `<telnyx-session agent-id="a" lang="${lang}"><telnyx-transcript></telnyx-transcript></telnyx-session>`;
  const host = page.querySelector<FakeSessionElement>('telnyx-session')!;
  const transcript = page.querySelector('telnyx-transcript')!;
  await host.connect();
  return { host, session: host.engine.session, transcript, root: transcript.shadowRoot! };
}

const announcements = ({ shadowRoot }: TelnyxTranscript) =>
  [...shadowRoot!.querySelectorAll('[role="log"] p')].map((line) => line.textContent);

function sayMany(session: FakeSession, count: number, from = 0) {
  for (let id = from; id < from + count; id += 1) session.say({ id: String(id), text: `Message ${id}.` });
}

describe('<telnyx-transcript>, read out', () => {
  it('says nothing again when it is moved, but what came meanwhile', async () => {
    const { session, provider, transcript } = await createTranscript();
    sayMany(session, 3);
    await transcript.updateComplete;

    transcript.remove();
    await transcript.updateComplete;
    session.say({ id: 'new', text: 'Meanwhile' });
    provider.append(transcript);
    await transcript.updateComplete;

    expect(announcements(transcript)).to.deep.equal([
      'Assistant: Message 0.',
      'Assistant: Message 1.',
      'Assistant: Message 2.',
      'Assistant: Meanwhile',
    ]);
  });

  it('says no old message when a new one is taken back', async () => {
    const { session, transcript } = await createTranscript();
    sayMany(session, 60);
    await transcript.updateComplete;
    const before = announcements(transcript);

    const { transcript: items } = session.snapshot;
    session.say({ id: 'typed', role: 'user', text: 'Refused' });
    await transcript.updateComplete;
    session.patch({ transcript: items });
    await transcript.updateComplete;

    expect(announcements(transcript)).to.deep.equal([...before.slice(1), 'You: Refused']);
  });

  it('begins in silence with each conversation that for comes to name', async () => {
    const { session, provider } = createProvider('running');
    sayMany(session, 3);
    const outside = document.createElement('telnyx-transcript');
    createProvider().provider.append(outside);
    await outside.updateComplete;

    outside.setAttribute('for', 'running');
    await outside.updateComplete;
    session.say({ id: 'new', text: 'News' });
    await outside.updateComplete;

    expect(outside.items).to.have.lengthOf(4);
    expect(announcements(outside)).to.deep.equal(['Assistant: News']);
    provider.remove();
  });
});

describe('<telnyx-transcript for>', () => {
  it('goes back to the session around it when for is taken away', async () => {
    const other = createProvider('other');
    other.session.say({ id: 'o', text: 'Elsewhere' });
    const { session, transcript } = await createTranscript();
    session.say({ id: 'h', text: 'Here' });
    const shown: string[] = [];

    for (const change of [
      () => transcript.setAttribute('for', 'other'),
      () => transcript.removeAttribute('for'),
    ]) {
      change();
      await transcript.updateComplete;
      shown.push(...transcript.items.map(({ text }) => text));
    }

    expect(shown).to.deep.equal(['Elsewhere', 'Here']);
  });

  it('finds an element of the page from inside a shadow root', async () => {
    const { session } = createProvider('in-the-page');
    session.say({ id: '1', text: 'Hello' });
    const transcript = document.createElement('telnyx-transcript');
    transcript.setAttribute('for', 'in-the-page');

    place().attachShadow({ mode: 'open' }).append(transcript);
    await transcript.updateComplete;

    expect(transcript.items.map(({ text }) => text)).to.deep.equal(['Hello']);
  });
});

describe('<telnyx-transcript> in a language', () => {
  it('tells times as that language does, and changes with it', async () => {
    const { host, session, transcript, root } = await createPage('de');
    transcript.timestamps = true;
    const time = () => root.querySelector('time')?.textContent;

    session.say({ id: '1', text: 'Hallo', timestamp: new Date(2026, 0, 1, 21, 30).getTime() });
    await eventually('it is German', () => time() === '21:30');
    host.lang = 'en-US';

    await eventually('it is English', () => time()?.endsWith('PM'));
  });

  it('tells no times as another language whose name begins alike', async () => {
    // Filipino, which tells them by halves of the day, is not Finnish.
    Object.defineProperty(navigator, 'languages', { value: ['fil-PH'], configurable: true });
    try {
      const { session, transcript, root } = await createPage('fi');
      transcript.timestamps = true;

      session.say({ id: '1', text: 'Hei', timestamp: new Date(2026, 0, 1, 21, 30).getTime() });

      await eventually('it is Finnish', () => root.querySelector('time')?.textContent === '21.30');
    } finally {
      Reflect.deleteProperty(navigator, 'languages');
    }
  });

  it('rewords what is drawn already', async () => {
    const { host, session, root } = await createPage('de');
    const title = () => root.querySelector<HTMLElement>('[part="image"]')?.title;

    session.say({ id: '1', text: 'Schauen Sie', images: [PIXEL] });
    await eventually('it is German', () => title() === 'Bild öffnen');
    host.lang = 'fr';

    await eventually('it is French', () => title() === 'Ouvrir l’image');
  });
});

describe('<telnyx-transcript> in trouble', () => {
  it('tries again with the next message to load what draws addresses', async () => {
    const { session, transcript, root } = await createTranscript('unlucky-transcript');
    session.say({ id: '1', text: 'https://example.com' });
    await transcript.updateComplete;
    const before = root.querySelectorAll('a').length;

    session.say({ id: '2', text: 'Hello' });
    await transcript.updateComplete;

    expect(before).to.equal(0);
    expect(root.querySelectorAll('a')).to.have.lengthOf(1);
  });

  it('tries again to load older rows when the reader looks for them', async () => {
    const { session, transcript, root } = await createTranscript('unlucky-transcript');
    sayMany(session, 150);
    await transcript.updateComplete;
    const list = root.querySelector<HTMLElement>('[part="list"]')!;
    const before = list.scrollHeight;

    list.scrollTop = 0;
    list.dispatchEvent(new Event('scroll'));
    await transcript.updateComplete;

    expect(list).to.have.class('windowed');
    expect(list.scrollHeight).to.be.greaterThan(before * 1.2);
  });

  it('says that an image is left out', async () => {
    const { session, transcript, root } = await createTranscript();

    session.say({ id: '1', text: 'Look', hasLeftOutImages: true });
    session.say({ id: '2', hasLeftOutImages: true });
    await transcript.updateComplete;

    const bubbles = [...root.querySelectorAll('[part~="message"]')].map(({ textContent }) => textContent);
    expect(bubbles).to.have.lengthOf(2);
    for (const text of bubbles)
      expect(text).to.include('Images that are too large or too many are not shown.');
    await expect(transcript).to.be.accessible();
  });

  it('leads back to the newest message with the focus on the list', async () => {
    const { session, transcript, root } = await createTranscript();
    sayMany(session, 30);
    await transcript.updateComplete;
    const list = root.querySelector<HTMLElement>('[part="list"]')!;
    const latest = root.querySelector<HTMLElement>('[part="latest-button"]')!;
    list.scrollTop = 0;
    list.dispatchEvent(new Event('scroll'));
    await transcript.updateComplete;

    latest.focus();
    const before = root.activeElement;
    latest.click();
    await transcript.updateComplete;

    expect([before === latest, root.activeElement === list]).to.deep.equal([true, true]);
  });
});
