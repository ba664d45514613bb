import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { LOUD, placeCall, TAG } from '../support/node/placed-call.js';

describe('a call that is up', { timeout: 40_000 }, () => {
  it('echoes the very sound it gets, and measures it', async (context) => {
    const { answer, browser, call } = await placeCall(context);
    await answer();
    await browser.heard((levels) => levels.length > 5);
    assert.equal(Math.max(...browser.levels), 0);

    for (let sent = 0; sent < 20; sent += 1) await browser.send(LOUD);
    await browser.heard((levels) => levels.some((level) => level > 0.3));

    const { media } = call();
    assert.ok(media.connected);
    assert.equal(media.packetsReceived, 20);
    assert.ok(media.received.max > 0.3 && media.receivedLastSecond.max > 0.3);
  });

  it('streams the words of the assistant with its sound, and is silent between', async (context) => {
    const { answer, browser, call, client } = await placeCall(context, { as: 'visitor' });
    await answer();
    await client.frame((frame) => frame.params?.type === 'response.done');
    const deltas = client.frames.map((frame) => (frame.params?.delta ?? '') as string).join('');
    assert.equal(deltas, call().spoken[0]?.text);
    assert.ok(Math.max(...browser.levels) > 0.3);
    const before = browser.levels.length;
    await browser.heard((levels) => levels.length > before + 30);
    assert.equal(Math.max(...browser.levels.slice(-20)), 0);
  });

  it('speaks to a client that only receives', async (context) => {
    const { answer, browser } = await placeCall(context, { as: 'visitor', direction: 'recvonly' });
    await answer();
    await browser.heard((levels) => levels.some((level) => level > 0.3));
  });

  it('loses its sound in the scenario `lost-media`, and gets it back on command', async (context) => {
    const { answer, browser, client, gateway } = await placeCall(context, {
      as: 'visitor',
      query: { scenario: 'lost-media', after: '0' },
    });
    await answer();
    await client.frame((frame) => frame.params?.type === 'response.done');
    assert.deepEqual(browser.levels, []);

    await gateway.command(TAG, { type: 'lose-media', lost: false });
    await browser.heard((levels) => levels.length > 5);
  });

  it('answers a typed message: result, echo, then the words', async (context) => {
    const { answer, call, client } = await placeCall(context, { as: 'visitor' });
    await answer();
    await client.frame((frame) => frame.params?.type === 'response.done');
    const item = { id: 'm1', type: 'message', role: 'user', content: [{ type: 'input_text', text: 'help' }] };
    const before = client.frames.length;

    const { result } = await client.request('ai_conversation', { type: 'conversation.item.create', item });
    await client.when(() => (call().spoken[1]?.status === 'completed' ? true : undefined));

    assert.ok(result);
    const types = client.frames.slice(before + 1).map(({ params }) => params?.type);
    assert.deepEqual(
      [...new Set(types)],
      [
        'conversation.item.created',
        'response.created',
        'response.text.delta',
        'response.text.done',
        'response.done',
      ],
    );
  });

  it('holds and resumes by each of the three actions', async (context) => {
    const { call, client, request } = await placeCall(context);
    await client.message('telnyx_rtc.answer');
    for (const [action, state] of [
      ['hold', 'held'],
      ['hold', 'held'],
      ['unhold', 'active'],
      ['toggleHold', 'held'],
      ['toggleHold', 'active'],
    ] as const) {
      const { result } = await request('telnyx_rtc.modify', { action });
      assert.equal(result?.holdState, state);
      assert.equal(call().state, state);
    }
  });

  it('is not heard on hold', async (context) => {
    const { answer, browser, client, request } = await placeCall(context);
    await answer();
    await client.message('telnyx_rtc.answer');
    await browser.heard((levels) => levels.length > 5);

    await request('telnyx_rtc.modify', { action: 'hold' });
    for (let sent = 0; sent < 5; sent += 1) await browser.send(LOUD);
    const onHold = browser.levels.length;
    await browser.heard((levels) => levels.length > onHold + 20);
    await request('telnyx_rtc.modify', { action: 'unhold' });
    const resumed = browser.levels.length;
    await browser.heard((levels) => levels.length > resumed + 20);
    assert.equal(Math.max(...browser.levels), 0);

    for (let sent = 0; sent < 5; sent += 1) await browser.send(LOUD);
    await browser.heard((levels) => levels.some((level) => level > 0.3));
  });

  it('hears silence on hold, and the rest of the sentence afterwards', async (context) => {
    const { answer, browser, call, client, request } = await placeCall(context, { as: 'visitor' });
    await answer();
    await client.frame((frame) => frame.params?.type === 'response.text.delta');

    await request('telnyx_rtc.modify', { action: 'hold' });
    const onHold = browser.levels.length;
    await browser.heard((levels) => levels.length > onHold + 40);
    const duringHold = browser.levels.slice(onHold + 10);
    await request('telnyx_rtc.modify', { action: 'unhold' });
    await client.frame((frame) => frame.params?.type === 'response.done');

    assert.equal(Math.max(...duringHold), 0);
    assert.equal(call().spoken[0]?.status, 'completed');
  });

  it('restarts ICE with a new offer', async (context) => {
    const { answer, browser, call, client, request } = await placeCall(context);
    await answer();
    await browser.heard((levels) => levels.length > 5);
    await client.message('telnyx_rtc.answer');
    const { result } = await request('telnyx_rtc.modify', {
      action: 'updateMedia',
      sdp: await browser.restartOffer(),
    });
    assert.equal(result?.action, 'updateMedia');
    await browser.acceptRestart(String(result.sdp));
    const before = browser.levels.length;
    await browser.heard((levels) => levels.length > before + 50);
    for (let sent = 0; sent < 10; sent += 1) await browser.send(LOUD);
    await browser.heard((levels) => levels.some((level) => level > 0.3));
    assert.equal(call().media.packetsReceived, 10, 'each packet counts once');
  });

  it('remembers the digits', async (context) => {
    const { call, client, request } = await placeCall(context);
    await client.message('telnyx_rtc.answer');
    await request('telnyx_rtc.info', { dtmf: '12' });
    await request('telnyx_rtc.info', { dtmf: '#' });
    assert.equal(call().digits, '12#');
  });

  it('ends with the client’s BYE, which it remembers', async (context) => {
    const { call, client, request } = await placeCall(context);
    await client.message('telnyx_rtc.answer');
    const bye = { cause: 'NORMAL_CLEARING', causeCode: 16, sipCode: null };
    assert.ok((await request('telnyx_rtc.bye', bye)).result);
    assert.equal(call().state, 'ended');
    assert.deepEqual(call().byes, [{ from: 'client', sipReason: null, ...bye }]);
    assert.equal((await request('telnyx_rtc.bye', bye)).error?.message, 'CALL_DOES_NOT_EXIST');
    assert.ok(!client.order.includes('telnyx_rtc.bye'));
  });

  it('ends with our BYE after the goodbye of the scenario `hangup`', async (context) => {
    const { answer, call, client } = await placeCall(context, {
      as: 'visitor',
      query: { scenario: 'hangup' },
    });
    await answer();
    const { params } = await client.message('telnyx_rtc.bye');
    assert.equal(params?.cause, 'NORMAL_CLEARING');
    assert.equal(call().spoken.length, 2);
  });

  it('gets no answer any more in the scenario `half-open`', async (context) => {
    const { client, order, request } = await placeCall(context, { query: { scenario: 'half-open' } });
    await client.message('telnyx_rtc.answer');
    void request('telnyx_rtc.ping');
    void request('telnyx_rtc.modify', { action: 'hold' });
    await new Promise(setImmediate);
    assert.equal(order().at(-1), 'telnyx_rtc.answer');
    assert.equal(client.ending, 'open');
  });
});
