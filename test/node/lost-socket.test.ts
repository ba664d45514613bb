import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { FakeClient } from '../support/node/fake-client.js';
import { FakeClock } from '../support/node/fake-clock.js';
import { NodeBrowser } from '../support/node/node-browser.js';
import { placeCall, TAG } from '../support/node/placed-call.js';

describe('a lost socket', { timeout: 15_000 }, () => {
  it('is cut `after=` milliseconds after the answer in the scenario `drop`', async (context) => {
    const clock = new FakeClock();
    const { client } = await placeCall(context, { clock, query: { scenario: 'drop', after: '250' } });
    await client.message('telnyx_rtc.answer');
    await clock.advance(249);
    assert.equal(client.ending, 'open');
    await clock.advance(1);
    assert.equal(client.ending, 'terminated');
  });

  it('lets the client come back to its call within 90 s', async (context) => {
    const { answer, browser, call, callID, client, gateway } = await placeCall(context);
    await answer();
    await browser.heard((levels) => levels.length > 5);
    const login = await client.frame((frame) => Boolean(frame.result?.sessid));
    const sessid = String(login.result?.sessid);
    client.disconnect();
    assert.equal(call().state, 'active');

    const again = new FakeClient(gateway, { tag: TAG, voice_sdk_id: String(login.voice_sdk_id) });
    await again.logIn({ login: 'alice', passwd: 'secret', reconnection: true, sessid });
    const ready = await again.message('telnyx_rtc.clientReady');
    const { params } = await again.message('telnyx_rtc.attach');
    const secondBrowser = new NodeBrowser();
    context.after(() => secondBrowser.close());
    const sdp = await secondBrowser.answer(String(params?.sdp));
    await again.request('telnyx_rtc.attach', { sdp, dialogParams: { callID, attach: true } });

    assert.deepEqual(ready.params, { reattached_sessions: [callID] });
    assert.equal(params?.callID, callID);
    await secondBrowser.heard((levels) => levels.length > 5);
    assert.equal(call().reattached, 1);
  });

  it('does not let another user take the call', async (context) => {
    const { client, gateway } = await placeCall(context);
    await client.message('telnyx_rtc.answer');
    const login = await client.frame((frame) => Boolean(frame.result?.sessid));
    client.disconnect();
    const stranger = new FakeClient(gateway, { voice_sdk_id: String(login.voice_sdk_id) });
    const sessid = String(login.result?.sessid);
    await stranger.logIn({ login: 'mallory', passwd: 'x', reconnection: true, sessid });
    const { params } = await stranger.message('telnyx_rtc.clientReady');
    assert.deepEqual(params, { reattached_sessions: [] });
  });

  it('has no call for a client that comes to another node', async (context) => {
    const { client, gateway } = await placeCall(context);
    await client.message('telnyx_rtc.answer');
    const login = await client.frame((frame) => Boolean(frame.result?.sessid));
    const sessid = String(login.result?.sessid);
    client.disconnect();
    const elsewhere: Record<string, string>[] = [
      {},
      { voice_sdk_id: 'VSDKother' },
      { voice_sdk_id: String(login.voice_sdk_id), skip_last_voice_sdk_id: 'true' },
    ];

    for (const query of elsewhere) {
      const again = new FakeClient(gateway, query);
      const { result } = await again.logIn({ login: 'alice', passwd: 'secret', reconnection: true, sessid });
      const { params } = await again.message('telnyx_rtc.clientReady');
      assert.notEqual(result?.sessid, sessid);
      assert.deepEqual(params, { reattached_sessions: [] });
    }
  });

  it('ends the call when nobody came back for 90 s', async (context) => {
    const clock = new FakeClock();
    const { call, client } = await placeCall(context, { clock });
    await client.message('telnyx_rtc.answer');
    client.disconnect();
    await clock.advance(89_000);
    assert.equal(call().state, 'active');
    await clock.advance(1000);
    assert.equal(call().state, 'ended');
    assert.equal(clock.pending, 0);
  });

  it('ends a call that was not answered yet', async (context) => {
    const { call, client, invited } = await placeCall(context, { destination: 'silent' });
    await invited;
    client.disconnect();
    assert.equal(call().state, 'ended');
  });
});
