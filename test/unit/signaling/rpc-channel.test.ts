import { expect } from '@open-wc/testing';
import * as z from 'zod/mini';

import type { FrameId } from '../../../src/protocol/json-rpc.js';
import { gatewayStateResult } from '../../../src/protocol/gateway-state.js';
import { TelnyxError } from '../../../src/shared/errors.js';
import { RpcChannel, type RpcChannelOptions } from '../../../src/signaling/rpc-channel.js';
import { CountedSignal } from '../../support/counted-signal.js';
import { FakeClock } from '../../support/fake-clock.js';
import type { SentFrame } from '../../support/fake-socket.js';
import { rejection } from '../../support/rejection.js';
import { settled } from '../../support/settled.js';

const answerSchema = z.object({ value: z.number() });

function createChannel(overrides: Partial<RpcChannelOptions> = {}) {
  const clock = new FakeClock();
  const sent: SentFrame[] = [];
  const messages: [method: string, params: unknown, id: FrameId | null][] = [];
  const strays: unknown[] = [];
  const violations: string[] = [];
  const nodes: string[] = [];
  const channel = new RpcChannel({
    send: (text) => {
      sent.push(JSON.parse(text) as SentFrame);
      return true;
    },
    clock,
    onMessage: (...message) => messages.push(message),
    onVoiceSdkId: (id) => nodes.push(id),
    onStrayResult: (result) => strays.push(result),
    onViolation: (violation) => violations.push(violation),
    ...overrides,
  });
  const receive = (frame: unknown) => channel.receive(JSON.stringify(frame));
  const ask = (options = {}) => channel.request('some.method', { a: 1 }, answerSchema, options);
  const lastId = () => sent.at(-1)?.id ?? '';
  const expectNothingPending = async () => {
    await settled();
    expect(channel.pendingCount).to.equal(0);
    expect(clock.pendingCount).to.equal(0);
  };
  return {
    channel,
    clock,
    sent,
    messages,
    strays,
    violations,
    nodes,
    receive,
    ask,
    lastId,
    expectNothingPending,
  };
}

