import { ContextProvider } from '@lit/context';
import { expect, waitUntil } from '@open-wc/testing';
import { sessionContext } from '../../components/context.js';
import { defineElement } from '../../components/define/define-element.js';
import { TelnyxNotice } from '../../components/notice/notice.js';
import { en } from '../../components/strings/en.js';
import { ERRORS } from '../../src/shared/errors.js';
import { fakeError } from '../support/fake-call.js';
import { FakeSession } from '../support/fake-session.js';
import { place } from '../support/place.js';

defineElement('telnyx-notice', TelnyxNotice);

async function createNotice() {
  const session = new FakeSession();
  const provider = place();
  new ContextProvider(provider, { context: sessionContext, initialValue: session.asSession });
  const notice = document.createElement('telnyx-notice');
  provider.append(notice);
  await notice.updateComplete;
  const part = (name: string) => notice.shadowRoot?.querySelector<HTMLElement>(`[part="${name}"]`) ?? null;
  return { session, notice, part };
}

describe('<telnyx-notice>', () => {
  it('shows nothing while all is well', async () => {
    const { part } = await createNotice();

    expect(part('notice')).to.equal(null);
  });

  for (const code of Object.keys(ERRORS).map(Number) as (keyof typeof ERRORS)[]) {
    it(`has words and a next step for ${code} ${ERRORS[code]}`, async () => {
      const { session, notice, part } = await createNotice();
      const { title, advice } = wordsFor(code);

      session.patch({ status: 'failed', error: fakeError(code, ERRORS[code]) });
      await notice.updateComplete;

      expect(part('notice')).to.include.text(title).and.include.text(advice).and.include.text(String(code));
    });
  }

  for (const [cause, sipCode, title] of [
    ['USER_BUSY', 486, 'The line is busy'],
    ['NORMAL_CLEARING', 600, 'The line is busy'],
    ['CALL_REJECTED', 603, 'The call was declined'],
    ['INVALID_GATEWAY', 403, 'This call is not allowed'],
    ['OUTGOING_CALL_BARRED', null, 'This call is not allowed'],
    ['CALL_REJECTED', 403, 'The call was declined'],
    ['NO_ANSWER', null, 'Nobody answered'],
  ] as const) {
    it(`tells why a call was not answered: ${cause} ${sipCode ?? ''}`, async () => {
      const { session, notice, part } = await createNotice();
      const error = Object.assign(fakeError(60007, 'CALL_NOT_ANSWERED'), { context: { cause, sipCode } });

      session.patch({ status: 'failed', error });
      await notice.updateComplete;

      const { textContent } = part('notice')!;
      expect(textContent).to.include(title);
      expect(textContent.replace(/\s+/g, ' ')).to.include(
        `Code 60007 · ${cause}${sipCode === null ? '' : ` · ${sipCode}`}`,
      );
    });
  }

  it('connects again on request', async () => {
    const { session, notice, part } = await createNotice();
    session.patch({ status: 'failed', error: fakeError(45001, 'WEBSOCKET_CONNECTION_FAILED') });
    await notice.updateComplete;

    part('retry-button')?.click();
    await notice.updateComplete;

    expect(session.status).to.equal('ready');
    expect(part('notice')).to.equal(null);
  });

  it('offers no second try where that cannot help', async () => {
    const { session, notice, part } = await createNotice();

    session.patch({ status: 'failed', error: fakeError(60004, 'WEBRTC_UNSUPPORTED') });
    await notice.updateComplete;

    expect(part('retry-button')).to.equal(null);
  });

  it('copies what support needs, without secrets', async () => {
    const { session, notice, part } = await createNotice();
    let copied = '';
    const { clipboard } = navigator;
    const writeText = (text: string) => Promise.resolve(void (copied = text));
    Object.defineProperty(navigator, 'clipboard', { value: { writeText }, configurable: true });
    session.patch({ status: 'failed', error: fakeError(45001, 'WEBSOCKET_CONNECTION_FAILED') });
    await notice.updateComplete;

    part('details-button')?.click();
    await waitUntil(() => part('details-button')?.textContent.includes('Copied'));
    Object.defineProperty(navigator, 'clipboard', { value: clipboard, configurable: true });

    expect(JSON.parse(copied)).to.deep.include({ status: 'failed', page: location.origin });
    expect(copied).to.include('45001');
    await expect(notice).to.be.accessible();
  });

  it('says so when the clipboard is closed to the page', async () => {
    const { session, notice, part } = await createNotice();
    const { clipboard } = navigator;
    Object.defineProperty(navigator, 'clipboard', { value: undefined, configurable: true });
    session.patch({ status: 'failed', error: fakeError(45001, 'WEBSOCKET_CONNECTION_FAILED') });
    await notice.updateComplete;

    part('details-button')?.click();
    await waitUntil(() => part('details-button')?.textContent.includes('Could not copy'));
    Object.defineProperty(navigator, 'clipboard', { value: clipboard, configurable: true });
  });

  for (const [what, change, button] of [
    ['the sound is heard', { isAudioBlocked: true }, 'sound-button'],
    [
      'it is tried again',
      { status: 'failed', error: fakeError(45001, 'WEBSOCKET_CONNECTION_FAILED') },
      'retry-button',
    ],
  ] as const) {
    it(`keeps the focus where its button was when ${what}`, async () => {
      const { session, notice, part } = await createNotice();
      if (button === 'sound-button') session.call();
      session.patch(change);
      await notice.updateComplete;

      part(button)!.focus();
      part(button)!.click();
      await waitUntil(() => part(button) === null);

      expect(document.activeElement === notice).to.equal(true);
      await expect(notice).to.be.accessible();
    });
  }

  it('takes no focus that is elsewhere', async () => {
    const { session, notice, part } = await createNotice();
    session.call();
    session.patch({ isAudioBlocked: true });
    await notice.updateComplete;

    part('sound-button')!.click();
    await waitUntil(() => part('sound-button') === null);

    expect(document.activeElement === document.body).to.equal(true);
  });

  it('says that the call is kept while the connection is restored', async () => {
    const { session, notice, part } = await createNotice();
    session.call();

    session.patch({ status: 'reconnecting' });
    await notice.updateComplete;

    expect(part('notice')).to.include.text('your call is kept');
    await expect(notice).to.be.accessible();
  });
});

function wordsFor(code: number) {
  const words = en.errors[code] ?? en.errors[0];
  if (!words) throw new Error('The table has no words for other errors.');
  return words;
}
