import { expect } from '@open-wc/testing';

import { METHOD } from '../../../src/protocol/methods.js';
import type { TelnyxError } from '../../../src/shared/errors.js';
import { staySilent } from '../../support/fake-gateway.js';
import { rejection } from '../../support/rejection.js';
import { createReadySignaling, createSignaling } from '../../support/signaling-scene.js';
import { settled } from '../../support/settled.js';

const SOON_MS = 300;

const codes = (errors: readonly TelnyxError[]) => errors.map(({ code }) => code);

describe('SignalingClient.proveAlive and forceReconnect', () => {
  const lifetime = new AbortController();

  it('needs no question when the gateway was just heard', async () => {
    const { client, gateway } = await createReadySignaling();

    await client.proveAlive(lifetime.signal);

    expect(gateway.received(METHOD.ping)).to.deep.equal([]);
  });

  it('asks a gateway that was silent for 3 s', async () => {
    const { client, gateway, clock } = await createReadySignaling();
    await clock.advance(3000);

    await client.proveAlive(lifetime.signal);

    expect(gateway.received(METHOD.ping)).to.have.length(1);
  });

  it('asks however lately it has heard the gateway where that is wanted', async () => {
    const { client, gateway, clock } = await createReadySignaling();
    gateway.reactions[METHOD.ping] = staySilent;

    const failure = rejection(client.proveAlive(lifetime.signal, 0));
    await clock.advance(3000);

    expect((await failure).code).to.equal(60005);
    client.disconnect();
  });

  it('B24: a probe has its own deadline, whatever else the gateway says; then the socket is made anew', async () => {
    const { client, gateway, clock, warnings } = await createReadySignaling();
    gateway.reactions[METHOD.ping] = staySilent;
    await clock.advance(3000);

    const failure = rejection(client.proveAlive(lifetime.signal));
    for (let second = 0; second < 3; second += 1) {
      gateway.socket.push(METHOD.ringing, { callID: 'call-1' });
      await clock.advance(1000);
    }

    expect((await failure).code).to.equal(60005);
    expect(codes(warnings)).to.deep.equal([36003]);
    await clock.advance(SOON_MS);
    expect(gateway.sockets).to.have.length(2);
    expect(client.state.value.status).to.equal('ready');
  });

  it('B24: the monitor leaves a gateway that talks and does not listen, within 20 s of a call', async () => {
    const { gateway, clock } = await createReadySignaling({ isInCall: () => true });
    gateway.reactions[METHOD.ping] = staySilent;

    for (let second = 0; second < 20; second += 1) {
      gateway.socket.push(METHOD.ringing, { callID: 'call-1' });
      await clock.advance(1000);
    }

    expect(gateway.sockets).to.have.length(2);
  });

  it('pings an idle gateway within 35 s of silence, and at a call finds a dead one within 8 s', async () => {
    const idle = await createReadySignaling();
    const talking = await createReadySignaling({ isInCall: () => true });
    talking.gateway.reactions[METHOD.ping] = staySilent;

    await idle.clock.advance(35_000);
    await talking.clock.advance(8000);

    expect(idle.gateway.received(METHOD.ping)).to.not.deep.equal([]);
    expect(idle.gateway.sockets).to.have.length(1);
    expect(talking.gateway.sockets).to.have.length(2);
  });

  it('makes the socket anew when it is told to, with the reason, and at once though the old one is stuck', async () => {
    const { client, gateway, clock, warnings } = await createReadySignaling();
    gateway.socket.isStuck = true;

    client.forceReconnect('ice-restart-failed');
    await clock.advance(SOON_MS);

    expect(client.state.value.status).to.equal('ready');
    expect(gateway.sockets).to.have.length(2);
    expect(warnings[0]).to.include({ code: 36003, fatal: false });
    expect(warnings[0]?.context).to.deep.equal({ reason: 'ice-restart-failed' });
    expect(gateway.received(METHOD.anonymousLogin)[1]?.params).to.include({ sessid: 'session-1' });
    client.disconnect();
    await clock.advance(5000);
    expect(clock.pendingCount).to.equal(0);
  });

  it('rejects with 60006 when there is no connection, and forces nothing', async () => {
    const { client, gateway } = createSignaling();

    expect((await rejection(client.proveAlive(lifetime.signal))).code).to.equal(60006);
    client.forceReconnect('test');
    client.requery();
    client.reconnectNow();

    expect(client.state.value.status).to.equal('idle');
    expect(gateway.sockets).to.deep.equal([]);
  });

  it('ends a proof with its signal, and leaves the socket alone', async () => {
    const { client, gateway, clock } = await createReadySignaling();
    gateway.reactions[METHOD.ping] = staySilent;
    await clock.advance(3000);
    const own = new AbortController();

    const failure = rejection(client.proveAlive(own.signal));
    own.abort();

    expect((await failure).code).to.equal(60008);
    await settled();
    expect(client.state.value.status).to.equal('ready');
    client.disconnect();
    await settled();
    expect(clock.pendingCount).to.equal(0);
  });
});
