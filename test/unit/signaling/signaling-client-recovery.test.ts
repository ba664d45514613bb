import { expect } from '@open-wc/testing';
import * as z from 'zod/mini';

import { METHOD } from '../../../src/protocol/methods.js';
import { TelnyxError } from '../../../src/shared/errors.js';
import type { Credentials } from '../../../src/signaling/login.js';
import { beInState, logIn, refuseWith, staySilent } from '../../support/fake-gateway.js';
import { rejection } from '../../support/rejection.js';
import { createReadySignaling, createSignaling, createSource } from '../../support/signaling-scene.js';
import { settled } from '../../support/settled.js';

const SOON_MS = 300;
/** The pause between two questions for the registration, where the random number is one half. */
const PAUSE_MS = 4000;
const NOT_LOGGED_IN = -32000;

const token = (value: string): Credentials => ({ kind: 'token', token: value });

/** A page whose provider has one token after another. */
async function createWithProvider(tokens: string[], overrides: Parameters<typeof createSignaling>[0] = {}) {
  const asked: boolean[] = [];
  const { source, accepted } = createSource((_signal, isRefused) => {
    asked.push(isRefused);
    const next = tokens.shift();
    return next ? Promise.resolve(token(next)) : Promise.reject(new TelnyxError(46002));
  }, true);
  const scene = await createReadySignaling({ credentials: source, ...overrides });
  return { ...scene, asked, accepted };
}

const ask = ({ client }: ReturnType<typeof createSignaling>) =>
  client.request('some.method', {}, z.unknown());
const codes = (errors: readonly TelnyxError[]) => errors.map(({ code }) => code);

describe('SignalingClient and the registration', () => {
  for (const state of ['UNREGED', 'NOREG']) {
    it(`asks again 2 to 6 s after the gateway said ${state}, and stays ready when it was a passing thing`, async () => {
      const { gateway, clock, statuses, warnings } = await createReadySignaling();

      gateway.socket.push(METHOD.gatewayState, { state });
      await clock.advance(PAUSE_MS - 1);
      expect(gateway.received(METHOD.gatewayState)).to.have.length(1);
      await clock.advance(1);

      expect(gateway.received(METHOD.gatewayState)).to.have.length(2);
      expect([...statuses, ...warnings]).to.deep.equal([]);
    });
  }

  it('fails with 46001 at the fifth such answer, the push among them', async () => {
    const { client, gateway, clock, warnings } = await createReadySignaling();
    gateway.reactions[METHOD.gatewayState] = beInState('UNREGED');

    gateway.socket.push(METHOD.gatewayState, { state: 'UNREGED' });
    await clock.advance(4 * PAUSE_MS + 1000);

    expect(gateway.received(METHOD.gatewayState)).to.have.length(1 + 4);
    expect(client.state.value).to.have.nested.property('error.code', 46001);
    expect(codes(warnings)).to.deep.equal([46001]);
    expect(gateway.socket.readyState).to.equal(3);
    expect(clock.pendingCount).to.equal(0);
  });

  it('does not end a call for that: it fails when nobody talks any more', async () => {
    let isInCall = true;
    const { client, gateway, clock, statuses, warnings } = await createReadySignaling({
      isInCall: () => isInCall,
    });
    gateway.reactions[METHOD.gatewayState] = beInState('UNREGED');

    gateway.socket.push(METHOD.gatewayState, { state: 'UNREGED' });
    await clock.advance(60_000);
    expect(codes(warnings)).to.deep.equal([46001]);
    expect(statuses).to.deep.equal([]);
    isInCall = false;
    await clock.advance(1000);

    expect(client.state.value.status).to.equal('failed');
  });

  for (const state of ['FAILED', 'FAIL_WAIT', 'TIMEOUT']) {
    it(`goes to another node when the gateway is ${state}, but not before nobody talks any more`, async () => {
      let isInCall = true;
      const { client, gateway, clock, statuses, warnings } = await createReadySignaling({
        isInCall: () => isInCall,
      });
      gateway.reactions[METHOD.gatewayState] = beInState(state);

      gateway.socket.push(METHOD.gatewayState, { state });
      await clock.advance(60_000);
      expect(codes(warnings)).to.deep.equal([45004]);
      expect(statuses).to.deep.equal([]);
      gateway.reactions[METHOD.gatewayState] = beInState('REGED');
      isInCall = false;
      await clock.advance(1000 + PAUSE_MS);

      expect(client.state.value.status).to.equal('ready');
      expect(gateway.socket.url).to.include('skip_last_voice_sdk_id=true');
      expect(codes(warnings)).to.deep.equal([45004]);
      client.disconnect();
    });
  }

  it('forgets the doubt when the gateway has it registered again', async () => {
    const { gateway, client, clock, statuses } = await createReadySignaling({ isInCall: () => true });
    gateway.reactions[METHOD.gatewayState] = beInState('UNREGED');
    gateway.socket.push(METHOD.gatewayState, { state: 'UNREGED' });
    await clock.advance(5 * PAUSE_MS);

    gateway.reactions[METHOD.gatewayState] = beInState('REGED');
    client.requery();
    await clock.advance(60_000);

    expect(statuses).to.deep.equal([]);
  });

  it('asks at once when the gateway says that it is registered', async () => {
    const { client, gateway } = createSignaling();
    gateway.reactions[METHOD.gatewayState] = beInState('UNREGED');
    const connecting = client.connect();
    await settled();

    gateway.reactions[METHOD.gatewayState] = beInState('REGED');
    gateway.socket.push(METHOD.gatewayState, { state: 'REGED' });
    await connecting;

    expect(client.state.value.status).to.equal('ready');
    expect(gateway.received(METHOD.gatewayState)).to.have.length(2);
    client.disconnect();
  });

  it('is not hurried by a gateway that repeats itself', async () => {
    const { client, gateway, clock } = await createReadySignaling();

    for (let push = 0; push < 100; push += 1) gateway.socket.push(METHOD.gatewayState, { state: 'UNREGED' });
    await clock.advance(PAUSE_MS);

    expect(gateway.received(METHOD.gatewayState)).to.have.length(2);
    expect(client.state.value.status).to.equal('ready');
  });

  it('leaves a node that fails while it registers, once for the next socket', async () => {
    const { client, gateway, clock, sticky } = createSignaling();
    sticky.rememberNode('node-0');
    gateway.reactions[METHOD.gatewayState] = (socket, frame) => {
      beInState(gateway.sockets.length === 1 ? 'FAIL_WAIT' : 'REGED')(socket, frame);
    };

    const connecting = client.connect();
    await clock.advance(PAUSE_MS);
    await connecting;
    await clock.advance(10_000);
    gateway.socket.drop();
    await clock.advance(SOON_MS);

    const skips = gateway.sockets.map(({ url }) => new URL(url).searchParams.get('skip_last_voice_sdk_id'));
    expect(skips).to.deep.equal([null, 'true', null]);
  });

  it('B16: requery() finds a registration that was lost without a word', async () => {
    const { client, gateway, clock } = await createReadySignaling();
    gateway.reactions[METHOD.gatewayState] = beInState('NOREG');

    client.requery();
    await clock.advance(4 * PAUSE_MS + 1000);

    expect(client.state.value).to.have.nested.property('error.code', 46001);
  });

  it('B16: requery() leaves a socket that does not answer', async () => {
    const { client, gateway, clock, warnings } = await createReadySignaling();
    gateway.reactions[METHOD.gatewayState] = (socket, frame) => {
      if (gateway.sockets.length > 1) beInState('REGED')(socket, frame);
    };

    client.requery();
    await clock.advance(15_000 + SOON_MS);

    expect(codes(warnings)).to.deep.equal([36003]);
    expect(client.state.value.status).to.equal('ready');
    expect(gateway.sockets).to.have.length(2);
  });

  it('B16: asks for the registration when a keepalive is refused', async () => {
    const { client, gateway, clock } = await createReadySignaling();
    gateway.reactions[METHOD.ping] = refuseWith(-32602);

    await clock.advance(20_000);

    expect(gateway.received(METHOD.gatewayState)).to.have.length(2);
    expect(gateway.sockets).to.have.length(1);
    client.disconnect();
  });
});

