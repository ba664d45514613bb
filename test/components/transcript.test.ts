import { ContextProvider } from '@lit/context';
import { expect } from '@open-wc/testing';
import { sessionContext } from '../../components/context.js';
import { defineElement } from '../../components/define/define-element.js';
import { TelnyxTranscript } from '../../components/transcript/transcript.js';
import { consoleLines } from '../support/console-lines.js';
import { eventually } from '../support/eventually.js';
import { FakeSession } from '../support/fake-session.js';
import { place } from '../support/place.js';

defineElement('telnyx-transcript', TelnyxTranscript);

const PIXEL = 'data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=';

async function createTranscript(attributes: Readonly<Record<string, string>> = {}) {
  const session = new FakeSession();
  const provider = place();
  new ContextProvider(provider, { context: sessionContext, initialValue: session.asSession });
  const transcript = document.createElement('telnyx-transcript');
  transcript.style.height = '200px';
  for (const [name, value] of Object.entries(attributes)) transcript.setAttribute(name, value);
  provider.append(transcript);
  await transcript.updateComplete;
  const root = transcript.shadowRoot!;
  const bubbles = () => [...root.querySelectorAll<HTMLElement>('[part~="message"]')];
  const announcements = () => [...root.querySelectorAll('[role="log"] p')].map((line) => line.textContent);
  const list = root.querySelector<HTMLElement>('[part="list"]')!;
  return { session, provider, transcript, root, bubbles, announcements, list };
}

