import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { Gateway, scenarioMenu } from '../../demo/gateway/index.js';
import { FakeClient } from '../support/node/fake-client.js';
import { FakeClock } from '../support/node/fake-clock.js';
import { fakeVoice } from '../support/node/fake-voice.js';

function createGateway() {
  const clock = new FakeClock();
  const gateway = new Gateway({ clock, voice: fakeVoice, onFault: fail });
  return { clock, gateway };
}

function fail(error: unknown): never {
  throw error;
}

function connect(query: Readonly<Record<string, string>> = {}) {
  const { clock, gateway } = createGateway();
  return { clock, gateway, client: new FakeClient(gateway, query) };
}

describe('login', () => {
  it('goes on from the result over clientReady to REGED', async () => {
    const { client } = connect();

    const login = await client.logIn();
    const ready = await client.message('telnyx_rtc.clientReady');
    const state = await client.request('telnyx_rtc.gatewayState');

    assert.equal(login.result?.message, 'logged in');
    assert.deepEqual(ready.params, { reattached_sessions: [] });
    const params = state.result?.params as Record<string, string>;
    assert.equal(params.state, 'REGED');
    assert.ok(params.call_report_id && params.dc && params.region);
    assert.equal(state.result?.sessid, login.result.sessid);
    assert.deepEqual(client.order, ['result', 'telnyx_rtc.clientReady', 'result']);
  });

  it('puts the same voice_sdk_id into every frame, and integers into its own ids', async () => {
    const { client } = connect({ voice_sdk_id: 'VSDKabc' });
    await client.logIn();
    await client.request('telnyx_rtc.noSuchMethod');
    assert.deepEqual(new Set(client.frames.map((frame) => frame.voice_sdk_id)), new Set(['VSDKabc']));
    assert.ok(client.frames.filter(({ method }) => method).every(({ id }) => Number.isInteger(id)));
  });

  it('sends the settings of the widget to visitors before they are ready', async () => {
    const { client } = connect();
    await client.logInAsVisitor();
    assert.deepEqual(client.order, ['result', 'ai_conversation', 'telnyx_rtc.clientReady']);
    const { params } = await client.message('ai_conversation');
    assert.deepEqual([...new Set(Object.values(params?.widget_settings ?? {}))], [null]);
  });

  it('sends rich settings in the scenario `settings`', async () => {
    const { client } = connect({ scenario: 'settings' });
    await client.logInAsVisitor();
    const { params } = await client.message('ai_conversation');
    const settings = params?.widget_settings as Record<string, unknown>;
    assert.equal(settings.start_call_text, 'Talk to the demo');
  });

  it('takes any token, and any user name with any password', async () => {
    for (const login of [{ login_token: 'anything' }, { login: 'a', passwd: 'b' }]) {
      const { client } = connect();
      assert.ok((await client.logIn(login)).result);
    }
  });

  it('refuses what it shall refuse, with the codes of the real one', async () => {
    const refusals: [object, number, string][] = [
      [{ login: 'refused', passwd: 'x' }, -32001, 'Login Incorrect'],
      [{ login_token: 'refused' }, -32001, 'Login Incorrect'],
      [{ login: 'alice', passwd: '' }, -32001, 'Login Incorrect'],
      [{}, -32001, 'Login Incorrect'],
      [{ login_token: 'expired' }, -32000, 'Invalid Token'],
    ];
    for (const [login, code, message] of refusals) {
      const { client } = connect();
      assert.deepEqual((await client.logIn(login)).error, { code, message });
      assert.deepEqual(client.order, ['error']);
    }
  });

  it('refuses everybody in the scenario `refused-login`, and an assistant of the name `refused`', async () => {
    const { client } = connect({ scenario: 'refused-login' });
    assert.equal((await client.logIn()).error?.code, -32001);
    assert.equal((await client.logInAsVisitor()).error?.code, -32001);
    const other = connect().client;
    assert.equal((await other.logInAsVisitor({ target_id: 'refused' })).error?.code, -32001);
  });

  it('answers a login on a live session with the same session and nothing more', async () => {
    const { client } = connect();
    const first = await client.logIn();
    const second = await client.logIn({ login_token: 'fresh' });
    assert.equal(second.result?.sessid, first.result?.sessid);
    assert.equal(client.order.filter((method) => method === 'telnyx_rtc.clientReady').length, 1);
  });
});

