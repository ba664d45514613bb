import { expect } from '@open-wc/testing';

import { METHOD } from '../../../src/protocol/methods.js';
import { deferred } from '../../../src/shared/deferred.js';
import { TelnyxError } from '../../../src/shared/errors.js';
import {
  type CallScene,
  createActive,
  createCall,
  createInbound,
  createRequesting,
} from '../../support/call-scene.js';
import { rejection } from '../../support/rejection.js';
import { settled } from '../../support/settled.js';
import { uncaughtDuring } from '../../support/uncaught.js';

const CLEARING = ['NORMAL_CLEARING', 16] as const;
const CANCEL = ['ORIGINATOR_CANCEL', 487] as const;
const BUSY = ['USER_BUSY', 17] as const;

/** Expects that nothing of the call is left: the microphone above all. */
function expectReleased({ engine, peer, clock }: CallScene) {
  for (const microphone of engine.microphones) expect(microphone.isStopped).to.equal(true);
  expect(peer.isClosed).to.equal(true);
  expect(clock.pendingCount).to.equal(0);
}

async function createRinging() {
  const scene = await createRequesting();
  scene.receive(METHOD.ringing);
  return scene;
}

async function createEarly() {
  const scene = await createRequesting();
  scene.receive(METHOD.media, { sdp: 'their answer' });
  await settled();
  return scene;
}

async function createAnswering() {
  const scene = await createInbound({ prepare: ({ signaling }) => signaling.held.add(METHOD.answer) });
  scene.call.answer().catch(() => undefined);
  await settled();
  return scene;
}

async function createHeld() {
  const scene = await createActive({
    prepare: ({ signaling }) => (signaling.answers[METHOD.modify] = { holdState: 'held' }),
  });
  await scene.call.hold();
  return scene;
}

async function createReconnecting() {
  const scene = await createActive();
  scene.call.linkLost();
  return scene;
}

describe('Call.hangup', () => {
  const scenes: readonly (readonly [
    name: string,
    create: () => Promise<CallScene>,
    cause: readonly [string, number],
  ])[] = [
    ['requesting', createRequesting, CANCEL],
    ['ringing', createRinging, CANCEL],
    ['early', createEarly, CANCEL],
    ['active', createActive, CLEARING],
    ['held', createHeld, CLEARING],
    ['reconnecting', createReconnecting, CLEARING],
    ['ringing', createInbound, BUSY],
    ['answering', createAnswering, BUSY],
  ];

  for (const [state, create, [cause, causeCode]] of scenes) {
    it(`says one BYE with ${cause} in the state ${state}, and leaves nothing open`, async () => {
      const scene = await create();
      const { call, signaling } = scene;
      expect(call.state).to.equal(state);

      await call.hangup();
      await call.hangup();

      expect(signaling.sent(METHOD.bye).map(({ params }) => params)).to.deep.equal([
        {
          sessid: 'session-1',
          cause,
          causeCode,
          sipCode: null,
          sip_call_id: null,
          dialogParams: { callID: 'call-1', destination_number: '+15551234567' },
        },
      ]);
      expect(await call.ended).to.include({ cause, causeCode });
      expect(call.snapshot).to.deep.include({
        state: 'ended',
        cause: { cause, causeCode, sipCode: null, sipReason: null },
      });
      await settled();
      expectReleased(scene);
    });
  }

  it('B21: cancels a call that rings as its originator, and does not call it busy', async () => {
    const { call, signaling } = await createRinging();

    await call.hangup();

    expect(signaling.last(METHOD.bye).params).to.include({ cause: 'ORIGINATOR_CANCEL', causeCode: 487 });
  });

  it('B32: sends no candidate that is found after the end', async () => {
    const { call, peer, signaling } = await createActive();
    const { events } = peer;
    await call.hangup();
    const count = signaling.requests.length;

    events?.onCandidate({ candidate: 'candidate:late' });
    events?.onCandidate(null);
    await settled();

    expect(signaling.requests).to.have.length(count);
  });

  it('needs no BYE and asks for no microphone before the INVITE has left', async () => {
    const scene = createCall();

    await scene.call.hangup();
    await settled();

    expect(scene.signaling.requests).to.deep.equal([]);
    expect(scene.engine.requests).to.deep.equal([]);
    expect((await rejection(scene.call.answered)).code).to.equal(60007);
    expectReleased(scene);
  });

  it('closes the microphone at once, without waiting for the gateway', async () => {
    const { call, signaling, engine, states } = await createActive({
      prepare: (scene) => scene.signaling.held.add(METHOD.bye),
    });

    const confirmed = call.hangup();
    expect(engine.microphone.isStopped).to.equal(true);
    expect(states.at(-1)).to.equal('ended');
    signaling.last(METHOD.bye).answer({});

    await confirmed;
  });

  it('warns with 44003 when the gateway does not confirm, and resolves all the same', async () => {
    const { call, warnings } = await createActive({
      prepare: ({ signaling }) => (signaling.answers[METHOD.bye] = new TelnyxError(60005)),
    });

    await call.hangup();

    expect(warnings.map(({ code, callId }) => [code, callId])).to.deep.equal([[44003, 'call-1']]);
  });

  it('closes a microphone that the visitor grants after the end', async () => {
    const gate = deferred();
    const scene = createCall({ prepare: ({ engine }) => (engine.gate = gate.promise) });
    await settled();

    await scene.call.hangup();
    gate.resolve();
    await settled();

    expect(scene.engine.microphones).to.have.length(1);
    expect(scene.signaling.requests).to.deep.equal([]);
    expectReleased(scene);
  });
});

