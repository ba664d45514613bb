import { ContextProvider } from '@lit/context';
import { expect } from '@open-wc/testing';
import { sessionContext } from '../../components/context.js';
import { defineElement } from '../../components/define/define-element.js';
import { TelnyxTranscript } from '../../components/transcript/transcript.js';
import type { TranscriptFormat } from '../../components/transcript/transcript-export.js';
import type { TranscriptItem } from '../../src/index.js';
import { createAgent } from '../support/agent-scene.js';
import { copiedText } from '../support/copied-text.js';
import { eventually } from '../support/eventually.js';
import { failureOf } from '../support/failure-of.js';
import { FakeSession } from '../support/fake-session.js';
import { place } from '../support/place.js';
import { savedFile } from '../support/saved-file.js';

defineElement('telnyx-transcript', TelnyxTranscript);

const items: readonly TranscriptItem[] = [
  { id: '1', role: 'assistant', text: 'Hello', status: 'final', timestamp: 1000 },
  { id: '2', role: 'user', text: 'Hi', status: 'final', timestamp: 3000 },
];
const TEXT = 'Assistant: Hello\nYou: Hi';

async function createTranscript() {
  const session = new FakeSession(null, { transcript: items });
  const provider = place();
  new ContextProvider(provider, { context: sessionContext, initialValue: session.asSession });
  const transcript = document.createElement('telnyx-transcript');
  provider.append(transcript);
  await transcript.updateComplete;
  return transcript;
}

describe('<telnyx-transcript> to take along', () => {
  it('copies the conversation as text', async () => {
    const transcript = await createTranscript();

    expect(await copiedText(() => transcript.copy())).to.equal(TEXT);
  });

  it('rejects where the clipboard is closed to the page', async () => {
    const transcript = await createTranscript();

    await copiedText(async () => {
      const outcome = transcript.copy().then(
        () => 'copied',
        () => 'rejected',
      );
      expect(await outcome).to.equal('rejected');
    }, false);
  });

  it('saves a text file when nothing else is said', async () => {
    const transcript = await createTranscript();

    const file = await savedFile(() => transcript.download());

    expect(file).to.deep.equal({ name: 'transcript.txt', type: 'text/plain', text: TEXT });
  });

  it('saves the items as JSON', async () => {
    const transcript = await createTranscript();

    const { name, type, text } = await savedFile(() => transcript.download('json'));

    expect([name, type]).to.deep.equal(['transcript.json', 'application/json']);
    expect(JSON.parse(text)).to.deep.equal(items);
  });

  it('saves captions as WebVTT', async () => {
    const transcript = await createTranscript();

    const { name, type, text } = await savedFile(() => transcript.download('vtt'));

    expect([name, type]).to.deep.equal(['transcript.vtt', 'text/vtt']);
    expect(text).to.match(/^WEBVTT\n\n00:00:00\.000 --> 00:00:02\.000\n<v Assistant>Hello\n/);
  });
});

describe('<telnyx-transcript> and a format that it does not know', () => {
  for (const format of ['pdf', 'TXT', 'toString', null]) {
    it(`rejects instead of saving anything: ${String(format)}`, async () => {
      const transcript = await createTranscript();

      const failure = await failureOf(transcript.download(format as TranscriptFormat));

      expect(failure).to.include({ code: 44002, fatal: false });
      expect(failure).to.have.property('message').that.includes(String(format));
    });
  }
});

describe('<telnyx-ai-agent> after a call', () => {
  async function createEnded() {
    const scene = await createAgent();
    const session = await scene.startCall();
    for (const item of items) session.say(item);
    await scene.agent.end();
    await scene.updated();
    return scene;
  }

  it('copies the transcript, and says so', async () => {
    const { part } = await createEnded();

    const copied = await copiedText(async () => {
      part('copy-button')!.click();
      await eventually('that is told', () => part('copy-button')!.textContent.includes('Copied'));
    });

    expect(copied).to.equal(TEXT);
  });

  it('says so when it cannot be copied', async () => {
    const { part } = await createEnded();

    await copiedText(async () => {
      part('copy-button')!.click();
      await eventually('that is told', () => part('copy-button')!.textContent.includes('Could not copy'));
    }, false);
  });

  it('saves the transcript as a text file, by a button that says what it does', async () => {
    const { part } = await createEnded();
    const button = part('download-button')!;

    const file = await savedFile(() => button.click());

    expect(button).to.have.attribute('aria-label', 'Download transcript');
    expect(file).to.deep.equal({ name: 'transcript.txt', type: 'text/plain', text: TEXT });
  });

  it('says so when it cannot be saved', async () => {
    const { root, part } = await createEnded();
    root.querySelector('telnyx-transcript')!.download = () => Promise.reject(new Error('Not loaded.'));

    part('download-button')!.click();

    await eventually('that is told', () => part('copy-button')!.textContent.includes('Could not download'));
  });
});
