import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { FakeClient, type ServerFrame } from '../support/node/fake-client.js';
import { FakeClock } from '../support/node/fake-clock.js';
import { createGateway, placeCall } from '../support/node/placed-call.js';

describe('placing a call', { timeout: 15_000 }, () => {
  it('is confirmed, rings, has early media and is answered', async (context) => {
    const { call, callID, client, invited, order } = await placeCall(context);
    const { result } = await invited;
    const { params } = await client.message('telnyx_rtc.answer');
    assert.equal(result?.message, 'CALL CREATED');
    assert.equal(result.callID, callID);
    assert.deepEqual(order(), ['result', 'telnyx_rtc.ringing', 'telnyx_rtc.media', 'telnyx_rtc.answer']);
    assert.equal(params?.sdp, undefined);
    assert.ok(params?.telnyx_call_control_id && params.telnyx_session_id && params.telnyx_leg_id);
    assert.equal(call().state, 'active');
  });

  it('answers with SDP before the result in the scenario `answer-first`', async (context) => {
    const { client, invited, order } = await placeCall(context, { query: { scenario: 'answer-first' } });
    await invited;
    assert.deepEqual(order(), ['telnyx_rtc.answer', 'result']);
    assert.match(String((await client.message('telnyx_rtc.answer')).params?.sdp), /m=audio/);
  });

  it('sends media, then an answer without SDP in the scenario `media-first`', async (context) => {
    const { client, order } = await placeCall(context, { query: { scenario: 'media-first' } });
    const { params } = await client.message('telnyx_rtc.answer');
    assert.deepEqual(order(), ['result', 'telnyx_rtc.media', 'telnyx_rtc.answer']);
    assert.equal(params?.sdp, undefined);
  });

  it('is busy with 486', async (context) => {
    const { call, client } = await placeCall(context, { destination: 'busy' });
    const { params } = await client.message('telnyx_rtc.bye');
    const { cause, causeCode, sipCode, sipReason } = params ?? {};
    assert.deepEqual([cause, causeCode, sipCode, sipReason], ['USER_BUSY', 17, 486, 'Busy Here']);
    assert.equal(call().state, 'ended');
  });

  it('is confirmed and nothing more when the far end is silent', async (context) => {
    const clock = new FakeClock();
    const { call, invited, order } = await placeCall(context, { clock, destination: 'silent' });
    await invited;
    await clock.advance(10_000);
    assert.deepEqual(order(), ['result']);
    assert.equal(call().state, 'new');
  });

  it('fails with 404 for a user whom nobody knows', async (context) => {
    const { client } = await placeCall(context, { destination: 'sip:nobody@example.com' });
    const { params } = await client.message('telnyx_rtc.bye');
    assert.deepEqual([params?.cause, params?.sipCode], ['UNALLOCATED_NUMBER', 404]);
  });

  it('fails with 488 when the offer has no PCMU', async (context) => {
    const { client, invited } = await placeCall(context, { codec: 'opus' });
    assert.ok((await invited).result);
    const { params } = await client.message('telnyx_rtc.bye');
    assert.deepEqual([params?.cause, params?.causeCode], ['INCOMPATIBLE_DESTINATION', 88]);
  });

  it('fails with 488 when the offer is broken', async (context) => {
    const gateway = createGateway(context);
    const client = new FakeClient(gateway);
    await client.logIn();
    const dialogParams = { callID: 'c1', destination_number: 'echo' };
    const sdp = 'v=0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 0\r\na=fingerprint:\r\na=setup:nonsense\r\n';
    assert.ok((await client.request('telnyx_rtc.invite', { sdp, dialogParams })).result);
    assert.equal((await client.message('telnyx_rtc.bye')).params?.sipCode, 488);
  });

  it('goes no further when the client hangs up at once', async (context) => {
    const { client, invited, order, request } = await placeCall(context);
    await request('telnyx_rtc.bye', { cause: 'USER_BUSY', causeCode: 17 });
    assert.ok((await invited).result);
    await client.request('telnyx_rtc.ping');
    assert.deepEqual(order(), ['result', 'result', 'result']);
  });

  it('is refused under the id of a call that goes on', async (context) => {
    const { callID, client, request } = await placeCall(context);
    await client.message('telnyx_rtc.answer');
    const { error } = await request('telnyx_rtc.invite', { sdp: 'v=0' });
    assert.match(error?.message ?? '', /callID/);
    assert.ok(callID);
  });

  it('reaches the assistant by any phone number, and from any visitor', async (context) => {
    const { call, client } = await placeCall(context, { destination: '+1 (555) 123-4567' });
    await client.message('telnyx_rtc.answer');
    assert.equal(call().farEnd, 'assistant');
    const visitor = await placeCall(context, { as: 'visitor', destination: '' });
    await visitor.client.message('telnyx_rtc.answer');
    assert.equal(visitor.call().farEnd, 'assistant');
  });

  it('trickles: an SDP without candidates, then the candidates and their end', async (context) => {
    const { call, client, request } = await placeCall(context, { trickle: true });
    const { params } = await client.message('telnyx_rtc.media');
    assert.doesNotMatch(String(params?.sdp), /a=candidate/);
    await client.message('telnyx_rtc.endOfCandidates');
    const candidates = client.frames.filter(ofMethod('telnyx_rtc.candidate'));
    assert.ok(candidates.some((frame) => String(frame.params?.candidate).includes(' typ host')));
    await request('telnyx_rtc.candidate', { candidate: 'candidate:1 1 udp 1 x.local 9 typ host' });
    await request('telnyx_rtc.endOfCandidates', { endOfCandidates: true });
    assert.deepEqual([call().candidatesReceived, call().endOfCandidatesReceived], [1, true]);
  });
});

function ofMethod(method: string) {
  return (frame: ServerFrame) => frame.method === method;
}