describe('SignalingClient and a login that no longer holds', () => {
  it('B3: a request refused with -32000 rejects with 46003, fails the session, and causes no login', async () => {
    const scene = await createReadySignaling();
    const { client, gateway, clock, warnings } = scene;
    gateway.reactions['some.method'] = refuseWith(NOT_LOGGED_IN, 'Authentication Required');

    const error = await rejection(ask(scene));
    await clock.advance(60_000);

    expect(error).to.include({ code: 46003 });
    expect(error.context).to.deep.include({ method: 'some.method', rpcCode: NOT_LOGGED_IN });
    expect(codes(warnings)).to.deep.equal([46003]);
    expect(client.state.value).to.have.nested.property('error.code', 46003);
    expect(gateway.received(METHOD.anonymousLogin)).to.have.length(1);
    expect(clock.pendingCount).to.equal(0);
  });

  it('B3: does not end a call for that', async () => {
    const scene = await createReadySignaling({ isInCall: () => true });
    scene.gateway.reactions['some.method'] = refuseWith(NOT_LOGGED_IN);

    await rejection(ask(scene));
    await scene.clock.advance(60_000);

    expect(scene.statuses).to.deep.equal([]);
    scene.client.disconnect();
  });

  it('B3: asks the provider for a new token once, and logs in on the same socket', async () => {
    const scene = await createWithProvider(['first', 'second']);
    const { gateway, clock, statuses, warnings } = scene;
    gateway.reactions['some.method'] = refuseWith(NOT_LOGGED_IN);

    await rejection(ask(scene));
    await settled();
    gateway.reactions['some.method'] = (socket, frame) => socket.answer(frame, {});
    await ask(scene);
    await clock.advance(60_000);

    expect(scene.asked).to.deep.equal([false, true]);
    expect(gateway.received(METHOD.login).map(({ params }) => params?.login_token)).to.deep.equal([
      'first',
      'second',
    ]);
    expect(gateway.sockets).to.have.length(1);
    expect([...statuses, ...warnings]).to.deep.equal([]);
  });

  it('asks the provider again when the login is forgotten much later on the same socket', async () => {
    const scene = await createWithProvider(['first', 'second', 'third']);
    const { client, gateway, clock, statuses } = scene;
    for (const minutes of [0, 2]) {
      await clock.advance(minutes * 60_000);
      gateway.reactions['some.method'] = refuseWith(NOT_LOGGED_IN);
      await rejection(ask(scene));
      await settled();
    }

    expect(scene.asked).to.have.length(3);
    expect(client.state.value.status).to.equal('ready');
    expect(statuses).to.deep.equal([]);
  });

  it('B3: gives up when the new token does not help, and asks for no third', async () => {
    const scene = await createWithProvider(['first', 'second', 'third']);
    const { client, gateway, clock } = scene;
    gateway.reactions['some.method'] = refuseWith(NOT_LOGGED_IN);

    await rejection(ask(scene));
    await settled();
    await rejection(ask(scene));
    await clock.advance(60_000);

    expect(scene.asked).to.have.length(2);
    expect(client.state.value).to.have.nested.property('error.code', 46003);
    expect(clock.pendingCount).to.equal(0);
  });

  it('B3: asks a provider once more when its token is refused at login, then fails', async () => {
    const asked: boolean[] = [];
    const { source } = createSource((_signal, isRefused) => {
      asked.push(isRefused);
      return Promise.resolve(token(`token-${asked.length}`));
    }, true);
    const { client, gateway, clock } = createSignaling({ credentials: source });
    gateway.reactions[METHOD.login] = refuseWith(NOT_LOGGED_IN, 'Invalid Token');

    const error = await rejection(client.connect());
    await clock.advance(60_000);

    expect(error.code).to.equal(46001);
    expect(asked).to.deep.equal([false, true]);
    expect(gateway.received(METHOD.login)).to.have.length(2);
    expect(clock.pendingCount).to.equal(0);
  });

  it('B19: a fresh token goes to the node of the last session first, then to a fresh node', async () => {
    const { source } = createSource(() => Promise.resolve(token('t')), true);
    const { client, gateway, sticky } = createSignaling({ credentials: source });
    sticky.rememberNode('old-node');
    gateway.reactions[METHOD.login] = (socket, frame) => {
      (gateway.sockets.length < 3 ? refuseWith(NOT_LOGGED_IN) : logIn())(socket, frame);
    };

    await client.connect();

    expect(gateway.sockets.map(({ url }) => new URL(url).search)).to.deep.equal([
      '?voice_sdk_id=old-node',
      '?voice_sdk_id=node-1',
      '',
    ]);
  });
});

