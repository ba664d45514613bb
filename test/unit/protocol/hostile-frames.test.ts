import { expect } from '@open-wc/testing';

import { parseClientMessage } from '../../../src/protocol/client-messages.js';
import { parseFrame } from '../../../src/protocol/json-rpc.js';
import { parseServerMessage } from '../../../src/protocol/server-messages.js';
import { hostileFrames } from '../../support/hostile-frames.js';
import { createTalking } from '../../support/session-scene.js';
import { settled } from '../../support/settled.js';
import { uncaughtDuring } from '../../support/uncaught.js';

const SEED = 20_261_121;
const FRAME_COUNT = 20_000;

describe('the boundary', () => {
  it(`takes ${FRAME_COUNT} mutated frames without throwing, and understands some of each kind`, () => {
    const seen: Record<string, number> = {};

    for (const text of hostileFrames(FRAME_COUNT, SEED)) {
      const frame = parseFrame(text);
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

describe('a session that talks', () => {
  it(`lives through ${FRAME_COUNT} mutated frames, and reports each malformed one`, async () => {
    const { session, call, gateway, warnings } = await createTalking();
    const frames = hostileFrames(FRAME_COUNT, SEED);

    const uncaught = await uncaughtDuring(async () => {
      for (const [index, text] of frames.entries()) {
        gateway.socket.deliver(text);
        if (index % 100 === 0) await settled();
      }
      await settled();
    });

    expect(uncaught).to.deep.equal([]);
    const reported = warnings.filter(({ code }) => code === 60009);
    expect(reported).to.have.length(frames.filter(isMalformed).length);
    expect(gateway.sockets).to.have.length(1);
    expect(session.status).to.equal('ready');
    expect(call.state).to.equal('active');
    await session.sendMessage('Still there?');
    expect(gateway.received('ai_conversation')).to.have.length(1);
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
