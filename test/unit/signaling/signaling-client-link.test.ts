import { expect } from '@open-wc/testing';
import * as z from 'zod/mini';

import { METHOD } from '../../../src/protocol/methods.js';
import { ACKNOWLEDGED } from '../../../src/protocol/server-messages.js';
import type { Credentials } from '../../../src/signaling/login.js';
import { deferred } from '../../../src/shared/deferred.js';
import { beInState, refuseWith } from '../../support/fake-gateway.js';
import { rejection } from '../../support/rejection.js';
import { createReadySignaling, createSignaling, createSource } from '../../support/signaling-scene.js';
import { settled } from '../../support/settled.js';

/** More than the first reconnect waits, less than the ones after it. */
const SOON_MS = 300;
/** What a gateway that has failed is given, where the random number is one half. */
const PAUSE_MS = 4000;

describe('SignalingClient after a drop', () => {
  it('is soon ready again, on the same node and with the same session', async () => {
    const { client, gateway, clock } = await createReadySignaling();

    gateway.socket.drop();
    await settled();
    expect(client.state.value.status).to.equal('reconnecting');
    await clock.advance(SOON_MS);

    expect(client.state.value.status).to.equal('ready');
    expect(gateway.socket.url).to.equal('wss://gw.example/?voice_sdk_id=node-1');
    expect(gateway.received(METHOD.anonymousLogin)[1]?.params).to.include({
      reconnection: true,
      sessid: 'session-1',
    });
  });

  it('leaves a socket that no longer answers, without waiting for it to close', async () => {
    const { client, gateway, clock, warnings } = await createReadySignaling({ isInCall: () => true });
    gateway.reactions[METHOD.ping] = () => undefined;

    await clock.advance(8000);

    expect(warnings.map(({ code }) => code)).to.deep.equal([36003]);
    expect(gateway.sockets).to.have.length(2);
    expect(client.state.value.status).to.equal('ready');
  });

  it('tells which calls the server still holds', async () => {
    const { client, gateway, clock } = await createReadySignaling();
    gateway.reactions[METHOD.anonymousLogin] = (socket, frame) => {
      socket.answer(frame, { sessid: 'session-1' });
      socket.push(METHOD.clientReady, { reattached_sessions: ['call-1'] });
    };

    gateway.socket.drop();
    await clock.advance(SOON_MS);

    expect(client.state.value)
      .to.have.nested.property('registration.reattachedCallIds')
      .that.eqls(['call-1']);
  });

  it('makes connect() wait for the new link', async () => {
    const { client, gateway, clock } = await createReadySignaling();

    gateway.socket.drop();
    await settled();
    const connecting = client.connect();
    await clock.advance(SOON_MS);
    await connecting;

    expect(gateway.sockets).to.have.length(2);
  });

  it('gives up with 45003 after the allowed attempts', async () => {
    const { client, gateway, clock, statuses } = await createReadySignaling({ maxReconnectAttempts: 3 });
    gateway.onConnect = (socket) => socket.drop();

    gateway.socket.drop();
    await settled();
    const failure = rejection(client.connect());
    await clock.advance(60_000);

    expect((await failure).code).to.equal(45003);
    expect(gateway.sockets).to.have.length(1 + 3);
    expect(statuses.at(0)).to.equal('reconnecting');
    expect(statuses.at(-1)).to.equal('failed');
    expect(clock.pendingCount).to.equal(0);
  });

  it('has its attempts anew after each success', async () => {
    const { client, gateway, clock } = await createReadySignaling({ maxReconnectAttempts: 1 });

    for (let drop = 0; drop < 4; drop += 1) {
      await clock.advance(5000);
      gateway.socket.drop();
      await clock.advance(SOON_MS);
      expect(client.state.value.status).to.equal('ready');
    }
  });

  it('never gives up when there is no limit', async () => {
    const { client, gateway, clock } = await createReadySignaling({ maxReconnectAttempts: 0 });
    gateway.onConnect = (socket) => socket.drop();

    gateway.socket.drop();
    await clock.advance(600_000);

    expect(gateway.sockets.length).to.be.greaterThan(15);
    expect(client.state.value.status).to.equal('reconnecting');
    client.disconnect();
  });

  it('does not repeat a login that is refused', async () => {
    const { client, gateway, clock } = await createReadySignaling();
    gateway.reactions[METHOD.anonymousLogin] = refuseWith(-32000, 'Invalid Token');

    gateway.socket.drop();
    await clock.advance(60_000);

    expect(client.state.value).to.have.nested.property('error.code', 46001);
    // The first, one on the last node, one on a fresh node.
    expect(gateway.received(METHOD.anonymousLogin)).to.have.length(3);
  });

  it('ends the wait when it is told that the network is back', async () => {
    const { client, gateway, clock } = await createReadySignaling();
    gateway.onConnect = (socket) => socket.drop();
    gateway.socket.drop();
    await clock.advance(SOON_MS);
    gateway.onConnect = (socket) => socket.accept();

    client.reconnectNow();
    await settled();

    expect(client.state.value.status).to.equal('ready');
  });
});

