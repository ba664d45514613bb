import { expect } from '@open-wc/testing';
import { createPart } from '../support/phone-part.js';

describe('<telnyx-mute-button>', () => {
  it('is about the current call, or about the one it names', async () => {
    const named = await createPart('telnyx-mute-button', { attributes: { 'call-id': 'call-1' } });
    const { session } = named;
    const other = await createPart('telnyx-mute-button', { session });
    session.call();
    await session.lastCall.hold();
    session.call();
    const [first, second] = session.calls;
    await named.updated();

    await named.click('mute-button');
    await other.updated();
    const afterNamed = [first?.snapshot.isMuted, second?.snapshot.isMuted];
    const pressed = [named, other].map(({ find }) => find('mute-button')?.ariaPressed);
    await other.click('mute-button');

    expect(afterNamed).to.deep.equal([true, false]);
    expect(pressed).to.deep.equal(['true', 'false']);
    expect(second?.snapshot.isMuted).to.equal(true);
  });

  it('follows another name, and is disabled when the call is over', async () => {
    const { part, session, find, updated } = await createPart('telnyx-mute-button');
    session.call();
    session.lastCall.mute();
    await updated();
    const before = find('mute-button')?.ariaPressed;

    part.setAttribute('call-id', 'no-such-call');
    await updated();

    expect(before).to.equal('true');
    expect(find('mute-button')?.matches(':disabled')).to.equal(true);
  });
});
