import { expect } from '@open-wc/testing';

import { METHOD } from '../../../src/protocol/methods.js';
import { TelnyxError } from '../../../src/shared/errors.js';
import type { Credentials } from '../../../src/signaling/login.js';
import { beInState, logIn, refuseWith, staySilent } from '../../support/fake-gateway.js';
import { rejection } from '../../support/rejection.js';
import { createSignaling, createSource } from '../../support/signaling-scene.js';
import { settled } from '../../support/settled.js';

const LOGIN_INCORRECT = -32001;

describe('SignalingClient.connect', () => {
  it('logs in, waits for clientReady, asks for the state and is ready', async () => {
    const { client, gateway, statuses } = createSignaling();

    await client.connect();

    expect(gateway.socket.methods).to.deep.equal([METHOD.anonymousLogin, METHOD.gatewayState]);
    expect(gateway.socket.sent[1]).to.include({ voice_sdk_id: 'node-1' });
    expect(statuses).to.deep.equal(['connecting', 'ready']);
    expect(client.sessid).to.equal('session-1');
    expect(client.state.value).to.deep.include({
      registration: {
        sessid: 'session-1',
        region: 'eu',
        dc: 'dc-1',
        callReportId: 'report-1',
        reattachedCallIds: [],
      },
    });
  });

  it('is not ready when the socket opens, nor at the login result, nor at clientReady', async () => {
    const { client, gateway } = createSignaling();
    const statusAt: Record<string, string> = {};
    gateway.reactions[METHOD.anonymousLogin] = (socket, frame) => {
      statusAt.login = client.state.value.status;
      logIn()(socket, frame);
    };
    gateway.reactions[METHOD.gatewayState] = (socket, frame) => {
      statusAt.gatewayState = client.state.value.status;
      beInState('REGED')(socket, frame);
    };

    await client.connect();

    expect(statusAt).to.deep.equal({ login: 'connecting', gatewayState: 'connecting' });
  });

  it('sends nothing before the socket is open', async () => {
    const { client, gateway } = createSignaling();
    gateway.onConnect = () => undefined;

    const connecting = client.connect();
    await settled();
    expect(gateway.socket.sent).to.deep.equal([]);
    gateway.socket.accept();
    await connecting;

    expect(gateway.socket.methods[0]).to.equal(METHOD.anonymousLogin);
  });

  it('asks for the state only after clientReady', async () => {
    const { client, gateway } = createSignaling();
    gateway.reactions[METHOD.anonymousLogin] = (socket, frame) => {
      socket.answer(frame, { message: 'logged in', sessid: 'session-1' });
    };

    const connecting = client.connect();
    await settled();
    expect(gateway.socket.methods).to.deep.equal([METHOD.anonymousLogin]);
    gateway.socket.push(METHOD.clientReady);
    await connecting;

    expect(client.state.value.status).to.equal('ready');
  });

  it('asks all the same when clientReady never comes', async () => {
    const { client, gateway, clock } = createSignaling();
    gateway.reactions[METHOD.anonymousLogin] = (socket, frame) => {
      socket.answer(frame, { message: 'logged in', sessid: 'session-1' });
    };

    const connecting = client.connect();
    await clock.advance(5000);
    await connecting;

    expect(client.state.value.status).to.equal('ready');
  });

  it('is one attempt for all who ask', async () => {
    const { client, gateway } = createSignaling();

    await Promise.all([client.connect(), client.connect(), client.connect()]);
    await client.connect();

    expect(gateway.sockets).to.have.length(1);
  });

  it('asks again while the gateway is not registered yet', async () => {
    const { client, gateway, clock } = createSignaling();
    const states = ['UNREGED', 'NOREG', 'TRYING', 'REGISTER'];
    gateway.reactions[METHOD.gatewayState] = (socket, frame) => {
      beInState(states.shift() ?? '')(socket, frame);
    };

    const connecting = client.connect();
    await clock.advance(1000 + 2 * 6000);
    await connecting;

    expect(states).to.deep.equal([]);
    expect(client.state.value.status).to.equal('ready');
  });

  it('fails with 46001 when the gateway never registers it', async () => {
    const { client, gateway, clock } = createSignaling();
    gateway.reactions[METHOD.gatewayState] = beInState('UNREGED');

    const failure = rejection(client.connect());
    await clock.advance(1000 + 3 * 6000);

    expect((await failure).code).to.equal(46001);
    expect(gateway.received(METHOD.gatewayState)).to.have.length(5);
    expect(client.state.value.status).to.equal('failed');
    expect(clock.pendingCount).to.equal(0);
  });

  for (const code of [LOGIN_INCORRECT, -32000]) {
    it(`fails with 46001 when the login is refused with ${code}, and does not ask twice`, async () => {
      const { client, gateway, statuses, clock } = createSignaling();
      gateway.reactions[METHOD.anonymousLogin] = refuseWith(code, 'Login Incorrect');

      const error = await rejection(client.connect());

      expect(error).to.include({ code: 46001, fatal: true });
      expect(error.context).to.deep.equal({ rpcCode: code, isCredential: true });
      expect(gateway.received(METHOD.anonymousLogin)).to.have.length(1);
      expect(statuses).to.deep.equal(['connecting', 'failed']);
      await settled();
      expect(gateway.socket.readyState).to.equal(3);
      expect(clock.pendingCount).to.equal(0);
    });
  }

  it('tries a fresh node once when the one of the last session refuses', async () => {
    const { client, gateway, sticky, warnings } = createSignaling();
    sticky.rememberNode('old-node');
    sticky.rememberSession('old-session');
    gateway.reactions[METHOD.anonymousLogin] = (socket, frame) => {
      if (gateway.sockets.length === 1) socket.refuse(frame, LOGIN_INCORRECT);
      else logIn()(socket, frame);
    };

    await client.connect();

    const [first, second] = gateway.received(METHOD.anonymousLogin);
    expect(gateway.sockets.map(({ url }) => url)).to.deep.equal([
      'wss://gw.example/?voice_sdk_id=old-node',
      'wss://gw.example/',
    ]);
    expect(first?.params).to.include({ reconnection: true, sessid: 'old-session' });
    expect(second?.params).to.include({ reconnection: false }).and.not.have.property('sessid');
    expect(warnings).to.deep.equal([]);
  });

  it('fails when the fresh node refuses too', async () => {
    const { client, gateway, sticky } = createSignaling();
    sticky.rememberNode('old-node');
    gateway.reactions[METHOD.anonymousLogin] = refuseWith(LOGIN_INCORRECT);

    const error = await rejection(client.connect());

    expect(error.code).to.equal(46001);
    expect(gateway.received(METHOD.anonymousLogin)).to.have.length(2);
  });

  it('fails with 45001 after three sockets that were refused', async () => {
    const { client, gateway, clock, statuses } = createSignaling();
    gateway.onConnect = (socket) => socket.drop();

    const failure = rejection(client.connect());
    await clock.advance(60_000);

    expect((await failure).code).to.equal(45001);
    expect(gateway.sockets).to.have.length(3);
    expect(statuses).to.deep.equal(['connecting', 'failed']);
    expect(clock.pendingCount).to.equal(0);
  });

  it('fails with 45001 when no socket opens in time', async () => {
    const { client, gateway, clock } = createSignaling();
    gateway.onConnect = () => undefined;

    const failure = rejection(client.connect());
    await clock.advance(60_000);

    expect((await failure).code).to.equal(45001);
    for (const socket of gateway.sockets) expect(socket.readyState).to.equal(3);
    expect(clock.pendingCount).to.equal(0);
  });

  it('can be tried again after it failed', async () => {
    const { client, gateway } = createSignaling();
    gateway.reactions[METHOD.anonymousLogin] = refuseWith(LOGIN_INCORRECT);
    await rejection(client.connect());
    gateway.reactions[METHOD.anonymousLogin] = logIn();

    await client.connect();

    expect(client.state.value.status).to.equal('ready');
  });

  it('retries when a socket breaks in the middle of the login', async () => {
    const { client, gateway, clock } = createSignaling();
    gateway.reactions[METHOD.anonymousLogin] = (socket, frame) => {
      if (gateway.sockets.length === 1) socket.drop();
      else logIn()(socket, frame);
    };

    const connecting = client.connect();
    await clock.advance(2000);
    await connecting;

    expect(gateway.sockets).to.have.length(2);
  });

  it('gives a login that is never answered up', async () => {
    const { client, gateway, clock } = createSignaling();
    gateway.reactions[METHOD.anonymousLogin] = staySilent;

    const failure = rejection(client.connect());
    await clock.advance(120_000);

    expect((await failure).code).to.equal(60005);
    expect(gateway.sockets).to.have.length(3);
    expect(clock.pendingCount).to.equal(0);
  });

  it('opens no socket for an address that cannot be used', async () => {
    const { client, gateway } = createSignaling({ address: { gatewayUrl: 'ws://gw.example' } });

    expect((await rejection(client.connect())).code).to.equal(60001);
    expect(gateway.sockets).to.have.length(0);
  });

  it('is registered also where the gateway says so by a push alone', async () => {
    const { client, gateway } = createSignaling();
    gateway.reactions[METHOD.gatewayState] = (socket) => {
      socket.push(METHOD.gatewayState, { state: 'REGED', call_report_id: 'report-2', dc: 'dc-2' });
    };

    await client.connect();

    expect(client.state.value).to.deep.include({ status: 'ready' });
    expect(client.state.value).to.have.nested.include({ 'registration.dc': 'dc-2' });
  });

  it('notices a socket that ends in an error alone, as one does that the page forbids', async () => {
    const { client, gateway, clock } = createSignaling();
    gateway.onConnect = (socket) => {
      socket.readyState = 3;
      socket.dispatchEvent(new Event('error'));
    };

    const failure = rejection(client.connect());
    await clock.advance(6000);

    expect((await failure).code).to.equal(45001);
    expect(clock.pendingCount).to.equal(0);
  });

  it('opens no socket in a browser that lacks what it rests on, and says why', async () => {
    const { client, gateway } = createSignaling();
    const native = Object.getOwnPropertyDescriptor(AbortSignal, 'any')!;
    Reflect.deleteProperty(AbortSignal, 'any');
    const failure = await rejection(client.connect());
    Object.defineProperty(AbortSignal, 'any', native);

    expect(failure).to.include({ code: 60004, fatal: true });
    expect(gateway.sockets).to.have.length(0);
  });

  it('fails at once, without a second socket, when there are no credentials', async () => {
    const credentials = createSource(() => Promise.reject<Credentials>(new TelnyxError(46002))).source;
    const { client, gateway } = createSignaling({ credentials });

    expect((await rejection(client.connect())).code).to.equal(46002);
    expect(gateway.received(METHOD.login)).to.deep.equal([]);
    expect(gateway.sockets.length).to.be.lessThan(2);
  });

  it('asks for credentials before each login', async () => {
    const asked: string[] = [];
    const { source } = createSource(() => {
      asked.push('asked');
      return Promise.resolve<Credentials>({ kind: 'token', token: `token-${asked.length}` });
    });
    const { client, gateway, clock } = createSignaling({ credentials: source });
    await client.connect();

    gateway.socket.drop();
    await clock.advance(1000);

    expect(gateway.received(METHOD.login).map(({ params }) => params?.login_token)).to.deep.equal([
      'token-1',
      'token-2',
    ]);
  });
});
