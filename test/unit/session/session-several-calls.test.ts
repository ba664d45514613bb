import { expect } from '@open-wc/testing';

import { METHOD } from '../../../src/protocol/methods.js';
import { TelnyxError } from '../../../src/shared/errors.js';
import { logIn, refuseWith } from '../../support/fake-gateway.js';
import { eventually } from '../../support/eventually.js';
import { createReadySession, createTalking } from '../../support/session-scene.js';
import { settled } from '../../support/settled.js';

const SIP = { login: 'user', password: 'secret' };
const OFFER = { callID: 'inbound-1', sdp: 'their offer', caller_id_name: 'Jane', caller_id_number: '+1555' };

async function createPhone() {
  const scene = await createTalking({ auth: SIP });
  scene.gateway.reactions[METHOD.modify] = (socket, frame) => {
    const action = frame.params?.action;
    socket.answer(frame, { action, holdState: action === 'hold' ? 'held' : 'active' });
  };
  return scene;
}

describe('a second call on a phone', () => {
  it('puts the first on hold when it is placed', async () => {
    const { session, call } = await createPhone();

    const second = session.call({ destination: '2' });
    await settled();

    expect(call.state).to.equal('held');
    expect(second.state).to.equal('requesting');
    session.disconnect();
  });

  it('puts the first on hold when it is answered, not while it rings', async () => {
    const { session, call, gateway } = await createPhone();
    gateway.socket.push(METHOD.invite, OFFER);
    await settled();
    expect(call.state).to.equal('active');

    await session.getCall('inbound-1')?.answer();
    await settled();

    expect(session.snapshot.calls.map(({ id, state }) => [id, state])).to.deep.equal([
      [call.id, 'held'],
      ['inbound-1', 'active'],
    ]);
    session.disconnect();
  });

  it('is held in turn when the first is resumed', async () => {
    const { session, call, gateway } = await createPhone();
    gateway.socket.push(METHOD.invite, OFFER);
    const second = session.getCall('inbound-1');
    await second?.answer();
    await settled();

    await call.resume();
    await settled();

    expect([call.state, second?.state]).to.deep.equal(['active', 'held']);
    session.disconnect();
  });

  it('puts the first on hold when both were placed and are answered one after the other', async () => {
    const { session, call, gateway } = await createPhone();
    await call.hangup();
    const first = session.call({ destination: '1' });
    const second = session.call({ destination: '2' });
    await settled();

    for (const { id } of [first, second]) {
      gateway.socket.push(METHOD.answer, { callID: id, sdp: 'their answer' });
      await settled();
    }

    expect([first.state, second.state]).to.deep.equal(['held', 'active']);
    session.disconnect();
  });

  it('is not interrupted by the first, which was interrupted when it was placed', async () => {
    const { session, call, gateway, engine } = await createPhone();
    const { peer } = engine;
    const answerModify = gateway.reactions[METHOD.modify];
    gateway.reactions[METHOD.modify] = (socket, frame) => {
      if (frame.params?.action === 'updateMedia') socket.answer(frame, { sdp: 'their restart answer' });
      else answerModify?.(socket, frame);
    };
    peer.events?.onConnectionState('connected');
    await import('../../../src/call/call-recovery.js');
    peer.events?.onConnectionState('failed');
    await eventually('the first is interrupted', () => call.state === 'reconnecting');
    const second = session.call({ destination: '2' });
    await settled();
    gateway.socket.push(METHOD.answer, { callID: second.id, sdp: 'their answer' });
    await second.answered;

    peer.events?.onConnectionState('connected');
    await eventually('the first is held', () => call.state === 'held');

    expect(second.state).to.equal('active');
    session.disconnect();
  });

  it('leaves the first as it is when its microphone is refused', async () => {
    const { session, call, gateway, engine } = await createPhone();
    gateway.socket.push(METHOD.invite, OFFER);
    engine.microphoneError = new TelnyxError(42001);

    await session
      .getCall('inbound-1')
      ?.answer()
      .catch(() => undefined);
    await settled();

    expect([call.state, session.getCall('inbound-1')?.state]).to.deep.equal(['active', 'ringing']);
    session.disconnect();
  });

  it('leaves the first as it is when it cannot be resumed', async () => {
    const { session, call, gateway } = await createPhone();
    gateway.socket.push(METHOD.invite, OFFER);
    const second = session.getCall('inbound-1');
    await second?.answer();
    await settled();
    gateway.reactions[METHOD.modify] = refuseWith(-32603);

    await call.resume().catch(() => undefined);
    await settled();

    expect([call.state, second?.state]).to.deep.equal(['held', 'active']);
    session.disconnect();
  });

  it('warns with 33010 when the first cannot be held', async () => {
    const { session, call, gateway, warnings } = await createPhone();
    gateway.reactions[METHOD.modify] = refuseWith(-32603);

    session.call({ destination: '2' });
    await settled();

    expect(call.state).to.equal('active');
    expect(warnings.map(({ code, callId }) => [code, callId])).to.deep.equal([[33010, call.id]]);
    session.disconnect();
  });

  it('leaves the first as it is when it ends', async () => {
    const { session, call, gateway } = await createPhone();
    gateway.socket.push(METHOD.invite, OFFER);

    await session.getCall('inbound-1')?.hangup();

    expect(call.state).to.equal('active');
    session.disconnect();
  });
});

