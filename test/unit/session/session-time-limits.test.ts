import { expect } from '@open-wc/testing';

import { METHOD } from '../../../src/protocol/methods.js';
import { eventually } from '../../support/eventually.js';
import { logIn, staySilent } from '../../support/fake-gateway.js';
import { rejection } from '../../support/rejection.js';
import { createReadySession, createTalking } from '../../support/session-scene.js';
import { settled } from '../../support/settled.js';

const SIP = { login: 'user', password: 'secret' };
const OFFER = { callID: 'inbound-1', sdp: 'their offer' };

const REQUEST_LIMIT_MS = 15_000;
const MODIFY_LIMIT_MS = 10_000;
const RECOVERY_LIMIT_MS = 60_000;

describe('a gateway that does not answer', () => {
  it('B33: an INVITE ends the call with 40005', async () => {
    const { session, gateway, clock, errors } = await createReadySession({ auth: SIP });
    gateway.reactions[METHOD.invite] = staySilent;
    const call = session.call({ destination: '100' });
    const answered = rejection(call.answered);
    await settled();

    await clock.advance(REQUEST_LIMIT_MS - 1);
    expect(call.state).to.equal('requesting');
    await clock.advance(1);

    expect(await answered).to.include({ code: 40005, callId: call.id });
    expect(call.state).to.equal('ended');
    expect(errors.map(({ code }) => code)).to.deep.equal([40005]);
    expect(gateway.received(METHOD.bye)).to.have.length(1);
    session.disconnect();
    await settled();
    expect(clock.pendingCount).to.equal(0);
  });

  it('B33: an answer ends the call, and `answer()` rejects with 40005', async () => {
    const { session, gateway, clock, errors } = await createReadySession({ auth: SIP });
    gateway.reactions[METHOD.answer] = staySilent;
    gateway.socket.push(METHOD.invite, OFFER);
    const call = await eventually('it rings', () => session.getCall(OFFER.callID));
    const answering = rejection(call.answer());
    const answered = rejection(call.answered);
    await settled();

    await clock.advance(REQUEST_LIMIT_MS - 1);
    expect(call.state).to.equal('answering');
    await clock.advance(1);

    expect(await answering).to.include({ code: 40005, callId: call.id });
    expect((await answered).code).to.equal(40005);
    expect(call.state).to.equal('ended');
    expect(errors.map(({ code }) => code)).to.deep.equal([40005]);
    session.disconnect();
    await settled();
    expect(clock.pendingCount).to.equal(0);
  });

  it('B33: an attach ends the call with 47001 when no other try helps', async () => {
    const { session, call, gateway, clock, errors } = await createTalking({ auth: SIP });
    gateway.reactions[METHOD.attach] = staySilent;
    gateway.reactions[METHOD.login] = (socket, frame) => {
      logIn([call.id])(socket, frame);
      socket.push(METHOD.attach, { callID: call.id, sdp: 'their new offer' });
    };

    gateway.socket.drop();
    await clock.advance(2000);
    await eventually('the attach is answered', () => gateway.received(METHOD.attach).length > 0);
    // The sound may well flow meanwhile.
    await clock.advance(REQUEST_LIMIT_MS);
    expect(call.state).to.equal('reconnecting');
    await clock.advance(RECOVERY_LIMIT_MS);

    expect((await call.ended).cause).to.equal('ICE_RESTART_FAILED');
    expect(errors.map(({ code, callId }) => [code, callId])).to.deep.equal([[47001, call.id]]);
    expect(session.status).to.equal('ready');
    session.disconnect();
    await settled();
    expect(clock.pendingCount).to.equal(0);
  });

  it('B33: a hold rejects with 44001, and the call goes on', async () => {
    const { session, call, gateway, clock } = await createTalking({ auth: SIP });
    gateway.reactions[METHOD.modify] = staySilent;
    const holding = rejection(call.hold());
    await settled();

    await clock.advance(MODIFY_LIMIT_MS);

    expect(await holding).to.include({ code: 44001, callId: call.id });
    expect(call.state).to.equal('active');
    session.disconnect();
  });
});