describe('SignalingClient.renew', () => {
  it('logs in again on the live socket: no other status, no other socket, no calls asked back', async () => {
    const { source, accepted } = createSource(() => Promise.resolve(token('first')));
    const { client, gateway, statuses } = await createReadySignaling({ credentials: source });
    const before = client.state.value;
    gateway.reactions[METHOD.login] = (socket, frame) => {
      socket.answer(frame, { message: 'logged in', sessid: 'session-2' });
      socket.push(METHOD.clientReady, { reattached_sessions: [] });
    };

    await client.renew(token('second'));

    expect(client.state.value).to.equal(before);
    expect(statuses).to.deep.equal([]);
    expect(gateway.sockets).to.have.length(1);
    expect(client.sessid).to.equal('session-2');
    expect(gateway.received(METHOD.login)[1]?.params).to.deep.include({
      login_token: 'second',
      reconnection: true,
    });
    expect(gateway.received(METHOD.login)[1]?.params).to.not.have.property('sessid');
    expect(accepted).to.deep.equal([token('first'), token('second')]);
  });

  it('rejects with a 46001 that is not fatal when the token is refused, and the old login goes on', async () => {
    const scene = await createReadySignaling();
    scene.gateway.reactions[METHOD.login] = refuseWith(NOT_LOGGED_IN, 'Invalid Token');

    expect(await rejection(scene.client.renew(token('bad')))).to.include({ code: 46001, fatal: false });
    await ask(scene);
    await scene.clock.advance(60_000);

    expect(scene.statuses).to.deep.equal([]);
    expect(scene.client.sessid).to.equal('session-1');
  });

  it('rejects with 60005 when nobody answers, with 60006 when there is no socket', async () => {
    const { client, gateway, clock } = await createReadySignaling();
    gateway.reactions[METHOD.login] = staySilent;

    const late = rejection(client.renew(token('second')));
    await clock.advance(15_000);
    expect((await late).code).to.equal(60005);
    client.disconnect();

    expect((await rejection(client.renew(token('second')))).code).to.equal(60006);
    expect(clock.pendingCount).to.equal(0);
  });
});