describe('a call that the far end ends', () => {
  it('passes the reasons on verbatim, and says no BYE', async () => {
    const scene = await createActive();
    await scene.clock.advance(61_500);

    scene.receive(METHOD.bye, { cause: 'USER_BUSY', causeCode: 17, sipCode: 486, sipReason: 'Busy Here' });

    const end = await scene.call.ended;
    expect(end).to.include({ cause: 'USER_BUSY', causeCode: 17, sipCode: 486, sipReason: 'Busy Here' });
    expect(end.durationMs).to.equal(61_500);
    expect(end.call).to.deep.equal(scene.call.snapshot);
    await settled();
    expect(scene.signaling.sent(METHOD.bye)).to.deep.equal([]);
    expectReleased(scene);
  });

  it('is an ordinary end when no reason is given', async () => {
    const { call, receive } = await createActive();

    receive(METHOD.bye);

    expect(await call.ended).to.include({ cause: 'NORMAL_CLEARING', causeCode: null });
  });

  it('rejects `answered` with the reason when it was never answered', async () => {
    const { call, receive, errors } = await createRinging();

    receive(METHOD.bye, { cause: 'CALL_REJECTED', causeCode: 21, sipCode: 603, sipReason: 'Decline' });

    const error = await rejection(call.answered);
    expect(error).to.include({ code: 60007, callId: 'call-1' });
    expect(error.context).to.deep.equal({ cause: 'CALL_REJECTED', sipCode: 603, sipReason: 'Decline' });
    expect(await call.ended).to.include({ durationMs: 0 });
    expect(errors).to.deep.equal([]);
  });

  it('B42: hears the BYE though the page closed the peer connection', async () => {
    const { call, receive, peer } = await createActive();
    call.peerConnection?.close();
    peer.isClosed = true;
    expect(call.peerConnection).to.include({ signalingState: 'closed' });

    receive(METHOD.candidate, { candidate: 'candidate:1' });
    receive(METHOD.media, { sdp: 'again' });
    receive(METHOD.bye, { cause: 'NORMAL_CLEARING', causeCode: 16 });

    expect(await call.ended).to.include({ cause: 'NORMAL_CLEARING', causeCode: 16 });
  });

  it('keeps `answered` resolved when it was answered', async () => {
    const { call, receive } = await createActive();

    receive(METHOD.bye);

    expect((await call.answered).state).to.equal('active');
  });

  for (const [how, refuse] of [
    ['by a refusal', ({ signaling }) => signaling.last(METHOD.invite).fail(new TelnyxError(10007))],
    ['by a BYE', ({ receive }) => receive(METHOD.bye, { cause: 'x', causeCode: 10007 })],
  ] as const satisfies readonly (readonly [string, (scene: CallScene) => void])[]) {
    it(`tells ${how} that there is no such conversation`, async () => {
      const scene = await createRequesting({
        prepare: ({ signaling }) => signaling.held.add(METHOD.invite),
      });
      scene.receive(METHOD.ringing);

      refuse(scene);

      expect((await rejection(scene.call.answered)).code).to.equal(10007);
      expect(scene.errors.map(({ code }) => code)).to.deep.equal([10007]);
      expect(scene.call.state).to.equal('ended');
    });
  }

  it('B18: applies no description that comes after the hang-up, though it had none before', async () => {
    for (const createIt of [createRequesting, createRinging]) {
      const { call, receive, peer, errors, clock } = await createIt();
      const applied: string[] = [];
      peer.applyAnswer = (sdp) => Promise.resolve(void applied.push(sdp));
      const answered = rejection(call.answered);
      const hungUp = call.hangup();

      receive(METHOD.media, { sdp: 'late' });
      receive(METHOD.answer, { sdp: 'late' });
      await hungUp;
      await settled();

      expect(applied).to.deep.equal([]);
      expect((await answered).code).to.equal(60007);
      expect(call.state).to.equal('ended');
      expect(errors).to.deep.equal([]);
      expect(clock.pendingCount).to.equal(0);
    }
  });

  it('B18: is not answered by a description that was being applied while it was hung up', async () => {
    const { call, receive, peer, errors } = await createRinging();
    const gate = deferred();
    peer.gate = gate.promise;
    receive(METHOD.answer, { sdp: 'in time' });
    const answered = rejection(call.answered);

    await call.hangup();
    gate.resolve();
    await settled();

    expect((await answered).code).to.equal(60007);
    expect(call.state).to.equal('ended');
    expect(errors).to.deep.equal([]);
  });

  it('B18: is deaf to whatever comes late', async () => {
    const { call, receive, peer, states, errors, warnings, clock } = await createActive();
    receive(METHOD.bye, { cause: 'NORMAL_CLEARING', causeCode: 16 });
    const last = call.snapshot;

    receive(METHOD.ringing, { telnyx_leg_id: 'late' });
    receive(METHOD.media, { sdp: 'late' });
    receive(METHOD.answer, { sdp: 'late' });
    receive(METHOD.display, { display_name: 'late' });
    receive(METHOD.candidate, { candidate: 'late' });
    receive(METHOD.bye, { cause: 'USER_BUSY', causeCode: 17 });
    peer.events?.onConnectionState('failed');
    call.linkLost();
    call.linkRestored(false);
    call.mute();
    await settled();

    expect(call.snapshot).to.equal(last);
    expect(states.at(-1)).to.equal('ended');
    expect(peer.candidates).to.deep.equal([]);
    expect([...errors, ...warnings]).to.deep.equal([]);
    expect(clock.pendingCount).to.equal(0);
  });
});

