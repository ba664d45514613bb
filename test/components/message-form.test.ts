import { ContextProvider } from '@lit/context';
import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { sessionContext } from '../../components/context.js';
import { defineElement } from '../../components/define/define-element.js';
import { TelnyxMessageForm } from '../../components/message-form/message-form.js';
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

  it('sends with Enter and empties the field', async () => {
    const { session, form, field } = await createForm();
    form.focus();

    await sendKeys({ type: 'Hello' });
    await sendKeys({ press: 'Enter' });

    expect(session.sent).to.deep.equal(['Hello']);
    expect(field.value).to.equal('');
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

  it('gives the words back when they could not be sent', async () => {
    const { session, form, field } = await createForm();
    session.sendMessage = () => Promise.reject(new Error('offline'));
    form.focus();

    await sendKeys({ type: 'Hello' });
    await sendKeys({ press: 'Enter' });
    await form.updateComplete;

    expect(field.value).to.equal('Hello');
  });
});