describe('RpcChannel.request', () => {
  it('sends one JSON-RPC frame with an id of its own', async () => {
    const { sent, ask, channel } = createChannel();

    const first = ask();
    const second = ask({ voiceSdkId: 'node-1' });
    const third = ask({ voiceSdkId: null });
    channel.close(new TelnyxError(60006));
    await Promise.allSettled([first, second, third]);

    const frame = { jsonrpc: '2.0', method: 'some.method', params: { a: 1 } };
    expect(sent).to.deep.equal([
      { ...frame, id: sent[0]?.id },
      { ...frame, id: sent[1]?.id, voice_sdk_id: 'node-1' },
      { ...frame, id: sent[2]?.id },
    ]);
    expect(new Set(sent.map(({ id }) => id)).size).to.equal(3);
  });

  it('resolves with the answer, reduced to what the schema knows', async () => {
    const { ask, lastId, receive, expectNothingPending } = createChannel();

    const answer = ask();
    receive({ jsonrpc: '2.0', id: lastId(), result: { value: 7, unknown: true } });

    expect(await answer).to.deep.equal({ value: 7 });
    await expectNothingPending();
  });

  it('unwraps an answer that comes one level deeper', async () => {
    const { ask, lastId, receive } = createChannel();

    const answer = ask();
    receive({ id: lastId(), result: { code: '200', result: { value: 7 } } });

    expect(await answer).to.deep.equal({ value: 7 });
  });

  it('matches answers that come in another order', async () => {
    const { sent, ask, receive } = createChannel();

    const first = ask();
    const second = ask();
    receive({ id: sent[1]?.id, result: { value: 2 } });
    receive({ id: sent[0]?.id, result: { value: 1 } });

    expect(await Promise.all([first, second])).to.deep.equal([{ value: 1 }, { value: 2 }]);
  });

  for (const state of ['REGED', 'UNREGED', 'FAILED', 'EXPIRED']) {
    it(`B6: an answer with the gateway state ${state} settles its request`, async () => {
      const { channel, strays, lastId, receive, expectNothingPending } = createChannel();
      const states: unknown[] = [];

      channel.request('some.method', {}, gatewayStateResult).then(
        ({ params }) => states.push(params.state),
        () => undefined,
      );
      receive({ id: lastId(), result: { params: { state } } });

      await expectNothingPending();
      expect(states).to.deep.equal([state]);
      expect(strays).to.deep.equal([]);
    });
  }

  it('rejects with 60012 and the number of the gateway when it is refused', async () => {
    const { ask, lastId, receive, expectNothingPending } = createChannel();

    const answer = ask();
    receive({ id: lastId(), error: { code: -32602, message: 'Bad Params' } });

    const error = await rejection(answer);
    expect(error.code).to.equal(60012);
    expect(error.message).to.equal('The gateway refused some.method.');
    expect(String(error.cause)).to.equal('Error: Bad Params');
    expect(error.context).to.deep.equal({ method: 'some.method', rpcCode: -32602 });
    await expectNothingPending();
  });

  it('rejects with 10007 when there is no such conversation', async () => {
    const { ask, lastId, receive } = createChannel();

    const answer = ask();
    receive({ id: lastId(), error: { code: 10007, message: 'Conversation not found' } });

    expect((await rejection(answer)).code).to.equal(10007);
  });

  for (const rpcCode of [-32000, -32001]) {
    it(`rejects with 46003 when it is refused with ${rpcCode}`, async () => {
      const { ask, lastId, receive } = createChannel();

      const answer = ask();
      receive({ id: lastId(), error: { code: rpcCode, message: 'Authentication Required' } });

      const error = await rejection(answer);
      expect(error.code).to.equal(46003);
      expect(error.context).to.deep.equal({ method: 'some.method', rpcCode });
    });
  }

  it('understands a refusal whose code is a word and whose message is missing or null', async () => {
    const { ask, lastId, receive } = createChannel();

    const first = ask();
    receive({ id: lastId(), error: { code: 'CALL_DOES_NOT_EXIST' } });
    const second = ask();
    receive({ id: lastId(), error: { code: -32000, message: null } });

    expect((await rejection(first)).context.rpcCode).to.equal('CALL_DOES_NOT_EXIST');
    expect((await rejection(second)).context.rpcCode).to.equal(-32000);
  });

  it('rejects with 60005 when no answer came in time', async () => {
    const { ask, clock, expectNothingPending } = createChannel();

    const answer = ask({ timeoutMs: 5000 });
    await clock.advance(5000);

    expect((await rejection(answer)).code).to.equal(60005);
    await expectNothingPending();
  });

  it('waits 15 seconds unless told otherwise', async () => {
    const { ask, clock, channel } = createChannel();

    const answer = ask();
    await clock.advance(14_999);
    expect(channel.pendingCount).to.equal(1);
    await clock.advance(1);

    expect((await rejection(answer)).code).to.equal(60005);
  });

  it('rejects with the reason of the channel when that is closed', async () => {
    const { ask, channel, expectNothingPending } = createChannel();
    const reason = new TelnyxError(60006);

    const before = ask();
    channel.close(reason);
    channel.close(new TelnyxError(60008));

    expect(await rejection(before)).to.equal(reason);
    expect(await rejection(ask())).to.equal(reason);
    await expectNothingPending();
  });

  it('rejects with the reason of the signal, and takes its listener away', async () => {
    const { ask, expectNothingPending } = createChannel();
    const lifetime = new CountedSignal();
    const reason = new TelnyxError(60008);

    const answer = ask({ signal: lifetime.signal });
    lifetime.abort(reason);

    expect(await rejection(answer)).to.equal(reason);
    expect(lifetime.listenerCount).to.equal(0);
    await expectNothingPending();
  });

  it('takes its listener off the signal when the answer comes', async () => {
    const { ask, lastId, receive } = createChannel();
    const lifetime = new CountedSignal();

    const answer = ask({ signal: lifetime.signal });
    receive({ id: lastId(), result: { value: 7 } });
    await answer;

    expect(lifetime.listenerCount).to.equal(0);
  });

  it('sends nothing for a signal that aborted before', async () => {
    const { ask, sent } = createChannel();

    const error = await rejection(ask({ signal: AbortSignal.abort() }));

    expect(error.code).to.equal(60008);
    expect(sent).to.deep.equal([]);
  });

  it('rejects with 60009 when the answer has another shape', async () => {
    const { ask, lastId, receive, expectNothingPending } = createChannel();

    for (const result of [{ value: 'seven' }, 'text', null, [], 7]) {
      const answer = ask();
      receive({ id: lastId(), result });

      expect((await rejection(answer)).code).to.equal(60009);
    }
    await expectNothingPending();
  });

  it('rejects with 60006 when the socket does not take the frame', async () => {
    const { ask, expectNothingPending } = createChannel({ send: () => false });

    expect((await rejection(ask())).code).to.equal(60006);
    await expectNothingPending();
  });

  it('leaves nothing behind for params that have no JSON form', async () => {
    const { channel, sent, expectNothingPending } = createChannel();
    const cyclic: Record<string, unknown> = {};
    cyclic.self = cyclic;

    const error = await rejection(channel.request('some.method', cyclic, answerSchema));

    expect(error.code).to.equal(49001);
    expect(sent).to.deep.equal([]);
    await expectNothingPending();
  });

  it('takes the first of two answers with one id', async () => {
    const { ask, lastId, receive } = createChannel();

    const answer = ask();
    receive({ id: lastId(), result: { value: 1 } });
    receive({ id: lastId(), result: { value: 2 } });
    receive({ id: lastId(), error: { code: 1, message: '' } });

    expect(await answer).to.deep.equal({ value: 1 });
  });
});