describe('a call whose link breaks', () => {
  it('is reconnecting, and active again when the server still holds it', async () => {
    const { call, states } = await createActive();

    call.linkLost();
    call.linkRestored(true);

    expect(states).to.deep.equal(['requesting', 'active', 'reconnecting', 'active']);
  });

  it('is held again when it was held', async () => {
    const { call } = await createHeld();

    call.linkLost();
    expect(call.snapshot).to.include({ state: 'reconnecting', isHeld: true });
    call.linkRestored(true);

    expect(call.snapshot).to.include({ state: 'held', isHeld: true });
  });

  it('ends with 48501 and without a BYE when the server has lost it', async () => {
    const scene = await createReconnecting();

    scene.call.linkRestored(false);

    expect(scene.errors).to.have.length(1);
    expect(scene.errors[0]).to.include({ code: 48501, callId: 'call-1' });
    expect((await scene.call.ended).cause).to.equal('SESSION_NOT_REATTACHED');
    expect(scene.signaling.sent(METHOD.bye)).to.deep.equal([]);
    expectReleased(scene);
  });

  it('goes on ringing meanwhile, though the result of the INVITE was lost', async () => {
    const { call, receive, signaling, errors } = await createRequesting({
      prepare: (scene) => scene.signaling.held.add(METHOD.invite),
    });
    receive(METHOD.ringing);

    signaling.last(METHOD.invite).fail(new TelnyxError(60006));
    call.linkLost();
    await settled();
    call.linkRestored(true);

    expect(call.state).to.equal('ringing');
    expect(errors).to.deep.equal([]);
  });
});

describe('a call with a subscriber that throws', () => {
  it('runs its course, closes the microphone and settles its promises', async () => {
    const scene = createCall();
    const { call, receive } = scene;
    const fault = new Error('a fault of the page');
    call.subscribe(() => {
      throw fault;
    });

    const uncaught = await uncaughtDuring(async () => {
      await settled();
      receive(METHOD.answer, { sdp: 'their answer' });
      await call.answered;
      await call.hangup();
      await call.ended;
    });

    expect(uncaught.every((error) => error === fault)).to.equal(true);
    expectReleased(scene);
  });

  it('takes a hangup from inside a listener, in every state', async () => {
    for (const state of ['requesting', 'ringing', 'early', 'active']) {
      const scene = createCall();
      const { call, receive, signaling, states } = scene;
      call.subscribe((snapshot) => {
        if (snapshot.state === state) void call.hangup();
      });

      await settled();
      receive(METHOD.ringing);
      receive(METHOD.media, { sdp: 'their answer' });
      await settled();
      receive(METHOD.answer);
      await call.ended;
      await settled();

      expect(states.at(-1), state).to.equal('ended');
      expect(signaling.sent(METHOD.bye), state).to.have.length(1);
      expectReleased(scene);
    }
  });
});