describe('SignalingClient.request', () => {
  it('rejects with 60006 what is asked while there is no connection, and sends it never', async () => {
    const { client, gateway, clock } = createSignaling();

    const before = await rejection(client.request('some.method', {}, z.unknown()));
    await client.connect();
    gateway.socket.drop();
    await settled();
    const between = await rejection(client.request('some.method', {}, z.unknown()));
    await clock.advance(SOON_MS);

    expect([before.code, between.code]).to.deep.equal([60006, 60006]);
    expect(client.notify('some.method', {})).to.equal(true);
    expect(gateway.received('some.method')).to.have.length(1);
  });

  it('rejects with 60006 what waits when the socket breaks', async () => {
    const { client, gateway } = await createReadySignaling();
    gateway.reactions['some.method'] = (socket) => socket.drop();

    expect((await rejection(client.request('some.method', {}, z.unknown()))).code).to.equal(60006);
    expect(client.notify('some.method', {})).to.equal(false);
  });
});

describe('SignalingClient.disconnect', () => {
  it('closes the socket, forgets the session and leaves no timer', async () => {
    const { client, gateway, clock, sticky, statuses } = await createReadySignaling();

    client.disconnect();
    await settled();

    expect(statuses).to.deep.equal(['idle']);
    expect(gateway.socket.readyState).to.equal(3);
    expect(sticky.voiceSdkId).to.equal(null);
    expect(client.sessid).to.equal('');
    expect(clock.pendingCount).to.equal(0);
  });

  const moments: readonly (readonly [
    when: string,
    prepare: (scene: ReturnType<typeof createSignaling>) => void,
  ])[] = [
    ['the socket opens', ({ gateway }) => (gateway.onConnect = () => undefined)],
    ['the login waits', ({ gateway }) => (gateway.reactions[METHOD.anonymousLogin] = () => undefined)],
    [
      'clientReady is awaited',
      ({ gateway }) =>
        (gateway.reactions[METHOD.anonymousLogin] = (socket, frame) => socket.answer(frame, { sessid: 's' })),
    ],
    [
      'the registration is awaited',
      ({ gateway }) => (gateway.reactions[METHOD.gatewayState] = beInState('UNREGED')),
    ],
    ['the next attempt is awaited', ({ gateway }) => (gateway.onConnect = (socket) => socket.drop())],
  ];

  for (const [when, prepare] of moments) {
    it(`rejects connect() while ${when}, and leaves no timer`, async () => {
      const scene = createSignaling();
      const { client, clock, gateway } = scene;
      prepare(scene);

      const failure = rejection(client.connect());
      await settled();
      client.disconnect();
      await settled();

      expect((await failure).code).to.equal(60008);
      expect(client.state.value.status).to.equal('idle');
      expect(gateway.socket.readyState).to.equal(3);
      expect(clock.pendingCount).to.equal(0);
    });
  }

  it('ends the wait for a token too', async () => {
    const token = deferred<Credentials>();
    const { client, gateway, clock } = createSignaling({
      credentials: createSource(() => token.promise).source,
    });

    const failure = rejection(client.connect());
    await settled();
    client.disconnect();
    await settled();

    expect((await failure).code).to.equal(60008);
    expect(gateway.socket.readyState).to.equal(3);
    expect(clock.pendingCount).to.equal(0);
  });

  it('leaves a connection that was made since alone when the old token comes late', async () => {
    const late = deferred<Credentials>();
    const tokens = [late.promise, Promise.resolve<Credentials>({ kind: 'token', token: 'new' })];
    const { source } = createSource(() => tokens.shift() ?? late.promise);
    const { client, gateway } = createSignaling({ credentials: source });

    const first = rejection(client.connect());
    await settled();
    client.disconnect();
    await client.connect();
    late.resolve({ kind: 'token', token: 'old' });
    await settled();

    expect((await first).code).to.equal(60008);
    await client.request('some.method', {}, z.unknown());
    expect(gateway.received(METHOD.login).map(({ params }) => params?.login_token)).to.deep.equal(['new']);
  });

  it('hears nothing more from a socket that takes its time to close', async () => {
    const { client, gateway, sticky, messages, clock } = await createReadySignaling();
    const { socket } = gateway;
    socket.isStuck = true;

    client.disconnect();
    // Unlike a browser, Node delivers frames until the closing handshake is done.
    socket.readyState = 1;
    socket.push(METHOD.invite, { callID: 'call-1', sdp: 'v=0' });
    socket.readyState = 2;
    await clock.advance(5000);

    expect(messages).to.deep.equal([]);
    expect(sticky.voiceSdkId).to.equal(null);
    expect(clock.pendingCount).to.equal(0);
  });

  it('does nothing when there was no connection', () => {
    const { client, statuses } = createSignaling();

    client.disconnect();

    expect(statuses).to.deep.equal([]);
  });
});

