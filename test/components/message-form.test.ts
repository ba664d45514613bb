import { ContextProvider } from '@lit/context';
import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { sessionContext } from '../../components/context.js';
import { defineElement } from '../../components/define/define-element.js';
import { TelnyxMessageForm } from '../../components/message-form/message-form.js';
import { TelnyxError } from '../../src/index.js';
import { consoleLines } from '../support/console-lines.js';
import { eventually } from '../support/eventually.js';
import { FakeSession } from '../support/fake-session.js';
import { place } from '../support/place.js';

defineElement('telnyx-message-form', TelnyxMessageForm);

async function createForm({ isInCall = true } = {}) {
  const session = new FakeSession();
  const provider = place();
  new ContextProvider(provider, { context: sessionContext, initialValue: session.asSession });
  if (isInCall) session.call();
  const form = document.createElement('telnyx-message-form');
  provider.append(form);
  await form.updateComplete;
  const root = form.shadowRoot!;
  const field = root.querySelector('textarea')!;
  const button = root.querySelector('button')!;
  return { session, form, field, button };
}

describe('<telnyx-message-form>', () => {
  it('is accessible, with and without a call', async () => {
    const inCall = await createForm();
    const outside = await createForm({ isInCall: false });

    await expect(inCall.form).to.be.accessible();
    await expect(outside.form).to.be.accessible();
  });

  it('takes nothing while there is no call', async () => {
    const { field, button } = await createForm({ isInCall: false });

    expect(field.disabled).to.equal(true);
    expect(button.disabled).to.equal(true);
  });

  it('takes nothing in a call of a phone, and says why', async () => {
    const { session, field, button } = await createForm();

    session.patch({ user: 'alice' });
    await eventually('it says why', () => field.placeholder === 'There is no assistant to write to.');

    expect([field.disabled, button.disabled]).to.deep.equal([true, true]);
    expect(button.title).to.equal(field.placeholder);
  });

  it('sends with Enter and empties the field', async () => {
    const { session, form, field } = await createForm();
    form.focus();

    await sendKeys({ type: 'Hello' });
    await sendKeys({ press: 'Enter' });

    expect(session.sent).to.deep.equal(['Hello']);
    expect(field.value).to.equal('');
  });

  it('gives the field the focus of the button, which has nothing to send any more', async () => {
    const { session, form, field, button } = await createForm();
    form.focus();
    await sendKeys({ type: 'Hello' });

    await sendKeys({ press: 'Tab' });
    const before = form.shadowRoot!.activeElement;
    await sendKeys({ press: 'Enter' });
    await form.updateComplete;

    expect(session.sent).to.deep.equal(['Hello']);
    expect([before === button, form.shadowRoot!.activeElement === field]).to.deep.equal([true, true]);
  });

  it('leaves the focus where it is when the button had none, so that no keyboard comes up', async () => {
    const { session, form, field, button } = await createForm();
    field.value = 'Hello';
    field.dispatchEvent(new InputEvent('input'));
    await form.updateComplete;

    button.click();
    await form.updateComplete;

    expect(session.sent).to.deep.equal(['Hello']);
    expect(document.activeElement === document.body).to.equal(true);
  });

  it('begins a new line with Shift and Enter', async () => {
    const { session, form, field } = await createForm();
    form.focus();

    await sendKeys({ type: 'a' });
    await sendKeys({ down: 'Shift' });
    await sendKeys({ press: 'Enter' });
    await sendKeys({ up: 'Shift' });
    await sendKeys({ type: 'b' });

    expect(field.value).to.equal('a\nb');
    expect(session.sent).to.deep.equal([]);
  });

  it('leaves Enter to an input method that composes a word', async () => {
    const { session, form, field } = await createForm();
    form.focus();
    await sendKeys({ type: 'ni' });

    field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true }));

    expect(session.sent).to.deep.equal([]);
  });

  it('sends no blanks', async () => {
    const { session, form, button } = await createForm();
    form.focus();

    await sendKeys({ type: '   ' });
    await sendKeys({ press: 'Enter' });

    expect(button.disabled).to.equal(true);
    expect(session.sent).to.deep.equal([]);
  });

  it('gives the words back when they could not be sent, before what was written meanwhile, and says so', async () => {
    const { session, form, field, button } = await createForm();
    let refuse: (error: Error) => void = () => undefined;
    session.sendMessage = () => new Promise((_, reject) => (refuse = reject));
    const told: string[] = [];
    form.addEventListener('telnyx-error', ({ detail }) => told.push(detail.name));
    form.focus();

    const lines = await consoleLines(async () => {
      await sendKeys({ type: 'Hello' });
      await sendKeys({ press: 'Enter' });
      await sendKeys({ type: 'more' });
      refuse(new TelnyxError(60012));
      await eventually('the visitor is told', () => noticeOf(form)?.includes('was not sent'));
    });

    expect(field.value).to.equal('Hello\nmore');
    expect(button.disabled).to.equal(false);
    expect(told).to.deep.equal(['REQUEST_REFUSED']);
    expect(lines).to.have.lengthOf(1);
    await expect(form).to.be.accessible();
  });

  it('tells a message that is too long in words of its own, until it is changed', async () => {
    const { session, form, field } = await createForm();
    session.sendMessage = () => Promise.reject(new TelnyxError(60016));
    form.focus();

    await consoleLines(async () => {
      await sendKeys({ type: 'Hello' });
      await sendKeys({ press: 'Enter' });
      await eventually('the visitor is told', () => noticeOf(form)?.includes('too long'));
    });
    await sendKeys({ press: 'Backspace' });
    await form.updateComplete;

    expect(field.value).to.equal('Hell');
    expect(noticeOf(form)).to.equal('');
  });

  it('keeps what is written while the connection is away, and says why it cannot be sent', async () => {
    const { session, form, field, button } = await createForm();
    form.focus();
    session.patch({ status: 'reconnecting' });
    await form.updateComplete;

    await sendKeys({ type: 'Hello' });
    await sendKeys({ press: 'Enter' });
    const whileAway = [session.sent.length, button.disabled, button.title];
    session.patch({ status: 'ready' });
    await form.updateComplete;
    await sendKeys({ press: 'Enter' });

    expect(whileAway).to.deep.equal([0, true, 'Reconnecting…']);
    expect(session.sent).to.deep.equal(['Hello']);
    expect(field.value).to.equal('');
  });

  it('leaves the Enter to the input method in Safari too, which tells of it when the word is complete', async () => {
    const { session, form, field } = await createForm();
    form.focus();
    await sendKeys({ type: 'ni' });

    field.dispatchEvent(new CompositionEvent('compositionend', { bubbles: true }));
    field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));

    expect(session.sent).to.deep.equal([]);
  });

  it('grows with its text up to a limit', async () => {
    const { form, field } = await createForm();
    form.focus();
    const oneLine = field.clientHeight;

    for (const text of ['a\nb', 'a\n'.repeat(50)]) {
      field.value = text;
      field.dispatchEvent(new InputEvent('input'));
      await form.updateComplete;
    }

    expect(field.clientHeight).to.be.greaterThan(oneLine);
    expect(field.clientHeight).to.be.at.most(132);
  });
});

const noticeOf = (form: HTMLElement) => form.shadowRoot?.querySelector('[role="alert"]')?.textContent;