describe('calls of a session that comes back', () => {
  it('B12: go on as far as the server holds them; every other one ends', async () => {
    const { session, call, gateway, clock, errors } = await createPhone();
    gateway.socket.push(METHOD.invite, OFFER);
    const second = session.getCall('inbound-1');
    await second?.answer();
    await settled();
    gateway.reactions[METHOD.login] = logIn(['inbound-1']);
    const byes = gateway.received(METHOD.bye).length;

    gateway.socket.drop();
    await clock.advance(500);

    expect(call.state).to.equal('ended');
    expect(second?.state).to.equal('active');
    expect(errors.map(({ code, callId }) => [code, callId])).to.deep.equal([[48501, call.id]]);
    expect(gateway.received(METHOD.bye)).to.have.length(byes);
    session.disconnect();
  });
});

describe('what goes wrong in a call', () => {
  it('B5: is told through the session, with the id of the call, and ends it', async () => {
    const { session, engine, errors } = await createReadySession({ auth: SIP });
    const call = session.call({ destination: '1' });
    engine.peer.failures.createOffer = new Error('no codecs');

    await call.ended;

    expect(errors.map(({ callId, fatal }) => [callId, fatal])).to.deep.equal([[call.id, true]]);
    expect(session.snapshot.error).to.equal(errors[0]);
    session.disconnect();
  });

  it('B5: is told in the same way when it is only worth a warning', async () => {
    const { session, call, engine, warnings } = await createPhone();
    engine.peer.events?.onConnectionState('connected');
    await import('../../../src/call/call-recovery.js');

    engine.peer.events?.onConnectionState('failed');
    await eventually('a warning came', () => warnings.some(({ code }) => code === 36004));

    expect(warnings.find(({ code }) => code === 36004)).to.include({ callId: call.id, fatal: false });
    session.disconnect();
  });
});

describe('the messages of a call', () => {
  it('go to the page as they came', async () => {
    const infos: unknown[] = [];
    const { session, gateway, call } = await createTalking({
      auth: SIP,
      onCallInfo: (info) => infos.push(info),
    });

    gateway.socket.push(METHOD.info, { callID: call.id, msg: { body: 'Hello' } });

    expect(infos).to.deep.equal([{ callId: call.id, params: { callID: call.id, msg: { body: 'Hello' } } }]);
    session.disconnect();
  });

  it('change the name and number that are shown', async () => {
    const { session, gateway, call } = await createTalking({ auth: SIP });

    gateway.socket.push(METHOD.display, { callID: call.id, display_name: 'Ann', display_number: '+1777' });

    expect(call.snapshot).to.include({ remoteName: 'Ann', remoteNumber: '+1777' });
    session.disconnect();
  });
});

describe('the codecs a call prefers', () => {
  it('go to a peer of its own, since a prepared one has made its offer', async () => {
    const { session, engine } = await createReadySession({ auth: SIP });
    session.prewarm();
    await settled();

    session.call({ destination: '1', preferredCodecs: ['audio/PCMU'] });
    await settled();

    expect(engine.peers).to.have.length(2);
    expect(engine.peers[0]?.isClosed).to.equal(true);
    expect(engine.peer.options.preferredCodecs).to.deep.equal(['audio/PCMU']);
    session.disconnect();
  });
});
