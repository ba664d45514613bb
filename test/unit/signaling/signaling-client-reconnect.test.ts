import { expect } from '@open-wc/testing';
import * as z from 'zod/mini';

import { METHOD } from '../../../src/protocol/methods.js';
import type { Credentials } from '../../../src/signaling/login.js';
import { beInState, FakeGateway, logIn, staySilent } from '../../support/fake-gateway.js';
import { rejection } from '../../support/rejection.js';
import { createReadySignaling, createSignaling, createSource } from '../../support/signaling-scene.js';
import { settled } from '../../support/settled.js';

const SOON_MS = 300;

const hostsOf = ({ gateway }: ReturnType<typeof createSignaling>) =>
  gateway.sockets.map(({ url }) => new URL(url).hostname);

describe('SignalingClient and its attempts', () => {
  for (const [maxReconnectAttempts, sockets] of [
    [1, 2],
    [2, 3],
    [10, 3],
    [0, 3],
  ] as const) {
    it(`B27: with ${maxReconnectAttempts} allowed attempts, a first connection opens ${sockets} sockets`, async () => {
      const { client, gateway, clock } = createSignaling({ maxReconnectAttempts });
      gateway.onConnect = (socket) => socket.drop();

      const failure = rejection(client.connect());
      await clock.advance(60_000);

      // First, since without a limit the failure never comes.
      expect(gateway.sockets).to.have.length(sockets);
      expect((await failure).code).to.equal(45001);
    });
  }

  it('B27: the limit holds for a session that was ready, anonymous or not', async () => {
    const token: Credentials = { kind: 'token', token: 't' };
    for (const credentials of [createSource(), createSource(() => Promise.resolve(token))]) {
      const { client, gateway, clock } = await createReadySignaling({
        maxReconnectAttempts: 1,
        credentials: credentials.source,
      });
      gateway.onConnect = (socket) => socket.drop();

      gateway.socket.drop();
      await clock.advance(60_000);

      expect(client.state.value).to.have.nested.property('error.code', 45003);
      expect(gateway.sockets).to.have.length(2);
    }
  });

  it('waits longer and longer for a link that breaks at once, and gives none up that was there', async () => {
    const { client, gateway, clock } = await createReadySignaling({ maxReconnectAttempts: 3 });
    gateway.reactions[METHOD.gatewayState] = (socket, frame) => {
      beInState('REGED')(socket, frame);
      void settled().then(() => socket.drop());
    };

    gateway.socket.drop();
    await clock.advance(60_000);

    expect(client.state.value.status).to.equal('reconnecting');
    expect(gateway.sockets.length).to.be.within(1 + 4, 1 + 6);
  });

  it('asks for its session again however long it was connected', async () => {
    const { gateway, clock } = await createReadySignaling();

    // Longer than the server keeps a session that nobody is connected to.
    await clock.advance(100_000);
    gateway.socket.drop();
    await clock.advance(SOON_MS);

    const logins = gateway.received(METHOD.anonymousLogin).map(({ params }) => params?.sessid);
    expect(logins).to.deep.equal([undefined, 'session-1']);
  });

  it('spreads its attempts by the random number it is given', async () => {
    const waits: number[] = [];
    for (const random of [0, 1]) {
      const { client, gateway, clock } = createSignaling({ random: () => random });
      gateway.onConnect = (socket) => socket.drop();
      const start = clock.now();
      const failure = rejection(client.connect());
      while (gateway.sockets.length < 2) await clock.advance(10);
      waits.push(clock.now() - start);
      client.disconnect();
      await failure;
    }

    expect(waits).to.deep.equal([750, 1250]);
  });

  it('spreads its first attempt too, and is soon back', async () => {
    const waits: number[] = [];
    for (const random of [0, 0.5, 1]) {
      const { client, gateway, clock } = await createReadySignaling({ random: () => random });
      const start = clock.now();
      gateway.socket.drop();
      await clock.advance(0);
      while (gateway.sockets.length < 2) await clock.advance(10);
      waits.push(clock.now() - start);
      client.disconnect();
    }

    expect(waits).to.deep.equal([0, 250, 500]);
  });

  it('gives a gateway that has failed 2 to 6 s', async () => {
    const waits: number[] = [];
    for (const random of [0, 0.99]) {
      const { client, gateway, clock } = await createReadySignaling({ random: () => random });
      const start = clock.now();
      gateway.socket.push(METHOD.gatewayState, { state: 'FAILED' });
      while (gateway.sockets.length < 2) await clock.advance(10);
      waits.push(clock.now() - start);
      client.disconnect();
    }

    expect(waits).to.deep.equal([2000, 6000]);
  });

  it('B25: goes at once when the browser is online again, though the next attempt was far away', async () => {
    const { client, gateway, clock } = await createReadySignaling({ maxReconnectAttempts: 0 });
    gateway.onConnect = (socket) => socket.drop();
    gateway.socket.drop();
    await clock.advance(120_000);
    const { length } = gateway.sockets;
    gateway.onConnect = (socket) => socket.accept();

    client.reconnectNow();
    await clock.advance(100);

    expect(gateway.sockets).to.have.length(length + 1);
    expect(client.state.value.status).to.equal('ready');
  });

  it('B25: gives up an attempt that hangs in the old network, but not one that has just begun', async () => {
    const { client, gateway, clock } = await createReadySignaling();
    gateway.onConnect = () => undefined;
    gateway.socket.drop();
    await clock.advance(SOON_MS);
    expect(gateway.sockets).to.have.length(2);

    client.reconnectNow();
    await clock.advance(100);
    expect(gateway.sockets).to.have.length(2);
    await clock.advance(1000);
    gateway.onConnect = (socket) => socket.accept();
    client.reconnectNow();
    await clock.advance(100);

    expect(gateway.sockets).to.have.length(3);
    expect(gateway.sockets[1]?.readyState).to.equal(3);
    expect(client.state.value.status).to.equal('ready');
  });

  it('B25: begins a login anew that waits for an answer through the old network', async () => {
    const { client, gateway, clock } = await createReadySignaling();
    gateway.reactions[METHOD.anonymousLogin] = staySilent;
    gateway.socket.drop();
    await clock.advance(SOON_MS + 1000);
    gateway.reactions[METHOD.anonymousLogin] = logIn();
    expect(gateway.sockets).to.have.length(2);

    client.reconnectNow();
    await settled();
    expect(gateway.sockets, 'while only the tab is looked at').to.have.length(2);
    client.reconnectNow(true);
    await settled();

    expect(gateway.sockets).to.have.length(3);
    expect(gateway.sockets[1]?.readyState).to.equal(3);
    expect(client.state.value.status).to.equal('ready');
    client.disconnect();
    await settled();
    expect(clock.pendingCount).to.equal(0);
  });

  it('goes to the automatic host when a region cannot be reached, and keeps to it', async () => {
    const scene = createSignaling({ address: { region: 'eu' } });
    const { client, gateway, clock } = scene;
    gateway.onConnect = (socket) => {
      if (socket.url.includes('eu.')) socket.drop();
      else socket.accept();
    };

    const connecting = client.connect();
    await clock.advance(2000);
    await connecting;
    await clock.advance(10_000);
    gateway.socket.drop();
    await clock.advance(SOON_MS);

    expect(hostsOf(scene)).to.deep.equal(['eu.rtc.telnyx.com', 'rtc.telnyx.com', 'rtc.telnyx.com']);
    expect(client.state.value.status).to.equal('ready');
  });

  it('tries the region again when the automatic host cannot be reached either, and at each connect()', async () => {
    const scene = createSignaling({ address: { region: 'eu' } });
    const { client, gateway, clock } = scene;
    gateway.onConnect = (socket) => socket.drop();

    for (let attempt = 0; attempt < 2; attempt += 1) {
      const failure = rejection(client.connect());
      await clock.advance(20_000);
      await failure;
    }

    const [region, automatic] = ['eu.rtc.telnyx.com', 'rtc.telnyx.com'];
    expect(hostsOf(scene)).to.deep.equal([region, automatic, region, region, automatic, region]);
  });

  it('B36: a region goes in front of a Telnyx host, and never into another', async () => {
    const scene = createSignaling({ address: { gatewayUrl: 'wss://my-rtc.example/rtc', region: 'eu' } });

    await scene.client.connect();

    expect(scene.gateway.socket.url).to.equal('wss://my-rtc.example/rtc');
  });

  it('B37: a socket that cannot even be made leaves the session as it is, and is tried again', async () => {
    const gateway = new FakeGateway();
    let failures = 2;
    const Broken = class extends gateway.WebSocket {
      constructor(url: string) {
        if (gateway.sockets.length > 0 && failures-- > 0) throw new DOMException('no', 'SecurityError');
        super(url);
      }
    };
    const { client, clock, statuses } = await createReadySignaling({ WebSocket: Broken });

    gateway.socket.drop();
    await clock.advance(10_000);

    expect(new Set(statuses)).to.deep.equal(new Set(['reconnecting', 'ready']));
    expect(client.state.value.status).to.equal('ready');
    expect(failures).to.be.lessThan(1);
  });
});