describe('RpcChannel.receive', () => {
  it('hands a late answer on as a stray result, once it is of no use', async () => {
    const { ask, clock, lastId, receive, strays } = createChannel();

    const answer = ask({ timeoutMs: 10 });
    await clock.advance(10);
    await rejection(answer);
    receive({ id: lastId(), result: { value: 7 } });
    receive({ id: 'nobody asked', result: { value: 8 } });

    expect(strays).to.deep.equal([{ value: 7 }, { value: 8 }]);
  });

  it('drops an error that belongs to no request', () => {
    const { receive, strays, violations } = createChannel();

    receive({ id: 'nobody asked', error: { code: 1, message: 'x' } });
    receive({ id: null, error: { code: 1, message: 'x' } });

    expect(strays).to.deep.equal([]);
    expect(violations).to.deep.equal([]);
  });

  it('does not take a request of the server for an answer, whatever its id', async () => {
    const { ask, lastId, receive, messages, channel } = createChannel();

    const answer = ask();
    receive({ id: lastId(), method: 'telnyx_rtc.ping', params: {} });
    receive({ method: 'ai_conversation', params: { type: 'x' } });

    expect(messages).to.deep.equal([
      ['telnyx_rtc.ping', {}, lastId()],
      ['ai_conversation', { type: 'x' }, null],
    ]);
    expect(channel.pendingCount).to.equal(1);
    channel.close(new TelnyxError(60006));
    await rejection(answer);
  });

  it('tells the sticky id of every kind of frame', () => {
    const { receive, nodes } = createChannel();

    receive({ id: 1, method: 'telnyx_rtc.ping', voice_sdk_id: 'a' });
    receive({ id: 'x', result: {}, voice_sdk_id: 'b' });
    receive({ id: 'x', error: { code: 1, message: '' }, voice_sdk_id: 'c' });
    receive({ method: 'x', voice_sdk_id: null });

    expect(nodes).to.deep.equal(['a', 'b', 'c']);
  });

  it('reports what it cannot understand and goes on', async () => {
    const { ask, lastId, channel, receive, violations } = createChannel();

    const answer = ask();
    channel.receive('not json');
    channel.receive('null');
    receive({ id: {}, method: 5 });
    receive({ id: lastId(), result: { value: 7 } });

    expect(violations).to.deep.equal(['not-json', 'not-an-object', 'wrong-shape']);
    expect(await answer).to.deep.equal({ value: 7 });
  });

  it('notes when the last frame came, whatever it was', async () => {
    const { channel, clock } = createChannel();

    await clock.advance(1234);
    channel.receive('garbage');

    expect(channel.lastFrameAt).to.equal(clock.now());
  });

  it('is deaf once the channel is closed', () => {
    const { channel, receive, messages, nodes } = createChannel();

    channel.close(new TelnyxError(60006));
    receive({ id: 1, method: 'telnyx_rtc.invite', params: {}, voice_sdk_id: 'a' });

    expect(messages).to.deep.equal([]);
    expect(nodes).to.deep.equal([]);
  });
});

describe('RpcChannel.notify and acknowledge', () => {
  it('sends a notification without an id', () => {
    const { channel, sent } = createChannel();

    expect(channel.notify('ai_conversation', { type: 'x' })).to.equal(true);

    expect(sent).to.deep.equal([{ jsonrpc: '2.0', method: 'ai_conversation', params: { type: 'x' } }]);
  });

  it('tells when a notification cannot be sent', () => {
    const broken = createChannel({ send: () => false });
    const closed = createChannel();
    closed.channel.close(new TelnyxError(60006));

    expect(broken.channel.notify('x', {})).to.equal(false);
    expect(closed.channel.notify('x', {})).to.equal(false);
    expect(closed.sent).to.deep.equal([]);
  });

  it('confirms with the id and the method', () => {
    const { channel, sent } = createChannel();

    channel.acknowledge(42, 'telnyx_rtc.invite');

    expect(sent).to.deep.equal([{ jsonrpc: '2.0', id: 42, result: { method: 'telnyx_rtc.invite' } }]);
  });
});
