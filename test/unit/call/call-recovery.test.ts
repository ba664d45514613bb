import { expect } from '@open-wc/testing';

import type { MediaStats } from '../../../src/media/media-engine.js';
import { METHOD } from '../../../src/protocol/methods.js';
import { TelnyxError } from '../../../src/shared/errors.js';
import { createRequesting } from '../../support/call-scene.js';
import { eventually } from '../../support/eventually.js';
import { createTalkingCall, type TalkingCall } from '../../support/recovery-scene.js';
import { settled } from '../../support/settled.js';

const received = (bytesReceived: number): MediaStats => ({
  inputLevel: 0,
  outputLevel: 0,
  packetsReceived: 0,
  packetsLost: 0,
  bytesReceived,
  bytesSent: 0,
  jitterMs: null,
  rttMs: null,
  remote: null,
});

const restarts = ({ signaling }: TalkingCall) =>
  signaling.sent(METHOD.modify).filter(({ params }) => params.action === 'updateMedia');

describe('a call whose media is lost', () => {
  it('restarts ICE at once when the browser gives up, and goes on', async () => {
    const scene = await createTalkingCall();
    const { call, peer, link, states, warnings, signaling } = scene;

    peer.events?.onConnectionState('failed');
    await eventually('ICE is restarted', () => restarts(scene)[0]);
    expect(call.state).to.equal('reconnecting');
    await settled();
    peer.events?.onConnectionState('connected');
    await settled();

    expect(call.state).to.equal('active');
    expect(states.slice(-3)).to.deep.equal(['active', 'reconnecting', 'active']);
    expect(link.asked).to.deep.equal(['prove']);
    expect(signaling.last(METHOD.modify).params).to.deep.equal({
      sessid: 'session-1',
      action: 'updateMedia',
      callID: 'call-1',
      sdp: 'our restart offer',
      trickle: true,
      dialogParams: { callID: 'call-1', destination_number: '+15551234567' },
    });
    expect(peer.remoteDescriptions.at(-1)).to.equal('their restart answer');
    expect(warnings.map(({ code, callId }) => [code, callId])).to.deep.equal([[36004, 'call-1']]);
    await call.hangup();
  });

  it('sends the candidates of the restart after its offer, and ends them again', async () => {
    const scene = await createTalkingCall();
    const { call, peer, signaling } = scene;
    peer.events?.onCandidate(null);

    peer.events?.onConnectionState('failed');
    await eventually('ICE is restarted', () => restarts(scene)[0]);
    peer.events?.onCandidate({ candidate: 'candidate:new' });
    peer.events?.onCandidate(null);
    await settled();

    expect(signaling.last(METHOD.candidate).params).to.include({ candidate: 'candidate:new' });
    expect(signaling.sent(METHOD.endOfCandidates)).to.have.length(2);
    await call.hangup();
  });

  it('B22: does nothing about a short gap, nor about one in which sound still arrives', async () => {
    const scene = await createTalkingCall();
    const { call, peer, clock } = scene;

    peer.events?.onConnectionState('disconnected');
    await clock.advance(1500);
    peer.events?.onConnectionState('connected');
    await clock.advance(10_000);
    peer.statistics = received(1000);
    peer.events?.onConnectionState('disconnected');
    await clock.advance(1000);
    peer.statistics = received(2000);
    await clock.advance(10_000);

    expect(restarts(scene)).to.deep.equal([]);
    expect(call.state).to.equal('active');
    await call.hangup();
  });

  it('B22: restarts ICE when the gap lasts and no sound arrives', async () => {
    const scene = await createTalkingCall();
    const { call, peer, clock } = scene;
    peer.statistics = received(1000);

    peer.events?.onConnectionState('disconnected');
    await clock.advance(2000);
    expect(restarts(scene)).to.deep.equal([]);
    await clock.advance(2000);

    expect(restarts(scene)).to.have.length(1);
    await call.hangup();
  });

  it('B23: waits for a hold in progress instead of crossing it, and stays held', async () => {
    const scene = await createTalkingCall();
    const { call, peer, signaling } = scene;
    signaling.held.add(METHOD.modify);

    const holding = call.hold();
    peer.events?.onConnectionState('failed');
    await settled();
    expect(restarts(scene)).to.deep.equal([]);
    signaling.last(METHOD.modify).answer({ holdState: 'held' });
    await holding;
    await eventually('ICE is restarted', () => restarts(scene)[0]);
    expect(call.snapshot).to.include({ state: 'reconnecting', isHeld: true });
    signaling.last(METHOD.modify).answer({ sdp: 'their restart answer' });
    await settled();
    peer.events?.onConnectionState('connected');
    await settled();

    expect(call.state).to.equal('held');
    await call.hangup();
  });

  it('B20: makes the socket anew when the restart is refused, one way after the other', async () => {
    const scene = await createTalkingCall();
    const { call, peer, link, warnings, signaling, offerAgain } = scene;
    // Each restart is refused by hand: else one that is repeated at once would leave no time to notice.
    signaling.held.add(METHOD.modify);

    peer.events?.onConnectionState('failed');
    const [restart] = await eventually(
      'ICE is restarted',
      () => restarts(scene).length > 0 && restarts(scene),
    );
    restart?.fail(new TelnyxError(60012));
    await settled();
    expect(link.asked).to.deep.equal(['prove', 'reconnect']);
    expect(warnings.map(({ code }) => code)).to.deep.equal([36004, 47001]);
    call.linkLost();
    call.linkRestored(true);
    expect(call.state).to.equal('reconnecting');
    const successor = await offerAgain();
    await settled();
    successor.events?.onConnectionState('connected');
    await eventually('the call is recovered', () => call.snapshot.recovered);

    expect(restarts(scene)).to.have.length(1);
    expect(call.state).to.equal('active');
    await call.hangup();
  });

  it('restarts nothing over a link that does not answer', async () => {
    const scene = await createTalkingCall();
    const { call, peer, link } = scene;
    link.proof = () => Promise.reject(new TelnyxError(60005));

    peer.events?.onConnectionState('failed');
    await eventually('the socket is made anew', () => link.asked.includes('reconnect'));

    expect(restarts(scene)).to.deep.equal([]);
    expect(call.state).to.equal('reconnecting');
    await call.hangup();
  });

  it('waits while there is no link, and leaves the repair to the new offer', async () => {
    const scene = await createTalkingCall();
    const { call, peer, link, offerAgain } = scene;

    call.linkLost();
    peer.events?.onConnectionState('failed');
    await settled();
    expect(link.asked).to.deep.equal([]);
    call.linkRestored(true);
    const successor = await offerAgain();
    await settled();
    successor.events?.onConnectionState('connected');
    await eventually('the call is recovered', () => call.snapshot.recovered);

    expect(call.state).to.equal('active');
    expect(restarts(scene)).to.deep.equal([]);
    await call.hangup();
  });

  it('restarts ICE when the server kept the call but offers it no more', async () => {
    const scene = await createTalkingCall();
    const { call, peer, clock } = scene;

    call.linkLost();
    peer.events?.onConnectionState('failed');
    await settled();
    call.linkRestored(true);
    await clock.advance(4000);
    expect(restarts(scene)).to.deep.equal([]);
    await clock.advance(2000);

    expect(restarts(scene)).to.have.length(1);
    await call.hangup();
  });

  it('ends with 47001 and a BYE only after a minute in which nothing helped', async () => {
    const scene = await createTalkingCall();
    const { call, peer, clock, errors, signaling } = scene;
    signaling.held.add(METHOD.modify);

    peer.events?.onConnectionState('failed');
    for (let second = 0; second < 59; second += 1) {
      await clock.advance(1000);
      for (const restart of restarts(scene)) restart.fail(new TelnyxError(60012));
    }
    expect(call.state).to.equal('reconnecting');
    await clock.advance(2000);

    expect((await call.ended).cause).to.equal('ICE_RESTART_FAILED');
    expect(errors.map(({ code, fatal }) => [code, fatal])).to.deep.equal([[47001, true]]);
    expect(signaling.sent(METHOD.bye)).to.have.length(1);
    await settled();
    expect(clock.pendingCount).to.equal(0);
  });

  it('that never came about before the answer is repaired after it', async () => {
    const scene = await createRequesting({
      prepare: ({ signaling }) => (signaling.answers[METHOD.modify] = { sdp: 'their restart answer' }),
    });
    const { call, peer, receive, signaling } = scene;

    peer.events?.onConnectionState('failed');
    await settled();
    expect(call.state).to.equal('requesting');
    receive(METHOD.answer, { sdp: 'their answer' });
    await call.answered;
    await eventually('ICE is restarted', () => signaling.sent(METHOD.modify)[0]);

    expect(call.state).to.equal('reconnecting');
    await call.hangup();
  });

  it('does not take a silent far end for lost: one restart, one new socket, and no more', async () => {
    const scene = await createTalkingCall();
    const { call, link, clock } = scene;

    for (let count = 0; count < 4; count += 1) {
      call.mediaTrouble('silent');
      call.mediaTrouble('silent');
      await clock.advance(15_000);
    }

    expect(restarts(scene)).to.not.deep.equal([]);
    expect(link.asked.filter((what) => what === 'reconnect')).to.have.length(1);
    expect(call.state).to.not.equal('ended');
    await call.hangup();
  });

  it('restarts ICE on another network unless sound still arrives', async () => {
    const quiet = await createTalkingCall();
    const fine = await createTalkingCall();
    fine.peer.statistics = received(1000);

    quiet.call.mediaTrouble('network-changed');
    fine.call.mediaTrouble('network-changed');
    await settled();
    fine.peer.statistics = received(3000);
    await quiet.clock.advance(1500);
    await fine.clock.advance(1500);

    expect(restarts(quiet)).to.have.length(1);
    expect(restarts(fine)).to.deep.equal([]);
    await Promise.all([quiet.call.hangup(), fine.call.hangup()]);
  });
});
