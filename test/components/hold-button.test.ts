import { expect } from '@open-wc/testing';
import { createPart } from '../support/phone-part.js';

async function createButton() {
  const scene = await createPart('telnyx-hold-button');
  const button = () => scene.root().querySelector('button')!;
  return { ...scene, button };
}

describe('<telnyx-hold-button>', () => {
  it('is accessible without a call, in one, and on hold', async () => {
    const { part, session, updated } = await createButton();
    await expect(part).to.be.accessible();

    session.call();
    await updated();
    await expect(part).to.be.accessible();

    await session.lastCall.hold();
    await updated();
    await expect(part).to.be.accessible();
  });

  it('says why it cannot be used', async () => {
    const { session, button, updated } = await createButton();
    expect(button().title).to.equal('There is no call.');

    session.answersCalls = false;
    session.call();
    await updated();
    expect(button().title).to.equal('The call is not answered yet.');
    expect(button().disabled).to.equal(true);

    session.lastCall.accept();
    session.lastCall.patch({ state: 'reconnecting' });
    await updated();
    expect(button().title).to.equal('Not while the call reconnects.');
  });

  it('parks the call and takes it back', async () => {
    const { session, part, button, updated } = await createButton();
    session.call();
    await updated();

    part.click();
    await updated();
    const held = [button().getAttribute('aria-label'), button().getAttribute('aria-pressed')];
    part.click();
    await updated();

    expect(held).to.deep.equal(['Resume', 'true']);
    expect(button().getAttribute('aria-pressed')).to.equal('false');
    expect(session.lastCall.state).to.equal('active');
  });

  it('tells when the gateway refuses', async () => {
    const { session, part, root, updated } = await createButton();
    session.call();
    session.lastCall.hold = () => Promise.reject(new Error('refused'));
    await updated();

    part.click();
    await updated();
    await updated();

    const alert = root().querySelector('[role=alert]');
    expect(alert?.textContent).to.equal('The call could not be held or resumed.');
    expect(alert?.getBoundingClientRect().height).to.be.greaterThan(8);

    session.lastCall.patch({ state: 'held', isHeld: true });
    await updated();
    expect(alert?.textContent).to.equal('');
  });
});
