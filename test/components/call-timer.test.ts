import { expect } from '@open-wc/testing';
import { eventually } from '../support/eventually.js';
import { FakeSession } from '../support/fake-session.js';
import { createPart } from '../support/phone-part.js';

async function createTimer(session: FakeSession, attributes = {}) {
  const { root, ...scene } = await createPart('telnyx-call-timer', { session, attributes });
  return { ...scene, time: () => root().querySelector('[part=time]')?.textContent };
}

function answered(agoMs: number, session = new FakeSession()) {
  session.answersCalls = false;
  session.call();
  session.lastCall.accept(agoMs);
  return session;
}

describe('<telnyx-call-timer>', () => {
  it('is accessible', async () => {
    const { part } = await createTimer(answered(5000));

    await expect(part).to.be.accessible();
  });

  it('shows how long the current call has lasted', async () => {
    const { time } = await createTimer(answered(65_500));

    expect(time()).to.equal('1:05');
  });

  it('shows the call it is about', async () => {
    const session = answered(65_500);
    const { id } = session.lastCall;
    answered(3500, session);

    const named = await createTimer(session, { 'call-id': id });
    const current = await createTimer(session);

    expect(named.time()).to.equal('1:05');
    expect(current.time()).to.equal('1:05');
  });

  it('follows the call that is talked on when another goes on hold', async () => {
    const session = answered(65_500);
    const [first] = session.calls;
    answered(3500, session);
    const { time, updated } = await createTimer(session);

    await first?.hold();
    await updated();

    expect(time()).to.equal('0:03');
  });

  it('goes on second by second, also while the call reconnects, until it is over', async () => {
    const session = answered(65_500);
    const { time, updated } = await createTimer(session);

    await eventually('a second has passed', () => time() !== '1:05');
    session.lastCall.patch({ state: 'reconnecting' });
    session.patch({ status: 'reconnecting' });
    await updated();
    const whenLost = time();
    await eventually('it goes on meanwhile', () => time() !== whenLost);
    await session.lastCall.hangup();
    session.lastCall.patch({ endedAt: session.lastCall.snapshot.answeredAt! + 62_500 });
    await updated();

    expect(whenLost).to.match(/^1:0[6-9]$/);
    expect(time()).to.equal('1:02');
  });

  it('shows nothing for a call that is unknown', async () => {
    const { time } = await createTimer(answered(1000), { 'call-id': 'none' });

    expect(time()).to.equal('');
  });
});
