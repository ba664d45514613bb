import { expect } from '@open-wc/testing';
import { fakeError } from '../support/fake-call.js';
import { FakeSession } from '../support/fake-session.js';
import { createPart } from '../support/phone-part.js';

const createButton = (attributes = {}, session?: FakeSession) =>
  createPart('telnyx-call-button', { attributes, ...(session && { session }) });

describe('<telnyx-call-button>', () => {
  it('is accessible before and during a call', async () => {
    const { part, session, updated } = await createButton({ destination: 'echo' });
    await expect(part).to.be.accessible();

    session.call();
    await updated();

    await expect(part).to.be.accessible();
  });

  it('calls its destination, then ends that call', async () => {
    const { part, session, root, updated } = await createButton({ destination: ' +15550100100 ' });

    part.click();
    await updated();
    const during = root().textContent;
    part.click();
    await updated();

    expect(session.lastCall.options.destination).to.equal('+15550100100');
    expect(during).to.include('End call');
    expect(session.lastCall.state).to.equal('ended');
    expect(root().textContent).to.include('Call');
  });

  it('calls once however often it is pressed while the call begins', async () => {
    const { part, session, updated } = await createButton({ destination: 'echo' });
    session.answersCalls = false;

    part.click();
    part.click();
    await updated();

    expect(session.calls).to.have.lengthOf(1);
  });

  it('can be used again after a call that failed', async () => {
    const { part, session, root, updated } = await createButton({ destination: 'echo' });
    session.refusal = fakeError(45001, 'WEBSOCKET_CONNECTION_FAILED');

    part.click();
    await updated();
    await updated();

    expect(root().querySelector('button')?.disabled).to.equal(false);
  });

  it('leaves a call that comes in alone', async () => {
    const { part, session, root, updated } = await createButton({ destination: 'echo' });
    const incoming = session.ring();
    await updated();

    expect(root().textContent).to.include('Call');
    part.click();
    await updated();

    expect(incoming.state).to.equal('ringing');
    expect(session.lastCall.options.destination).to.equal('echo');
  });

  it('ends the call it is about, not the current one', async () => {
    const session = new FakeSession();
    session.call({ destination: 'first' });
    const [first] = session.calls;
    const { part, updated } = await createButton({ 'call-id': first!.id }, session);
    session.call({ destination: 'second' });

    part.click();
    await updated();

    expect(session.calls.map(({ state }) => state)).to.deep.equal(['ended', 'active']);
  });

  it('is disabled, with the reason, where there is nothing to call with', async () => {
    const { part, root } = await createButton();
    document.body.append(part);
    await part.updateComplete;

    const button = root().querySelector('button')!;
    expect(button.disabled).to.equal(true);
    expect(button.title).to.equal('Not connected.');
    part.remove();
  });
});