describe('<telnyx-transcript>', () => {
  it('says that nothing has been said, in the words of the page', async () => {
    const { transcript, list } = await createTranscript({ 'empty-text': 'Nothing yet' });

    expect(list).to.include.text('Nothing yet');
    await expect(transcript).to.be.accessible();
  });

  it('shows who said what, grouped by speaker, without empty items', async () => {
    const { session, transcript, root, bubbles } = await createTranscript();

    session.say({ id: '1', text: 'Hello' });
    session.say({ id: '2', text: 'How can I help?' });
    session.say({ id: '3', role: 'user', text: 'Hi' });
    session.say({ id: '4', text: '' });
    await transcript.updateComplete;

    expect(bubbles().map(({ textContent }) => textContent)).to.deep.equal(['Hello', 'How can I help?', 'Hi']);
    const rows = [...root.querySelectorAll('li')].map(({ classList }) => [...classList]);
    expect(rows).to.deep.equal([
      ['assistant', 'first'],
      ['assistant', 'last'],
      ['user', 'first', 'last'],
    ]);
    await expect(transcript).to.be.accessible();
  });

  it('lets a streaming text grow in the same text node', async () => {
    const { session, transcript, bubbles } = await createTranscript();
    session.say({ id: '1', text: 'Hel', status: 'partial' });
    await transcript.updateComplete;
    const textNode = () => document.createTreeWalker(bubbles()[0] as Node, NodeFilter.SHOW_TEXT).nextNode();
    const [bubble, text] = [bubbles()[0], textNode()];

    session.say({ id: '1', text: 'Hello there' });
    await transcript.updateComplete;
    session.say({ id: '1', status: 'final' });
    await transcript.updateComplete;

    expect(bubbles()[0]).to.equal(bubble);
    expect(textNode()).to.equal(text);
    expect(text?.textContent).to.equal('Hello there');
  });

  it('announces each finished item once, and nothing that was there before', async () => {
    const { session, transcript, announcements } = await createTranscript();
    session.say({ id: '1', text: 'Hello', status: 'partial' });
    await transcript.updateComplete;
    const whilePartial = announcements();
    session.say({ id: '1', status: 'final' });
    await transcript.updateComplete;
    session.say({ id: '2', role: 'user', text: 'Hi' });
    session.say({ id: '1', text: 'Hello!' });
    await transcript.updateComplete;

    expect(whilePartial).to.deep.equal([]);
    expect(announcements()).to.deep.equal(['Assistant: Hello', 'You: Hi']);
  });

  it('does not read the whole conversation out when it comes late', async () => {
    const { session, provider } = await createTranscript();
    session.say({ id: '1', text: 'Hello' });

    const late = document.createElement('telnyx-transcript');
    provider.append(late);
    await late.updateComplete;

    expect(late.items).to.have.lengthOf(1);
    expect(late.shadowRoot?.querySelectorAll('[role="log"] p')).to.have.lengthOf(0);
  });

  it('makes safe links of addresses and nothing of markup', async () => {
    const { session, transcript, root, bubbles } = await createTranscript();

    session.say({
      id: '1',
      text: '<img src=x onerror=alert(1)> https://example.com/a?b=1. javascript:alert(1)',
    });
    await transcript.updateComplete;

    const [link, ...others] = root.querySelectorAll('a');
    expect(others).to.have.lengthOf(0);
    expect(link).to.have.attribute('href', 'https://example.com/a?b=1');
    expect(link).to.have.attribute('rel', 'noopener noreferrer nofollow');
    expect(root.querySelector('img')).to.equal(null);
    expect(bubbles()[0]).to.have.text(
      '<img src=x onerror=alert(1)> https://example.com/a?b=1. javascript:alert(1)',
    );
  });

  it('shows the Markdown of the agent if wanted, and what the visitor wrote as written', async () => {
    const { announcements, root, session, transcript, bubbles } = await createTranscript({ markdown: '' });
    await transcript.updateComplete;
    session.say({ id: '1', text: 'We offer:\n- **repair**\n- `tuning`\n\n<b>Ask</b>' });
    session.say({ id: '2', role: 'user', text: 'I want **both**' });
    await transcript.updateComplete;

    const [agent, visitor] = bubbles();
    const items = [...agent!.querySelectorAll('ul > li')].map(({ textContent }) => textContent);
    expect(items).to.deep.equal(['repair', 'tuning']);
    expect([
      root.querySelector('strong')!.textContent,
      root.querySelector('code')!.textContent,
    ]).to.deep.equal(['repair', 'tuning']);
    expect(agent!.textContent).to.include('<b>Ask</b>');
    expect(visitor!.textContent).to.include('I want **both**');
    expect(visitor!.querySelector('strong')).to.equal(null);
    expect(announcements()[0]).to.equal('Assistant: We offer:\n- repair\n- tuning\n\n<b>Ask</b>');
  });

  it('shows a table of the agent as one, which scrolls by itself where it is wide', async () => {
    const { session, transcript, bubbles } = await createTranscript({ markdown: '' });
    await transcript.updateComplete;
    session.say({ id: '1', text: `| Work | Price |\n| - | - |\n| ${'Brakes'.repeat(40)} | <b>20</b> |` });
    await transcript.updateComplete;

    const [bubble] = bubbles();
    const cells = [...bubble!.querySelectorAll('th[scope=col], td')].map(({ textContent }) => textContent);
    expect(cells).to.deep.equal(['Work', 'Price', 'Brakes'.repeat(40), '<b>20</b>']);
    expect(bubble!.offsetWidth).to.be.at.most(transcript.offsetWidth);
    await expect(transcript).to.be.accessible();
  });

  it('makes no link of an address that leads elsewhere than it reads', async () => {
    const { session, transcript, root, bubbles } = await createTranscript();

    session.say({ id: '1', text: 'https://bank.example@evil.example and https://a.example/\u202egpj.exe' });
    await transcript.updateComplete;

    expect([...root.querySelectorAll('a')].map(({ href }) => href)).to.deep.equal([
      'https://a.example/gpj.exe',
    ]);
    expect(bubbles()[0]?.textContent).to.not.include('\u202e');
  });

  it('keeps what turns the reading direction inside its bubble', async () => {
    const { session, transcript, bubbles } = await createTranscript();

    session.say({ id: '1', text: 'abc \u202e def', status: 'partial' });
    await transcript.updateComplete;

    expect(getComputedStyle(bubbles()[0]!).unicodeBidi).to.equal('isolate');
  });

  for (const text of ['**bold** [a](https://x.example) <b>b</b>', '['.repeat(5000), '<b '.repeat(5000)]) {
    it(`shows ${text.slice(0, 12)}… as the text it is`, async () => {
      const { session, transcript, root, bubbles } = await createTranscript();

      session.say({ id: '1', text });
      await transcript.updateComplete;

      expect(bubbles()[0]?.textContent).to.equal(text);
      expect(root.querySelector('.bubble :not(a)')).to.equal(null);
    });
  }

  it('shows a message of 1 MB as text', async () => {
    const { session, transcript, bubbles } = await createTranscript();

    session.say({ id: '1', text: 'https://x.example '.repeat(60_000) });
    await transcript.updateComplete;

    expect(bubbles()[0]?.childElementCount).to.equal(0);
  });

  it('marks an interruption as a note of its own', async () => {
    const { session, transcript, root } = await createTranscript();
    session.say({ id: '1', text: 'Hello' });

    session.say({ id: 'g', role: 'system', kind: 'gap', text: 'Something may be missing here.' });
    await transcript.updateComplete;

    expect(root.querySelector('li.gap')).to.include.text('Something may be missing here.');
    await expect(transcript).to.be.accessible();
  });

  it('opens an image larger, and gives the focus back', async () => {
    const { session, transcript, root } = await createTranscript();
    session.say({ id: '1', images: [PIXEL] });
    await transcript.updateComplete;
    const opener = root.querySelector<HTMLElement>('[part="image"]')!;

    opener.focus();
    opener.click();
    const viewer = await eventually('the image is large', () => root.querySelector('dialog'));
    const isModal = viewer.matches(':modal');
    await expect(transcript).to.be.accessible();
    viewer.querySelector('button')!.click();
    await eventually('it is closed', () => root.querySelector('dialog') === null);

    expect(isModal).to.equal(true);
    expect(root.activeElement).to.equal(opener);
  });

  it('tells no server where an image is looked at', async () => {
    const { session, transcript, root } = await createTranscript();

    session.say({ id: '1', images: ['https://localhost:1/a.png'] });
    await transcript.updateComplete;

    expect(root.querySelector('img')).to.have.property('referrerPolicy', 'no-referrer');
  });

  it('shows images that are drawn by their own data, and no others', async () => {
    const { session, transcript, root } = await createTranscript();
    session.say({ id: '1', images: [PIXEL, 'http://example.com/a.png', 'data:image/svg+xml,<svg/>'] });
    await transcript.updateComplete;

    const images = [...root.querySelectorAll('img')];
    expect(images.map(({ src }) => src)).to.deep.equal([PIXEL]);
    await expect(transcript).to.be.accessible();
  });

  it('follows the conversation until the reader scrolls up, and leads back', async () => {
    const { session, transcript, root, list } = await createTranscript();
    const latest = root.querySelector<HTMLElement>('[part="latest-button"]')!;
    for (let id = 0; id < 30; id += 1) session.say({ id: String(id), text: 'A line that is said.' });
    await transcript.updateComplete;
    const endAfterGrowth = distanceFromEnd(list);

    scrollTo(list, 0);
    await transcript.updateComplete;
    const wasOffered = !latest.hidden;
    session.say({ id: 'new', text: 'Something new' });
    await transcript.updateComplete;
    const topAfterNews = list.scrollTop;
    latest.click();
    await transcript.updateComplete;

    expect(wasOffered).to.equal(true);
    expect(latest.hidden).to.equal(true);
    expect(endAfterGrowth).to.be.lessThan(2);
    expect(topAfterNews).to.equal(0);
    expect(distanceFromEnd(list)).to.be.lessThan(2);
  });

  it('stays where it is with autoscroll="false"', async () => {
    const { session, transcript, list } = await createTranscript({ autoscroll: 'false' });

    for (let id = 0; id < 30; id += 1) session.say({ id: String(id), text: 'A line that is said.' });
    await transcript.updateComplete;

    expect(list.scrollTop).to.equal(0);
  });

  for (const display of ['flex', 'block', 'inline-block', 'grid', 'inline-flex', 'flow-root']) {
    it(`scrolls within the height that the page gives it, displayed as ${display}`, async () => {
      const { session, transcript, list, root } = await createTranscript();
      transcript.style.display = display;

      for (let index = 0; index < 30; index += 1) session.say({ id: String(index), text: 'Hello' });
      await transcript.updateComplete;

      expect([transcript.scrollHeight, list.clientHeight]).to.deep.equal([200, 200]);
      expect(list.scrollTop).to.be.greaterThan(200);
      expect(root.querySelectorAll('li')).to.have.lengthOf(30);
    });
  }

  it('shows times on request', async () => {
    const { session, transcript, root } = await createTranscript({ timestamps: '' });

    const morning = new Date(2026, 0, 1, 9, 30);
    session.say({ id: '1', text: 'Hello', timestamp: morning.getTime() });
    session.say({ id: '2', text: 'Still there?', timestamp: morning.getTime() + 600_000 });
    await transcript.updateComplete;

    const times = [...root.querySelectorAll('time')];
    expect(times.map(({ textContent }) => textContent.slice(0, 4))).to.deep.equal(['9:30', '9:40', '9:40']);
    const [first, later] = [morning.toISOString(), new Date(2026, 0, 1, 9, 40).toISOString()];
    expect(times.map(({ dateTime }) => dateTime)).to.deep.equal([first, later, later]);
  });

  it('shows the transcript of another element with for, whenever that comes', async () => {
    const session = new FakeSession();
    session.say({ id: '1', text: 'Hello' });
    const outside = document.createElement('telnyx-transcript');
    outside.setAttribute('for', 'late-provider');
    const warnings = await consoleLines(() => place().append(outside));
    const before = outside.items.length;

    const provider = place();
    provider.id = 'late-provider';
    new ContextProvider(provider, {
      context: sessionContext,
      initialValue: session.asSession,
    }).hostConnected();
    await outside.updateComplete;

    expect(before).to.equal(0);
    expect(warnings).to.deep.equal([]);
    expect(outside.items).to.equal(session.snapshot.transcript);
  });

  it('says once when for names nothing', async () => {
    const lines = await consoleLines(async (written) => {
      const transcript = document.createElement('telnyx-transcript');
      transcript.setAttribute('for', 'nobody');
      place().append(transcript);
      await eventually('the page is told', () => written.length > 0);
    });

    expect(lines).to.have.lengthOf(1);
  });

  it('is a landmark where the page gives it a name, so that two are not taken for one another', async () => {
    const { provider, root } = await createTranscript();
    const other = document.createElement('telnyx-transcript');
    const named = document.createElement('telnyx-transcript');
    named.setAttribute('aria-label', 'Chat with sales');
    provider.append(other, named);
    await Promise.all([other.updateComplete, named.updateComplete]);

    const lists = [root, other.shadowRoot!, named.shadowRoot!].map((each) => each.querySelector('.scroller'));
    expect(lists.map((list) => [list?.role, list?.ariaLabel])).to.deep.equal([
      ['group', 'Conversation'],
      ['group', 'Conversation'],
      ['region', 'Chat with sales'],
    ]);
    await expect(provider).to.be.accessible();
  });

  it('lets go of its session when it is removed', async () => {
    const { session, transcript } = await createTranscript();

    transcript.remove();

    expect(session.listenerCount).to.equal(0);
  });
});

/** The event comes with the next frame, which a page in the background never gets. */
function scrollTo(list: HTMLElement, top: number) {
  list.scrollTop = top;
  list.dispatchEvent(new Event('scroll'));
}

const distanceFromEnd = ({ scrollHeight, scrollTop, clientHeight }: HTMLElement) =>
  scrollHeight - scrollTop - clientHeight;
