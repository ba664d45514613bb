import { expect } from '@open-wc/testing';

import { parseClientMessage } from '../../../src/protocol/client-messages.js';
import { parseFrame } from '../../../src/protocol/json-rpc.js';
import { parseServerMessage } from '../../../src/protocol/server-messages.js';
import { METHOD } from '../../../src/protocol/methods.js';
import type { Call } from '../../../src/call/call.js';
import { logIn, staySilent } from '../../support/fake-gateway.js';
import { anySeed, hostileFrames } from '../../support/hostile-frames.js';
import { createReadySession, createTalking } from '../../support/session-scene.js';
import { settled } from '../../support/settled.js';
import { uncaughtDuring } from '../../support/uncaught.js';

const FRAME_COUNT = 20_000;

describe('the boundary', () => {
  const seed = anySeed();

  it(`takes ${FRAME_COUNT} mutated frames without throwing, and understands some of each kind (seed ${seed})`, () => {
    const seen: Record<string, number> = {};
    const next = hostileFrames(seed);

    for (let count = 0; count < FRAME_COUNT; count += 1) {
      const frame = parseFrame(next({ callId: 'call-1', requestId: 'request-1' }));
      seen[frame.kind] = (seen[frame.kind] ?? 0) + 1;
      if (frame.kind !== 'request' && frame.kind !== 'notification') continue;
      const parsed = parseServerMessage(frame.method, frame.params);
      parseClientMessage(frame.method, frame.params);
      const outcome = parsed.ok ? 'understood' : parsed.violation;
      seen[outcome] = (seen[outcome] ?? 0) + 1;
    }

    // Were one of these missing, the mutations would be too wild or too tame to prove anything.
    expect(seen).to.have.all.keys(
      ...['request', 'notification', 'result', 'error', 'invalid'],
      ...['understood', 'wrong-shape', 'unknown-method'],
    );
    for (const [outcome, count] of Object.entries(seen)) expect(count, outcome).to.be.greaterThan(100);
  });
});

/** What the parser alone makes of it: whether the frame is to be reported. */
function isMalformed(text: string): boolean {
  const frame = parseFrame(text);
  if (frame.kind === 'request' || frame.kind === 'notification') {
    const parsed = parseServerMessage(frame.method, frame.params);
    // What the protocol grows by is no fault.
    return !parsed.ok && parsed.violation !== 'unknown-method';
  }
  return frame.kind === 'invalid';
}

/** Whether the parser understands it and it names this call. */
function isAbout(callId: string, text: string): boolean {
  const frame = parseFrame(text);
  if (frame.kind !== 'request' && frame.kind !== 'notification') return false;
  const parsed = parseServerMessage(frame.method, frame.params);
  return parsed.ok && 'callID' in parsed.message.params && parsed.message.params.callID === callId;
}

/** A session that is always in a call which talks and has a request under way: whatever ends is begun anew. */
async function createNeverSilent() {
  const scene = await createReadySession({ maxReconnectAttempts: 0 });
  const { session, gateway, clock } = scene;
  // The hostile frames answer it, or nobody.
  gateway.reactions[METHOD.modify] = staySilent;
  gateway.reactions[METHOD.anonymousLogin] = (socket, frame) => {
    const held = session.snapshot.calls.map(({ id }) => id);
    logIn(held)(socket, frame);
    for (const callID of held) socket.push(METHOD.attach, { callID, sdp: 'their new offer' });
  };
  let call: Call | null = null;
  let isAsking = false;
  let callCount = 0;

  const begin = async (): Promise<Call> => {
    // Calls that the frames have made up: an assistant has no second one.
    for (const { id } of session.snapshot.calls) await session.getCall(id)?.hangup();
    const next = session.call({ destination: '+15551234567' });
    callCount += 1;
    await settled();
    gateway.socket.push(METHOD.answer, { callID: next.id, sdp: 'their answer' });
    await next.answered;
    return next;
  };
  const ask = (talking: Call) => {
    isAsking = true;
    const done = () => void (isAsking = false);
    (talking.state === 'held' ? talking.resume() : talking.hold()).then(done, done);
  };
  /** The call, up and with its session ready. */
  const talking = async (): Promise<Call> => {
    while (session.status !== 'ready') {
      if (session.status === 'failed') session.connect().catch(() => undefined);
      await clock.advance(1000);
    }
    if (!call || call.state === 'ended') call = await begin();
    if (!isAsking && call.state !== 'reconnecting') {
      ask(call);
      await settled();
    }
    return call;
  };
  return {
    ...scene,
    talking,
    callCount: () => callCount,
    aim: (callId: string) => ({
      callId,
      requestId: String(gateway.received(METHOD.modify).at(-1)?.id),
    }),
  };
}

describe('a session that talks', () => {
  const seed = anySeed();

  it(`lives through ${FRAME_COUNT} mutated frames about its call, and reports each malformed one (seed ${seed})`, async function () {
    this.timeout(60_000);
    const { session, gateway, warnings, talking, callCount, aim } = await createNeverSilent();
    const next = hostileFrames(seed);
    const states: Record<string, number> = {};
    let malformed = 0;
    let onTarget = 0;

    const uncaught = await uncaughtDuring(async () => {
      for (let index = 0; index < FRAME_COUNT; index += 1) {
        const { id, state } = await talking();
        const text = next(aim(id));
        // One that has just been closed hears nothing more.
        const isHeard = gateway.socket.readyState === WebSocket.OPEN;
        malformed += Number(isHeard && isMalformed(text));
        onTarget += Number(isAbout(id, text));
        states[state] = (states[state] ?? 0) + 1;
        gateway.socket.deliver(text);
        if (index % 10 === 0) await settled();
      }
      await settled();
    });
    const { id } = await talking();

    expect(uncaught).to.deep.equal([]);
    expect(warnings.filter(({ context }) => 'violation' in context)).to.have.length(malformed);
    // Frames about nobody prove nothing.
    expect(onTarget, 'frames about the call').to.be.greaterThan(FRAME_COUNT / 5);
    expect((states.active ?? 0) + (states.held ?? 0), 'frames while it was up').to.be.greaterThan(
      FRAME_COUNT / 2,
    );
    expect(states.held, 'frames while it was held').to.be.greaterThan(100);
    expect(states.reconnecting, 'frames while it was being recovered').to.be.greaterThan(100);
    expect(callCount(), 'calls that a frame ended').to.be.greaterThan(100);
    expect(session.snapshot.calls.some((one) => one.id === id)).to.equal(true);
    const before = gateway.received(METHOD.aiConversation).length;
    await session.sendMessage('Still there?');
    expect(gateway.received(METHOD.aiConversation)).to.have.length(before + 1);
    session.disconnect();
  });

  it('never loses its call to 10,000 frames of garbage', async () => {
    const { session, call, gateway, warnings } = await createTalking();
    const garbage = [
      '',
      'x',
      '{',
      'null',
      '[]',
      '{}',
      '"text"',
      '5',
      '{"id":{}}',
      '{"method":7}',
      '[[[[',
      '\u0000',
    ];

    for (let index = 0; index < 10_000; index += 1) {
      gateway.socket.deliver(garbage[index % garbage.length]);
    }
    await settled();

    expect(warnings).to.have.length(10_000);
    expect(call.state).to.equal('active');
    call.hangup();
    await call.ended;
    expect(gateway.received('telnyx_rtc.bye')).to.have.length(1);
    session.disconnect();
  });
});
