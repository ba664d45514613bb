import { expect } from '@open-wc/testing';

import type { Call } from '../../../src/call/call.js';
import { METHOD } from '../../../src/protocol/methods.js';
import { createActive, createInbound } from '../../support/call-scene.js';
import { rejection } from '../../support/rejection.js';

async function createInboundActive() {
  const scene = await createInbound();
  await scene.call.answer();
  return scene;
}

describe('a call that is over', () => {
  const deeds: readonly (readonly [name: string, code: number, act: (call: Call) => Promise<unknown>])[] = [
    ['answer', 60010, (call) => call.answer()],
    ['hold', 60010, (call) => call.hold()],
    ['resume', 60010, (call) => call.resume()],
    ['sendDigits', 60010, (call) => call.sendDigits('1')],
    ['sendInfo', 60010, (call) => call.sendInfo('Hello')],
    ['switchMicrophone', 60008, (call) => call.switchMicrophone(true)],
  ];

  for (const [whose, create] of [
    ['ours', createActive],
    ['theirs', createInboundActive],
  ] as const) {
    for (const [name, code, act] of deeds) {
      it(`refuses ${name}() with ${code}, and nothing happens (${whose})`, async () => {
        const { call, receive, signaling, engine, errors, warnings } = await create();
        receive(METHOD.bye, { cause: 'NORMAL_CLEARING', causeCode: 16 });
        const last = call.snapshot;
        const sent = signaling.requests.length;
        const opened = engine.requests.length;

        const error = await rejection(act(call));

        expect(error).to.include({ code, callId: 'call-1' });
        expect(call.snapshot).to.equal(last);
        expect(signaling.requests).to.have.length(sent);
        expect(engine.requests).to.have.length(opened);
        expect([...errors, ...warnings]).to.deep.equal([]);
      });
    }
  }

  it('takes hangup(), mute() and unmute() without a word', async () => {
    const { call, receive, signaling } = await createActive();
    receive(METHOD.bye, { cause: 'NORMAL_CLEARING', causeCode: 16 });
    const last = call.snapshot;

    call.mute();
    call.unmute();
    await call.hangup();

    expect(call.snapshot).to.equal(last);
    expect(signaling.sent(METHOD.bye)).to.deep.equal([]);
  });
});
