import { expect } from '@open-wc/testing';
import { METHOD } from '../../../src/protocol/methods.js';
import { createReadySession } from '../../support/session-scene.js';

const MINUTE_MS = 60_000;
const HOURS = 8;
/** Telnyx's gateway pings about as often. */
const PINGS_A_MINUTE = 3;

describe('a phone that stands ready for eight hours', () => {
  it('keeps one socket, answers every ping, and leaves nothing behind', async () => {
    const { session, clock, gateway, errors, warnings } = await createReadySession({
      auth: { login: 'alice', password: 'x' },
    });
    await clock.advance(MINUTE_MS);
    const timersBefore = clock.pendingCount;
    let pings = 0;
    let mostTimers = 0;

    for (let minute = 0; minute < HOURS * 60; minute += 1) {
      for (let ping = 0; ping < PINGS_A_MINUTE; ping += 1) {
        await clock.advance(MINUTE_MS / PINGS_A_MINUTE);
        gateway.socket.push(METHOD.ping);
        pings += 1;
        mostTimers = Math.max(mostTimers, clock.pendingCount);
      }
    }
    await clock.advance(0);

    expect(session.status).to.equal('ready');
    expect(gateway.sockets).to.have.lengthOf(1);
    // A ping is answered with one of our own.
    expect(gateway.received(METHOD.ping).length).to.be.at.least(pings);
    expect(mostTimers).to.be.at.most(timersBefore + 1);
    expect(gateway.received(METHOD.login)).to.have.lengthOf(1);
    expect([...errors, ...warnings]).to.deep.equal([]);
  });

  it('leaves no timer when it goes offline', async () => {
    const { session, clock } = await createReadySession({ auth: { login: 'alice', password: 'x' } });
    await clock.advance(HOURS * 60 * MINUTE_MS);

    session.disconnect();
    await clock.advance(MINUTE_MS);

    expect(clock.pendingCount).to.equal(0);
  });
});
