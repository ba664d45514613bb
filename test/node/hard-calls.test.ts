import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { FakeClient } from '../support/node/fake-client.js';
import { NodeBrowser } from '../support/node/node-browser.js';
import { createGateway, LOUD, placeCall, TAG } from '../support/node/placed-call.js';

describe('the set-up of a call', { timeout: 15_000 }, () => {
  it('rings audibly through early media before it is answered', async (context) => {
    const { answer, browser, call, client, order } = await placeCall(context, {
      query: { scenario: 'early-media', after: '1500' },
    });
    await answer();
    await browser.heard((levels) => levels.some((level) => level > 0.1));
    assert.equal(call().state, 'ringing');
    await client.message('telnyx_rtc.answer');
    assert.equal(call().state, 'active');
    assert.deepEqual(
      order().filter((name) => name !== 'telnyx_rtc.candidate' && name !== 'telnyx_rtc.endOfCandidates'),
      ['result', 'telnyx_rtc.ringing', 'telnyx_rtc.media', 'telnyx_rtc.answer'],
    );
  });

  it('can leave the description out, bring it late, or bring it three times', async (context) => {
    const sdps = async (scenario: string) => {
      const { client, invited } = await placeCall(context, { query: { scenario } });
      await invited;
      await client.message('telnyx_rtc.answer');
      return client.frames.flatMap(({ method, params }) =>
        method === 'telnyx_rtc.answer' || method === 'telnyx_rtc.media'
          ? [`${method.slice(11)}:${params?.sdp ? 'sdp' : ''}`]
          : [],
      );
    };
    assert.deepEqual(await sdps('no-description'), ['answer:']);
    assert.deepEqual(await sdps('media-after-answer'), ['answer:', 'media:sdp']);
    assert.deepEqual(await sdps('repeated-answer'), ['media:sdp', 'answer:sdp', 'answer:sdp']);
  });

  it('sends candidates with a prefix, or to who never asked for them', async (context) => {
    const prefixed = await placeCall(context, { trickle: true, query: { candidates: 'prefixed' } });
    const candidate = await prefixed.client.message('telnyx_rtc.candidate');
    assert.match(String(candidate.params?.candidate), /^a=candidate:/);
    await prefixed.client.message('telnyx_rtc.endOfCandidates');

    const late = await placeCall(context, { query: { candidates: 'late' } });
    const { params } = await late.client.frame((frame) => typeof frame.params?.sdp === 'string');
    assert.doesNotMatch(String(params?.sdp), /a=candidate/);
    await late.client.message('telnyx_rtc.candidate');
  });
});

describe('a call in trouble', { timeout: 15_000 }, () => {
  it('gets nothing through a broken path until ICE restarts', async (context) => {
    const { answer, browser, call, client, gateway, request } = await placeCall(context);
    await answer();
    await client.message('telnyx_rtc.answer');
    await browser.heard((levels) => levels.length > 5);

    await gateway.command(TAG, { type: 'break-path' });
    const received = call().media.packetsReceived;
    await browser.send(LOUD);
    const { result } = await request('telnyx_rtc.modify', {
      action: 'updateMedia',
      sdp: await browser.restartOffer(),
    });
    assert.equal(call().media.packetsReceived, received);
    const before = browser.levels.length;
    await browser.acceptRestart(String(result?.sdp));
    await browser.heard((levels) => levels.length > before + 20);
    await browser.send(LOUD);
    await browser.heard((levels) => levels.some((level) => level > 0.3));
  });

  it('is forgotten without a word on command', async (context) => {
    const { call, client, gateway, request } = await placeCall(context);
    await client.message('telnyx_rtc.answer');
    await gateway.command(TAG, { type: 'lose-call' });
    assert.equal(call().state, 'ended');
    assert.ok(!client.order.includes('telnyx_rtc.bye'));
    const hold = await request('telnyx_rtc.modify', { action: 'hold' });
    assert.equal(hold.error?.message, 'CALL_DOES_NOT_EXIST');
  });

  it('may be joined by an offer for a call that nobody knows', async (context) => {
    const { callID, client, gateway, invited } = await placeCall(context);
    await invited;
    await gateway.command(TAG, { type: 'attach', isUnknown: true });
    const { params } = await client.message('telnyx_rtc.attach');
    assert.notEqual(params?.callID, callID);
  });

  it('gets another name for its far end, and texts of it', async (context) => {
    const { callID, client, gateway } = await placeCall(context);
    await client.message('telnyx_rtc.answer');
    await gateway.command(TAG, { type: 'display', name: 'Second', number: '+15550002222' });
    await gateway.command(TAG, { type: 'info', params: { msg: { body: 'Hello' } } });
    const display = await client.message('telnyx_rtc.display');
    const info = await client.message('telnyx_rtc.info');
    assert.deepEqual(
      [display.params?.callID, display.params?.display_name, display.params?.display_number],
      [callID, 'Second', '+15550002222'],
    );
    assert.deepEqual(info.params?.msg, { body: 'Hello' });
  });
});