describe('SignalingClient and what the server says', () => {
  for (const state of ['FAILED', 'FAIL_WAIT', 'TIMEOUT']) {
    it(`goes to another node when the gateway is ${state}`, async () => {
      const { client, gateway, clock, warnings } = await createReadySignaling();

      gateway.socket.push(METHOD.gatewayState, { state });
      await clock.advance(PAUSE_MS);

      expect(client.state.value.status).to.equal('ready');
      expect(warnings.map(({ code }) => code)).to.deep.equal([45004]);
      expect(gateway.socket.url).to.include('skip_last_voice_sdk_id=true');
    });
  }

  it('takes a gateway state from an answer that nobody waits for', async () => {
    const { client, gateway, clock, warnings } = await createReadySignaling();

    gateway.socket.deliver({ id: 'long ago', result: { params: { state: 'REGED' } } });
    gateway.socket.deliver({ id: 'long ago', result: { params: { state: 'FAILED' } } });
    await clock.advance(PAUSE_MS);

    expect(gateway.sockets).to.have.length(2);
    expect(client.state.value.status).to.equal('ready');
    expect(warnings.map(({ code }) => code)).to.deep.equal([45004]);
  });

  for (const state of ['REGED', 'REGISTER', 'TRYING', 'EXPIRED', 'SOMETHING_NEW']) {
    it(`stays when the gateway is ${state}`, async () => {
      const { gateway, clock, statuses, warnings } = await createReadySignaling();

      gateway.socket.push(METHOD.gatewayState, { state });
      await clock.advance(SOON_MS);

      expect(statuses).to.deep.equal([]);
      expect(warnings).to.deep.equal([]);
    });
  }

  it('reconnects after a punt, which it confirms before the socket goes', async () => {
    const { client, gateway, clock, warnings } = await createReadySignaling();
    const { socket } = gateway;

    const id = socket.push(METHOD.punt);
    await clock.advance(SOON_MS);

    expect(socket.acks).to.deep.equal([{ jsonrpc: '2.0', id, result: { method: METHOD.punt } }]);
    expect(client.state.value.status).to.equal('ready');
    expect(warnings.map(({ code }) => code)).to.deep.equal([45004]);
  });

  it('only warns of garbage, ignores what it does not know, and goes on', async () => {
    const { client, gateway, warnings, messages } = await createReadySignaling();

    for (const garbage of ['', 'not json', 'null', '[]', '{}', '{"id":{}}']) gateway.socket.deliver(garbage);
    gateway.socket.deliver({ id: 1, method: 'telnyx_rtc.future', params: {} });
    gateway.socket.deliver({ id: 2, method: METHOD.ringing, params: null });
    gateway.socket.push(METHOD.aiConversation, { type: 'response.text.delta', item_id: 'a', delta: 5 });
    gateway.socket.push(METHOD.aiConversation, { type: 'response.of_tomorrow', delta: 5 });
    gateway.socket.push(METHOD.ringing, { callID: 'call-1' });

    expect(new Set(warnings.map(({ code }) => code))).to.deep.equal(new Set([60009]));
    // All but the method and the event of tomorrow.
    expect(warnings).to.have.length(8);
    expect(messages.map(({ method }) => method)).to.deep.equal([METHOD.aiConversation, METHOD.ringing]);
    expect(client.state.value.status).to.equal('ready');
  });

  it('answers a ping with a fresh ping, and never with a result', async () => {
    const { gateway } = await createReadySignaling();
    const { socket } = gateway;

    const id = socket.push(METHOD.ping);
    await settled();

    const [ping] = gateway.received(METHOD.ping);
    expect(ping).to.deep.equal({
      jsonrpc: '2.0',
      id: ping?.id,
      method: METHOD.ping,
      params: {},
      voice_sdk_id: 'node-1',
    });
    expect(ping?.id).to.be.a('string').and.not.equal(String(id));
    expect(socket.acks).to.deep.equal([]);
  });

  for (const method of Object.values(METHOD)) {
    const isConfirmed = ACKNOWLEDGED.has(method);

    it(`${isConfirmed ? 'confirms' : 'does not confirm'} ${method}${isConfirmed ? ' once' : ''}`, async () => {
      const { gateway } = await createReadySignaling();
      const { socket } = gateway;

      const id = socket.push(method, {
        callID: 'call-1',
        sdp: 'v=0',
        candidate: 'candidate:1',
        state: 'TRYING',
      });
      await settled();

      const ack = { jsonrpc: '2.0', id, result: { method } };
      expect(socket.acks).to.deep.equal(isConfirmed ? [ack] : []);
    });
  }

  it('hands a call message on, reduced to what is known of it', async () => {
    const { gateway, messages } = await createReadySignaling();

    gateway.socket.push(METHOD.ringing, { callID: 'call-1', telnyx_leg_id: 'leg-1', secret: 1 });

    expect(messages).to.deep.equal([
      { method: METHOD.ringing, params: { callID: 'call-1', telnyx_leg_id: 'leg-1' } },
    ]);
  });
});
