import { expect } from '@open-wc/testing';

import { command, report, reportWhen } from '../support/gateway.js';
import { callWhen, createSpeaker, logIn, onlyCall, packetsMore } from '../support/official-sdk.js';

type Login = Parameters<typeof logIn>[0];
type Gateway = Parameters<typeof logIn>[1];

/** The SDK in a call with the echo. */
async function callEcho(login: Login, gateway?: Gateway) {
  const { client, tag } = await logIn(login, gateway);
  const active = callWhen(client, ({ state }) => state === 'active');
  const call = client.newCall({
    destinationNumber: 'echo',
    audio: true,
    trickleIce: true,
    remoteElement: createSpeaker(),
  });
  await active;
  await reportWhen(tag, (now) => onlyCall(now).media.packetsReceived > 25);
  return { call, client, tag };
}

/** Resolves once the gateway has heard so many packets more, of 20 ms each. */
async function heardMore(tag: string, count: number): Promise<void> {
  const before = onlyCall(await report(tag)).media.packetsReceived;
  await reportWhen(tag, (now) => onlyCall(now).media.packetsReceived >= before + count);
}

describe('the official SDK when the network fails', () => {
  it('gets its call back after the socket was cut', async () => {
    const { client, tag } = await callEcho({ login: 'bob', password: 'secret' });
    const back = callWhen(client, ({ state, options }) => state === 'active' && Boolean(options.attach));

    await command(tag, { type: 'drop' });
    await back;

    const after = await reportWhen(
      tag,
      (now) => onlyCall(now).reattached === 1 && onlyCall(now).media.connected,
    );
    expect(after.connections).to.equal(2);
    expect(onlyCall(after).state).to.equal('active');
    expect(onlyCall(after).byes).to.deep.equal([]);
    await client.disconnect();
  });

  it('gets its call back when it is offered only after the registration', async () => {
    const { client, tag } = await callEcho(
      { login: 'bob', password: 'secret' },
      { attach: 'after-registered' },
    );
    const back = callWhen(client, ({ state, options }) => state === 'active' && Boolean(options.attach));

    await command(tag, { type: 'drop' });
    await back;

    const { frames } = await reportWhen(tag, (now) => onlyCall(now).reattached === 1);
    const second = frames.filter(({ connection, direction }) => connection === 2 && direction === 'sent');
    const methods = second.map(({ method, kind }) => `${kind} ${method ?? ''}`);
    expect(methods.indexOf('request telnyx_rtc.attach')).to.be.greaterThan(
      methods.indexOf('result telnyx_rtc.gatewayState'),
    );
    await client.disconnect();
  });

  it('restarts ICE when the path of the packets breaks, and the sound goes on', async function () {
    this.timeout(40_000);
    const { client, tag } = await callEcho({ login: 'carol', password: 'secret' });

    await command(tag, { type: 'break-path' });
    const { frames } = await reportWhen(tag, (now) =>
      now.frames.some(({ method, values }) => {
        return method === 'telnyx_rtc.modify' && values.action === 'updateMedia';
      }),
    );
    await heardMore(tag, 50);
    await packetsMore(tag, 50);

    const request = frames.find(({ method, kind }) => method === 'telnyx_rtc.modify' && kind === 'request');
    expect(request?.keys).to.include('sdp');
    expect(onlyCall(await report(tag)).state).to.equal('active');
    await client.disconnect();
  });

  it('goes to another node when the gateway says that it failed', async function () {
    this.timeout(30_000);
    const { client, tag } = await logIn({ login: 'dora', password: 'secret' });

    await command(tag, { type: 'gateway-state', state: 'FAIL_WAIT' });

    const after = await reportWhen(tag, ({ connections, frames }) => {
      return (
        connections === 2 &&
        frames.some(({ connection, values }) => {
          return connection === 2 && values.state === 'REGED';
        })
      );
    });
    expect(after.socketOpen).to.equal(true);
    await client.disconnect();
  });
});