describe('a connection', () => {
  it('asks for a login before anything else', async () => {
    const { client } = connect();
    const answer = await client.request('telnyx_rtc.gatewayState');
    assert.deepEqual(answer.error, { code: -32000, message: 'Authentication Required' });
  });

  it('answers unknown methods and wrong params with an error, and other nonsense not at all', async () => {
    const { client } = connect();
    for (const text of ['not JSON', 'null', '[]', '7', '{}', '{"id":1}']) client.sendText(text);
    client.notify('telnyx_rtc.noSuchMethod', {});
    assert.deepEqual(client.order, []);
    assert.equal((await client.request('telnyx_rtc.noSuchMethod')).error?.code, -32601);
    assert.equal((await client.request('telnyx_rtc.invite', { sdp: 7 })).error?.code, -32602);
  });

  it('answers a ping and pings every 15 s', async () => {
    const { client, clock } = connect();
    await client.logIn();
    assert.ok((await client.request('telnyx_rtc.ping')).result);
    await clock.advance(45_000);
    assert.equal(client.order.filter((method) => method === 'telnyx_rtc.ping').length, 3);
  });

  it('leaves no timer when its socket is gone', async () => {
    const { client, clock } = connect();
    await client.logIn();
    client.disconnect();
    assert.equal(clock.pending, 0);
  });

  it('delays each frame by `delay=` in both directions, and keeps their order', async () => {
    const { client, clock } = connect({ delay: '300' });
    void client.logIn();
    await clock.advance(599);
    assert.deepEqual(client.order, []);
    await clock.advance(1);
    assert.deepEqual(client.order, ['result', 'telnyx_rtc.clientReady']);
  });

  it('takes what was sent before the socket closed, late as it is', async () => {
    const { client, clock, gateway } = connect({ delay: '300', tag: 'late' });
    void client.logIn();
    client.disconnect();
    await clock.advance(300);
    const { frames, socketOpen } = gateway.report('late');
    assert.equal(frames[0]?.method, 'login');
    assert.equal(socketOpen, false);
    assert.equal(clock.pending, 0);
  });

  it('mixes garbage between the good frames of the scenario `garbage`', async () => {
    const { client } = connect({ scenario: 'garbage' });
    await client.logIn();
    const state = await client.request('telnyx_rtc.gatewayState');
    assert.ok(state.result);
    assert.ok(client.texts.includes('this is not JSON'));
    assert.equal(client.texts.length, 6);
  });
});

describe('the observation of a tag', () => {
  it('shows frames in order, with member names and without credentials', async () => {
    const { client, gateway } = connect({ tag: 't1' });
    await client.logIn({ login: 'alice', passwd: 'top-secret', userVariables: {} });

    const { connections, frames, socketOpen } = gateway.report('t1');

    assert.equal(connections, 1);
    assert.equal(socketOpen, true);
    assert.deepEqual(
      frames.map(({ direction, idKind, kind, method }) => [direction, kind, method, idKind]),
      [
        ['received', 'request', 'login', 'uuid'],
        ['sent', 'result', 'login', 'uuid'],
        ['sent', 'request', 'telnyx_rtc.clientReady', 'integer'],
      ],
    );
    assert.deepEqual(frames[0]?.keys, ['login', 'passwd', 'userVariables']);
    assert.ok(!JSON.stringify(gateway.report('t1')).includes('top-secret'));
    assert.ok(!JSON.stringify(gateway.report('t1')).includes('alice'));
  });

  it('goes on over several connections and knows when the last has closed', async () => {
    const { client, gateway } = connect({ tag: 't2' });
    await client.logIn();
    client.disconnect();
    assert.equal(gateway.report('t2').socketOpen, false);
    const again = new FakeClient(gateway, { tag: 't2' });
    again.sendText('nonsense');
    const { connections, frames, invalidFrames, socketOpen } = gateway.report('t2');
    assert.deepEqual([connections, invalidFrames, socketOpen], [2, 1, true]);
    assert.equal(frames.at(-1)?.connection, 2);
    assert.equal(frames.at(-1)?.kind, 'garbage');
  });

  it('is empty for a tag that nobody used', () => {
    const { gateway } = createGateway();
    assert.deepEqual(gateway.report('nobody'), {
      tag: 'nobody',
      connections: 0,
      socketOpen: false,
      frames: [],
      invalidFrames: 0,
      calls: [],
      callReports: [],
    });
  });
});

describe('a command', () => {
  it('acts on the newest open connection of the tag', async () => {
    const { client, gateway } = connect({ tag: 't3' });
    await gateway.command('t3', { type: 'drop' });
    assert.equal(client.ending, 'terminated');
    const again = new FakeClient(gateway, { tag: 't3' });
    await gateway.command('t3', { type: 'punt' });
    assert.deepEqual(again.order, ['telnyx_rtc.punt']);
    assert.equal(again.ending, 'closed');
  });

  it('sends text as it is, and gateway states', async () => {
    const { client, gateway } = connect({ tag: 't4' });
    await gateway.command('t4', { type: 'send', text: '{"odd":true}' });
    await gateway.command('t4', { type: 'gateway-state', state: 'UNREGED' });
    assert.equal(client.texts[0], '{"odd":true}');
    assert.deepEqual(client.frames[1]?.params, { state: 'UNREGED' });
  });

  it('rejects what it cannot do', async () => {
    const { gateway } = connect({ tag: 't5' });
    await assert.rejects(gateway.command('nobody', { type: 'drop' }), /No open connection/);
    await assert.rejects(gateway.command('t5', { type: 'say', text: 'x' }), /No assistant/);
    await assert.rejects(gateway.command('t5', { type: 'dance' } as never), /Not a gateway command/);
  });
});

describe('the scenarios', () => {
  it('each have a name and one line for a menu', () => {
    const names = scenarioMenu.map(({ name }) => name);
    for (const name of [
      'assistant',
      'echo',
      'busy',
      'silent',
      'refused-login',
      'drop',
      'garbage',
      'slow',
    ] as const) {
      assert.ok(names.includes(name), name);
    }
    for (const { description } of scenarioMenu) assert.match(description, /^[A-Z][^\n]+$/);
  });
});
