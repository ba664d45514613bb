import { expect } from '@open-wc/testing';

import { METHOD } from '../../../src/protocol/methods.js';
import type { TelnyxSessionOptions } from '../../../src/session/session-options.js';
import { deferred } from '../../../src/shared/deferred.js';
import { beInState, logIn, staySilent } from '../../support/fake-gateway.js';
import { createReadySession, createSession, createTalking } from '../../support/session-scene.js';
import { settled } from '../../support/settled.js';

const SIP: Partial<TelnyxSessionOptions> = { auth: { login: 'user', password: 'secret' } };
const OFFER = { callID: 'inbound-1', sdp: 'their offer' };
const RECONNECT_MS = 1000;

type Talking = Awaited<ReturnType<typeof createTalking>>;

describe('a call that ended while the gateway could not be told', () => {
  it('is ended there when the session is back and it was kept', async () => {
    const { session, call, gateway, clock } = await createTalking(SIP);
    gateway.reactions[METHOD.login] = logIn([call.id]);
    gateway.socket.drop();
    await settled();

    void call.hangup();
    await clock.advance(RECONNECT_MS);
    gateway.socket.push(METHOD.attach, { callID: call.id, sdp: 'their new offer' });
    await clock.advance(RECONNECT_MS);

    expect(session.status).to.equal('ready');
    expect(gateway.received(METHOD.bye).map(({ params }) => params?.dialogParams)).to.deep.equal([
      call.dialog,
    ]);
    expect(gateway.received(METHOD.attach)).to.deep.equal([]);
    session.disconnect();
  });

  it('is ended there also when it is offered before the session is registered', async () => {
    const { session, call, gateway, clock } = await createTalking(SIP);
    gateway.reactions[METHOD.login] = (socket, frame) => {
      socket.push(METHOD.attach, { callID: call.id, sdp: 'their new offer' });
      logIn()(socket, frame);
    };
    gateway.socket.drop();
    await settled();

    void call.hangup();
    await clock.advance(RECONNECT_MS);

    expect(gateway.received(METHOD.bye)).to.have.length(1);
    session.disconnect();
  });

  it('is ended there also when it is offered though it was not announced', async () => {
    const { session, call, gateway, clock } = await createTalking(SIP);
    gateway.socket.drop();
    await settled();
    void call.hangup();
    await clock.advance(RECONNECT_MS);
    expect(gateway.received(METHOD.bye)).to.deep.equal([]);

    gateway.socket.push(METHOD.attach, { callID: call.id, sdp: 'their new offer' });
    await settled();

    expect(gateway.received(METHOD.bye)).to.have.length(1);
    session.disconnect();
  });

  it('is ended there when the BYE went into a socket that was dead already', async () => {
    const { session, call, gateway, clock } = await createTalking(SIP);
    gateway.reactions[METHOD.bye] = staySilent;
    void call.hangup();
    await settled();
    expect(gateway.received(METHOD.bye)).to.have.length(1);

    gateway.reactions[METHOD.login] = logIn([call.id]);
    gateway.socket.drop();
    await clock.advance(RECONNECT_MS);

    expect(gateway.socket.methods).to.include(METHOD.bye);
    session.disconnect();
  });

  it('is ended there when the session was lost for good, and then made anew', async () => {
    const { session, call, gateway, clock } = await createTalking({ ...SIP, maxReconnectAttempts: 1 });
    gateway.onConnect = (socket) => socket.drop();
    gateway.socket.drop();
    await clock.advance(10_000);
    expect([session.status, call.state]).to.deep.equal(['failed', 'ended']);

    gateway.onConnect = (socket) => socket.accept();
    gateway.reactions[METHOD.login] = logIn([call.id]);
    await session.connect();
    await settled();

    expect(gateway.received(METHOD.bye)).to.have.length(1);
    session.disconnect();
  });

  for (const [when, forget] of [
    ['90 s later', ({ clock }) => clock.advance(90_000)],
    [
      'after disconnect()',
      async ({ session }) => {
        session.disconnect();
        await session.connect();
      },
    ],
  ] as readonly (readonly [string, (scene: Talking) => Promise<void>])[]) {
    it(`is forgotten ${when}, when no gateway can hold it`, async () => {
      const scene = await createTalking(SIP);
      const { session, call, gateway, clock } = scene;
      gateway.socket.drop();
      await settled();
      void call.hangup();
      await clock.advance(RECONNECT_MS);

      await forget(scene);
      gateway.socket.push(METHOD.attach, { callID: call.id, sdp: 'their new offer' });
      await settled();

      expect(session.status).to.equal('ready');
      expect(gateway.received(METHOD.bye)).to.deep.equal([]);
      session.disconnect();
    });
  }

  it('is not mentioned again when the gateway holds it no longer', async () => {
    const { session, call, gateway, clock } = await createTalking(SIP);
    gateway.socket.drop();
    await settled();

    void call.hangup();
    await clock.advance(RECONNECT_MS);

    expect(session.status).to.equal('ready');
    expect(gateway.received(METHOD.bye)).to.deep.equal([]);
    session.disconnect();
  });
});

describe('a session that comes back', () => {
  it('keeps a call that began to ring before it was registered', async () => {
    const { session, gateway, clock, errors } = createSession(SIP);
    gateway.reactions[METHOD.gatewayState] = beInState('UNREGED');
    const connected = session.connect();
    await settled();
    gateway.socket.push(METHOD.invite, OFFER);

    gateway.reactions[METHOD.gatewayState] = beInState('REGED');
    await clock.advance(2000);
    await connected;

    expect(session.getCall(OFFER.callID)?.state).to.equal('ringing');
    expect(errors).to.deep.equal([]);
    session.disconnect();
  });

  it('gives up a call that began to ring on a socket that broke before it was registered', async () => {
    const { session, gateway, clock } = await createReadySession(SIP);
    gateway.reactions[METHOD.gatewayState] = beInState('UNREGED');
    gateway.socket.drop();
    await clock.advance(RECONNECT_MS);
    gateway.socket.push(METHOD.invite, OFFER);
    expect(session.getCall(OFFER.callID)?.state).to.equal('ringing');

    gateway.reactions[METHOD.gatewayState] = beInState('REGED');
    gateway.socket.drop();
    await clock.advance(5000);

    expect(session.status).to.equal('ready');
    expect(session.getCall(OFFER.callID)?.state).to.equal('ended');
    session.disconnect();
  });

  it('keeps a call whose visitor is still asked for the microphone, and sends it then', async () => {
    const { session, gateway, clock, engine, errors } = await createReadySession(SIP);
    const permission = deferred();
    engine.gate = permission.promise;
    const call = session.call({ destination: '1' });
    await settled();

    gateway.socket.drop();
    await clock.advance(RECONNECT_MS);
    expect([session.status, call.state]).to.deep.equal(['ready', 'new']);
    permission.resolve();
    await settled();

    expect(gateway.socket.methods).to.include(METHOD.invite);
    expect(errors).to.deep.equal([]);
    session.disconnect();
  });

  it('sends a call whose microphone was allowed while it was away', async () => {
    const { session, gateway, clock, engine, errors } = await createReadySession(SIP);
    const permission = deferred();
    engine.gate = permission.promise;
    session.call({ destination: '1' });
    await settled();

    gateway.socket.drop();
    await settled();
    permission.resolve();
    await clock.advance(RECONNECT_MS);

    expect(gateway.socket.methods).to.include(METHOD.invite);
    expect(errors).to.deep.equal([]);
    session.disconnect();
  });
});