describe('SignalingClient and its socket', () => {
  it('B4: what is asked without a connection rejects at once, and is not sent when there is one', async () => {
    const { client, gateway, clock } = await createReadySignaling();
    gateway.socket.drop();
    await settled();

    const error = await rejection(client.request('some.method', {}, z.unknown()));
    await clock.advance(SOON_MS);

    expect(error.code).to.equal(60006);
    expect(client.state.value.status).to.equal('ready');
    expect(gateway.received('some.method')).to.deep.equal([]);
  });

  it('B26: tells how a socket ended in one shape, whoever ended it', async () => {
    const scene = await createReadySignaling();
    scene.gateway.reactions['some.method'] = (socket) => socket.drop(1011);

    const error = await rejection(scene.client.request('some.method', {}, z.unknown()));

    expect(error.cause).to.have.deep.property('context', { closeCode: 1011 });
  });

  for (const params of [{}, { callID: 'call-1' }, { callID: null }]) {
    it(`B13: a punt with ${JSON.stringify(params)} reconnects the session and asks for its calls`, async () => {
      const { client, gateway, clock, warnings } = await createReadySignaling();

      gateway.socket.push(METHOD.punt, params);
      await clock.advance(SOON_MS);

      expect(client.state.value.status).to.equal('ready');
      expect(gateway.received(METHOD.anonymousLogin)[1]?.params).to.include({
        reconnection: true,
        sessid: 'session-1',
      });
      expect(gateway.socket.url).to.include('voice_sdk_id=node-1').and.not.include('skip_last');
      expect(warnings.map(({ code, context }) => [code, context.state])).to.deep.equal([[45004, 'punt']]);
    });
  }

  it('B13: a punt during the login leads to another attempt', async () => {
    const { client, gateway, clock } = createSignaling();
    gateway.reactions[METHOD.gatewayState] = (socket, frame) => {
      if (gateway.sockets.length === 1) socket.push(METHOD.punt);
      else beInState('REGED')(socket, frame);
    };

    const connecting = client.connect();
    await clock.advance(2000);
    await connecting;

    expect(gateway.sockets).to.have.length(2);
  });

  it('B40: a punt is confirmed while the socket is still open', async () => {
    const { gateway } = await createReadySignaling();
    const { socket } = gateway;
    let stateAtAck = -1;
    socket.onSent = ({ result }) => {
      if (result) stateAtAck = socket.readyState;
    };

    const id = socket.push(METHOD.punt);

    expect(stateAtAck).to.equal(1);
    expect(socket.acks).to.deep.equal([{ jsonrpc: '2.0', id, result: { method: METHOD.punt } }]);
  });

  it('B33: every request has a time limit, the login and the question for the state too', async () => {
    for (const method of [METHOD.anonymousLogin, METHOD.gatewayState]) {
      const { client, gateway, clock } = createSignaling();
      gateway.reactions[method] = staySilent;

      const failure = rejection(client.connect());
      await clock.advance(60_000);

      expect((await failure).code, method).to.equal(60005);
      expect(clock.pendingCount).to.equal(0);
    }
    for (const method of [METHOD.invite, METHOD.answer, METHOD.attach, METHOD.bye, METHOD.modify]) {
      const { client, gateway, clock } = await createReadySignaling();
      gateway.reactions[method] = staySilent;

      const failure = rejection(client.request(method, {}, z.unknown()));
      await clock.advance(15_000);

      expect((await failure).code, method).to.equal(60005);
      client.disconnect();
    }
  });

  it('a login holds nothing but what it must', async () => {
    const anonymous: Credentials = {
      kind: 'anonymous',
      agentId: 'assistant-1',
      targetParams: { conversation_id: 'c' },
    };
    const secretive = {
      ...anonymous,
      iceServers: [{ urls: 'turn:x', credential: 'turn-secret' }],
      self: document,
    };
    const { client, gateway } = createSignaling({
      credentials: createSource(() => Promise.resolve(secretive as Credentials)).source,
    });

    await client.connect();

    const params = gateway.received(METHOD.anonymousLogin)[0]?.params;
    expect(params).to.have.all.keys(
      'target_type',
      'target_id',
      'target_params',
      'reconnection',
      'User-Agent',
    );
    expect(JSON.stringify(gateway.socket.sent)).to.not.include('turn-secret');
  });

  it('B10: a client that is told to leave a node says so once, and keeps it to itself', async () => {
    const first = await createReadySignaling({ skipLastNode: true });
    const second = await createReadySignaling();

    first.gateway.socket.push(METHOD.gatewayState, { state: 'FAILED' });
    await first.clock.advance(20_000);
    first.gateway.socket.drop();
    second.gateway.socket.drop();
    await Promise.all([first.clock.advance(SOON_MS), second.clock.advance(SOON_MS)]);

    const skips = ({ gateway }: typeof first) => gateway.sockets.map(({ url }) => url.includes('skip_last'));
    expect(skips(first)).to.deep.equal([false, true, false]);
    expect(skips(second)).to.deep.equal([false, false]);
  });

  it('leaves a node that failed to the end by the next connect() too', async () => {
    const { client, gateway, clock } = await createReadySignaling({ maxReconnectAttempts: 1 });
    gateway.reactions[METHOD.gatewayState] = beInState('FAILED');
    gateway.socket.push(METHOD.gatewayState, { state: 'FAILED' });
    await clock.advance(20_000);
    expect(client.state.value.status).to.equal('failed');
    gateway.reactions[METHOD.gatewayState] = beInState('REGED');

    await client.connect();

    expect(gateway.socket.url).to.include('skip_last_voice_sdk_id=true');
    client.disconnect();
  });

  it('leaves a node whose session is too old to be there, but not the one that holds its calls', async () => {
    const skips: boolean[] = [];
    for (const pauseMs of [60_000, 100_000]) {
      const { client, gateway, clock, sticky } = createSignaling({ skipLastNode: true });
      sticky.rememberNode('node-1');
      sticky.rememberSession('session-1');
      await clock.advance(pauseMs);

      await client.connect();

      skips.push(gateway.socket.url.includes('skip_last_voice_sdk_id=true'));
      client.disconnect();
    }

    expect(skips).to.deep.equal([false, true]);
  });
});