describe('calls offered again', { timeout: 15_000 }, () => {
  for (const [attach, order] of [
    ['before-registered', ['telnyx_rtc.attach', 'REGED']],
    ['after-registered', ['REGED', 'telnyx_rtc.attach']],
  ] as const) {
    it(`come ${attach}`, async (context) => {
      const { client, gateway, invited } = await placeCall(context);
      await invited;
      const login = await client.frame((frame) => Boolean(frame.result?.sessid));
      await client.message('telnyx_rtc.answer');
      client.disconnect();

      const again = new FakeClient(gateway, { attach, voice_sdk_id: String(login.voice_sdk_id) });
      const sessid = String(login.result?.sessid);
      await again.logIn({ login: 'alice', passwd: 'secret', reconnection: true, sessid });
      await again.request('telnyx_rtc.gatewayState');
      await again.message('telnyx_rtc.attach');

      const happened = again.frames.flatMap(({ method, result }) => {
        if (method === 'telnyx_rtc.attach') return [method];
        return result?.params ? ['REGED'] : [];
      });
      assert.deepEqual(happened, order);
    });
  }
});

describe('an inbound call', { timeout: 15_000 }, () => {
  it('brings headers and client state, forty times at once', async (context) => {
    const gateway = createGateway(context);
    const client = new FakeClient(gateway, { tag: TAG });
    await client.logIn();
    const headers = [{ name: 'X-Case', value: '42' }];
    await gateway.command(TAG, {
      type: 'call',
      from: '+15550001111',
      farEnd: 'silent',
      headers,
      clientState: 'c3RhdGU=',
      count: 40,
    });
    const invites = client.frames.filter(({ method }) => method === 'telnyx_rtc.invite');
    assert.equal(new Set(invites.map(({ params }) => params?.callID)).size, 40);
    assert.deepEqual(invites[0]?.params?.dialogParams, { custom_headers: headers });
    assert.equal(invites[0].params.client_state, 'c3RhdGU=');
  });
});

describe('the sound of the assistant ahead of time', { timeout: 15_000 }, () => {
  const audioOf = (client: FakeClient) =>
    client.frames.flatMap(({ params }) => (params?.type === 'response.audio.delta' ? [params] : []));

  it('comes whole and in order to who asked for it at login', async (context) => {
    const gateway = createGateway(context);
    const client = new FakeClient(gateway, { tag: TAG });
    await client.logInAsVisitor({ target_params: { streamingAudio: true } });
    const browser = new NodeBrowser();
    context.after(() => browser.close());
    const dialogParams = { callID: 'c1', destination_number: '' };
    void client.request('telnyx_rtc.invite', { sdp: await browser.offer(), dialogParams });
    const { params } = await client.message('telnyx_rtc.answer');
    await browser.accept(String(params?.sdp));
    await client.frame((frame) => frame.params?.type === 'response.audio.done');

    const audio = audioOf(client);
    assert.deepEqual(
      audio.map(({ sequence }) => sequence),
      audio.map((_, index) => index),
    );
    assert.deepEqual(audio[0]?.format, { encoding: 'pcmu', sample_rate: 8000, channels: 1 });
  });

  it('comes from the next response on to who subscribes during the call', async (context) => {
    const { answer, client, gateway } = await placeCall(context, { as: 'visitor' });
    await answer();
    await client.frame((frame) => frame.params?.type === 'response.done');
    assert.deepEqual(audioOf(client), []);

    const item = { type: 'response.audio_stream.subscribe' };
    client.notify('ai_conversation', { type: 'conversation.item.create', item });
    await client.frame((frame) => frame.params?.type === 'response.audio_stream.subscribed');
    await gateway.command(TAG, { type: 'say', text: 'One more thing' });

    assert.ok(audioOf(client).length > 0);
  });
});
