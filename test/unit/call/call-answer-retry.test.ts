import { expect } from '@open-wc/testing';

import { METHOD } from '../../../src/protocol/methods.js';
import { TelnyxError } from '../../../src/shared/errors.js';
import { createInbound } from '../../support/call-scene.js';
import { rejection } from '../../support/rejection.js';

/** A call that comes in where the microphone is refused. */
async function createRefused() {
  const scene = await createInbound();
  scene.engine.microphoneError = new TelnyxError(42001);
  return scene;
}

describe('answering without a microphone', () => {
  it('keeps the call ringing and says until when to try again', async () => {
    const { call, signaling, errors, states } = await createRefused();
    const { startedAt } = call.snapshot;

    const error = await rejection(call.answer());

    expect(error).to.include({ code: 42001, fatal: false, callId: 'call-1' });
    expect(error.context).to.deep.equal({ recoverable: true, retryDeadline: startedAt + 25_000 });
    expect(errors).to.deep.equal([error]);
    expect(states).to.deep.equal(['answering', 'ringing']);
    expect(signaling.methods).to.deep.equal([]);
  });

  it('keeps the call ringing also where permission stands but no microphone is plugged in', async () => {
    const { call, engine, states } = await createRefused();
    engine.isGranted = true;
    engine.microphoneError = new TelnyxError(42002);

    const error = await rejection(call.answer());
    await call.hangup();

    expect(error).to.include({ code: 42002, fatal: false });
    expect(states).to.deep.equal(['answering', 'ringing', 'ended']);
  });

  it('answers at the next try', async () => {
    const { call, engine, signaling } = await createRefused();
    await rejection(call.answer());

    engine.microphoneError = null;
    await call.answer({ customHeaders: [{ name: 'X-Desk', value: '1' }] });

    expect(call.state).to.equal('active');
    expect(signaling.methods).to.deep.equal([METHOD.answer]);
    expect(engine.peer.sentTrack).to.equal(engine.microphone.track);
  });

  it('can be declined instead', async () => {
    const { call, signaling } = await createRefused();
    await rejection(call.answer());

    await call.hangup();

    expect(signaling.last(METHOD.bye).params).to.include({ cause: 'USER_BUSY' });
    expect((await call.ended).cause).to.equal('USER_BUSY');
  });

  it('ends the call when the last try fails after the deadline', async () => {
    const { call, clock, signaling } = await createRefused();
    await rejection(call.answer());
    await clock.advance(25_000);

    const error = await rejection(call.answer());

    expect(error).to.include({ code: 42001, fatal: true });
    expect(call.state).to.equal('ended');
    expect(signaling.methods).to.deep.equal([METHOD.bye]);
  });

  it('ends the call at once where no try can help', async () => {
    const { call, engine } = await createRefused();
    engine.supportError = new TelnyxError(60003);

    expect(await rejection(call.answer())).to.include({ code: 60003, fatal: true });
    expect(call.state).to.equal('ended');
  });

  it('is not said of a call that ended while the visitor was asked', async () => {
    const { call, engine, receive, errors } = await createRefused();
    let refuse!: () => void;
    engine.gate = new Promise((resolve) => (refuse = resolve));
    const answer = rejection(call.answer());

    receive(METHOD.bye, {});
    refuse();
    await answer;

    expect(call.state).to.equal('ended');
    expect(errors).to.deep.equal([]);
  });
});
