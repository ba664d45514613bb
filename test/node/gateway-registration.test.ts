import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { describe, it } from 'node:test';

import { FakeClient } from '../support/node/fake-client.js';
import { createGateway, TAG } from '../support/node/placed-call.js';

type Query = Readonly<Record<string, string>>;

function connect(context: TestContext, query: Query = {}) {
  const gateway = createGateway(context);
  return { gateway, client: new FakeClient(gateway, { tag: TAG, ...query }) };
}

async function stateOf(client: FakeClient): Promise<unknown> {
  const { result } = await client.request('telnyx_rtc.gatewayState');
  return (result?.params as { readonly state?: unknown } | undefined)?.state;
}

describe('the registration', () => {
  it('goes through the `states=` of the URL to REGED', async (context) => {
    const { client } = connect(context, { states: 'UNREGED,TRYING' });
    await client.logIn();
    const states = [
      await stateOf(client),
      await stateOf(client),
      await stateOf(client),
      await stateOf(client),
    ];
    assert.deepEqual(states, ['UNREGED', 'TRYING', 'REGED', 'REGED']);
  });

  it('fails on the node of the scenario `sick-node`, and works on another', async (context) => {
    const { client, gateway } = connect(context, { scenario: 'sick-node', voice_sdk_id: 'VSDKold' });
    await client.logIn();
    assert.equal(await stateOf(client), 'FAIL_WAIT');

    const other = new FakeClient(gateway, {
      scenario: 'sick-node',
      voice_sdk_id: 'VSDKold',
      skip_last_voice_sdk_id: 'true',
    });
    await other.logIn();
    assert.equal(await stateOf(other), 'REGED');
    assert.notEqual(other.frames[0]?.voice_sdk_id, 'VSDKold');
  });

  it('is refused by the old node of the scenario `sticky-refusal` alone', async (context) => {
    const query = { scenario: 'sticky-refusal' };
    const { client, gateway } = connect(context, { ...query, voice_sdk_id: 'VSDKold' });
    assert.equal((await client.logIn()).error?.code, -32001);
    assert.ok((await new FakeClient(gateway, query).logIn()).result);
    const elsewhere = { ...query, voice_sdk_id: 'VSDKold', skip_last_voice_sdk_id: 'true' };
    assert.ok((await new FakeClient(gateway, elsewhere).logIn()).result);
  });

  it('passes to the later login in the scenario `single-login`, and back when that has gone', async (context) => {
    const query = { scenario: 'single-login' };
    const { client: first, gateway } = connect(context, query);
    await first.logIn();
    assert.equal(await stateOf(first), 'REGED');

    const second = new FakeClient(gateway, query);
    await second.logIn();
    const pushed = await first.message('telnyx_rtc.gatewayState');

    assert.deepEqual(pushed.params, { state: 'UNREGED' });
    assert.deepEqual([await stateOf(first), await stateOf(second)], ['UNREGED', 'REGED']);
    second.disconnect();
    assert.equal(await stateOf(first), 'REGED');
  });

  it('stays with both logins of a user everywhere else', async (context) => {
    const { client: first, gateway } = connect(context);
    await first.logIn();
    await new FakeClient(gateway).logIn();
    assert.equal(await stateOf(first), 'REGED');
    assert.ok(!first.order.includes('telnyx_rtc.gatewayState'));
  });

  it('survives a refused refresh of the token', async (context) => {
    const { client } = connect(context);
    await client.logIn({ login_token: 'good' });
    assert.equal((await client.logIn({ login_token: 'refused' })).error?.code, -32001);
    assert.equal((await client.logIn({ login_token: 'expired' })).error?.code, -32000);
    assert.equal(await stateOf(client), 'REGED');
  });
});

describe('a request that shall fail', () => {
  it('is refused by the URL, with a code of its own or without', async (context) => {
    const refuse = 'telnyx_rtc.ping:-32000,telnyx_rtc.gatewayState';
    const { client } = connect(context, { refuse });
    await client.logIn();
    const ping = await client.request('telnyx_rtc.ping');
    assert.deepEqual(ping.error, { code: -32000, message: 'Authentication Required' });
    assert.equal((await client.request('telnyx_rtc.gatewayState')).error?.code, -32603);
  });

  it('is refused on command as often as wanted, then taken', async (context) => {
    const { client, gateway } = connect(context);
    await client.logIn();
    await gateway.command(TAG, { type: 'refuse', method: 'telnyx_rtc.ping', message: 'Not now', times: 1 });
    assert.equal((await client.request('telnyx_rtc.ping')).error?.message, 'Not now');
    assert.ok((await client.request('telnyx_rtc.ping')).result);
  });

  it('is never answered when it is ignored', async (context) => {
    const { client, gateway } = connect(context, { ignore: 'telnyx_rtc.gatewayState' });
    await client.logIn();
    await gateway.command(TAG, { type: 'ignore', method: 'telnyx_rtc.ping', times: 1 });
    const before = client.frames.length;
    void client.request('telnyx_rtc.gatewayState');
    void client.request('telnyx_rtc.ping');
    await client.request('telnyx_rtc.ping');
    assert.equal(client.frames.length, before + 1);
  });

  it('is an invite into a conversation that does not exist', async (context) => {
    const { client } = connect(context);
    await client.logInAsVisitor({ target_params: { conversation_id: 'unknown' } });
    const dialogParams = { callID: 'c1', destination_number: '' };
    const { error } = await client.request('telnyx_rtc.invite', { sdp: 'v=0', dialogParams });
    assert.equal(error?.code, 10007);
  });
});

describe('a socket that is cut', () => {
  it('is cut again for as long as the gateway is down', async (context) => {
    const { client, gateway } = connect(context);
    await gateway.command(TAG, { type: 'drop', forMs: 60_000 });
    assert.equal(client.ending, 'terminated');
    const again = new FakeClient(gateway, { tag: TAG });
    const other = new FakeClient(gateway, { tag: 'other' });
    await other.logIn();
    assert.equal(again.ending, 'terminated');
    assert.equal(other.ending, 'open');
  });

  it('stays the next time when the gateway is restored before that', async (context) => {
    const { gateway } = connect(context);
    await gateway.command(TAG, { type: 'drop', forMs: 60_000 });
    await gateway.command(TAG, { type: 'restore' });
    const again = new FakeClient(gateway, { tag: TAG });
    await again.logIn();
    assert.equal(again.ending, 'open');
  });

  it('is announced by a punt that may name a call', async (context) => {
    const { client, gateway } = connect(context);
    await client.logIn();
    await assert.rejects(gateway.command(TAG, { type: 'punt', namesCall: true }), /no call/);
    await gateway.command(TAG, { type: 'punt' });
    assert.deepEqual((await client.message('telnyx_rtc.punt')).params, {});
    assert.equal(client.ending, 'closed');
  });
});
