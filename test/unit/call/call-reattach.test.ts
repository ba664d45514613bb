import { expect } from '@open-wc/testing';

import { METHOD } from '../../../src/protocol/methods.js';
import { deferred } from '../../../src/shared/deferred.js';
import { TelnyxError } from '../../../src/shared/errors.js';
import { createInbound, createRequesting } from '../../support/call-scene.js';
import { eventually } from '../../support/eventually.js';
import { createTalkingCall, FakeLink } from '../../support/recovery-scene.js';
import { rejection } from '../../support/rejection.js';
import { settled } from '../../support/settled.js';

describe('a call that the server offers again', () => {
  it('is the same call with the same id, and its sound never stops', async () => {
    const { call, offerAgain, peer, signaling } = await createTalkingCall();

    call.linkLost();
    const successor = await offerAgain();
    call.linkRestored(true);
    await eventually('the answer is sent', () => signaling.sent(METHOD.attach)[0]);
    expect(peer.isClosed).to.equal(false);
    expect(call.peer).to.equal(peer);
    successor.events?.onConnectionState('connected');
    await settled();

    expect(call.peer).to.equal(successor);
    expect(peer.isClosed).to.equal(true);
    expect(successor.isClosed).to.equal(false);
    expect(call.snapshot).to.include({ id: 'call-1', state: 'active', recovered: true });
    expect(signaling.last(METHOD.attach).params).to.deep.include({
      sdp: 'our answer',
      trickle: true,
      dialogParams: { callID: 'call-1', destination_number: '+15551234567', attach: true },
    });
    await call.hangup();
  });

  it('carries the open microphone over, without opening another', async () => {
    const { call, offerAgain, engine, peer } = await createTalkingCall();
    const { track } = engine.microphone;

    const successor = await offerAgain();
    await settled();
    expect(peer.sentTrack).to.equal(track);
    successor.events?.onConnectionState('connected');
    await settled();

    expect(successor.sentTrack).to.equal(track);
    expect(engine.microphones).to.have.length(1);
    expect(engine.microphone.isStopped).to.equal(false);
    await call.hangup();
    expect(engine.microphone.isStopped).to.equal(true);
    expect(successor.isClosed).to.equal(true);
  });

  it('stays mute, and sends a microphone chosen meanwhile on both peers', async () => {
    const { call, offerAgain, engine, peer } = await createTalkingCall();
    call.mute();

    const successor = await offerAgain();
    await settled();
    await call.switchMicrophone({ deviceId: 'usb' });
    expect(peer.sentTrack).to.equal(engine.microphone.track);
    successor.events?.onConnectionState('connected');
    await settled();

    expect(successor.sentTrack).to.equal(engine.microphone.track);
    expect(engine.microphone.isMuted).to.equal(true);
    expect(call.snapshot.isMuted).to.equal(true);
    await call.hangup();
  });

  it('does not wait for an ICE restart that the offer has overtaken', async () => {
    const { call, offerAgain, peer, signaling, clock, warnings } = await createTalkingCall();
    peer.events?.onConnectionState('failed');
    await eventually('ICE is restarted', () => signaling.sent(METHOD.modify)[0]);
    await settled();
    const before = clock.now();

    const successor = await offerAgain();
    await settled();
    expect(signaling.sent(METHOD.attach)).to.have.length(1);
    successor.events?.onConnectionState('connected');
    await settled();

    expect(call.snapshot).to.include({ state: 'active', recovered: true });
    expect(clock.now()).to.equal(before);
    expect(warnings.map(({ code }) => code)).to.deep.equal([36004]);
    await call.hangup();
    await settled();
    expect(clock.pendingCount).to.equal(0);
  });

  it('B38: keeps its direction and the names and numbers of both sides', async () => {
    const { call, receive, engine } = await createTalkingCall();
    const { direction, remoteName, remoteNumber } = call.snapshot;

    receive(METHOD.attach, {
      sdp: 'their new offer',
      caller_id_name: 'Somebody',
      caller_id_number: '+1999',
      callee_id_number: '+1888',
      display_direction: 'inbound',
      telnyx_leg_id: 'leg-2',
    });
    (await eventually('a new peer answers', () => engine.peers[1])).events?.onConnectionState('connected');
    await eventually('the call is recovered', () => call.snapshot.recovered);

    expect(call.snapshot).to.include({ direction, remoteName, remoteNumber, telnyxLegId: 'leg-2' });
    await call.hangup();
  });

  it('is held again when it was held, without asking the server', async () => {
    const { call, offerAgain, signaling } = await createTalkingCall();
    signaling.answers[METHOD.modify] = { holdState: 'held' };
    await call.hold();
    const asked = signaling.sent(METHOD.modify).length;

    call.linkLost();
    const successor = await offerAgain();
    call.linkRestored(true);
    successor.events?.onConnectionState('connected');
    await eventually('the call is recovered', () => call.snapshot.recovered);

    expect(call.snapshot).to.include({ state: 'held', isHeld: true });
    expect(signaling.sent(METHOD.modify)).to.have.length(asked);
    await call.hangup();
  });

  it('prepares its answer before the session is registered, and sends it then', async () => {
    const registered = deferred();
    const { call, link, offerAgain, signaling } = await createTalkingCall();
    call.linkLost();
    link.ready = registered.promise;

    const successor = await offerAgain();
    await settled();
    expect(successor.remoteDescriptions).to.deep.equal(['their new offer']);
    expect(signaling.sent(METHOD.attach)).to.deep.equal([]);
    registered.resolve();
    await settled();

    expect(signaling.sent(METHOD.attach)).to.have.length(1);
    await call.hangup();
  });

  it('waits for all candidates where they do not trickle', async () => {
    const { call, offerAgain, signaling } = await createTalkingCall({
      context: { trickleIce: false },
      prepare: ({ engine }) => {
        // The first peer is ready at once; the test is about the second.
        const create = engine.createPeer.bind(engine);
        engine.createPeer = (options) => {
          const peer = create(options);
          if (engine.peers.length === 1) peer.isGathered = true;
          return peer;
        };
      },
    });

    const successor = await offerAgain();
    await settled();
    expect(signaling.sent(METHOD.attach)).to.deep.equal([]);
    successor.finishGathering('our complete answer');
    await settled();

    expect(signaling.last(METHOD.attach).params).to.include({ sdp: 'our complete answer' });
    expect(signaling.last(METHOD.attach).params).to.not.have.property('trickle');
    // Longer than usual, since nothing can be added to this answer.
    expect(successor.gatheringTimeoutMs).to.equal(5000);
    await call.hangup();
  });

  it('takes the newest of two offers', async () => {
    const { call, offerAgain, peer } = await createTalkingCall();

    const stale = await offerAgain('first');
    const fresh = await offerAgain('second');
    await settled();
    fresh.events?.onConnectionState('connected');
    await eventually('the call is recovered', () => call.snapshot.recovered);

    expect(call.peer).to.equal(fresh);
    expect([peer.isClosed, stale.isClosed, fresh.isClosed]).to.deep.equal([true, true, false]);
    await call.hangup();
  });

  it('answers only the newest of two offers that came before the session was registered', async () => {
    const registered = deferred();
    const { call, link, offerAgain, signaling } = await createTalkingCall();
    call.linkLost();
    link.ready = registered.promise;

    await offerAgain('first');
    await settled();
    const fresh = await offerAgain('second');
    await settled();
    registered.resolve();
    await eventually('the answer is sent', () => signaling.sent(METHOD.attach)[0]);
    await settled();

    expect(signaling.sent(METHOD.attach)).to.have.length(1);
    expect(fresh.remoteDescriptions).to.deep.equal(['second']);
    await call.hangup();
  });

  it('gives candidates of the server to the new peer, and its own to the server', async () => {
    const { call, offerAgain, receive, signaling } = await createTalkingCall();

    const successor = await offerAgain();
    receive(METHOD.candidate, { candidate: 'a=candidate:1', sdpMid: '0', sdpMLineIndex: 0 });
    await eventually('the answer is sent', () => signaling.sent(METHOD.attach)[0]);
    successor.events?.onCandidate({ candidate: 'candidate:2', sdpMid: '0', sdpMLineIndex: 0 });
    await settled();

    expect(successor.candidates.map(({ candidate }) => candidate)).to.deep.equal(['candidate:1']);
    expect(signaling.last(METHOD.candidate).params).to.include({ candidate: 'candidate:2' });
    await call.hangup();
  });

  it('ends with 48501 and no BYE when the server refuses the answer', async () => {
    const { call, offerAgain, errors, signaling, engine } = await createTalkingCall({
      prepare: (scene) => (scene.signaling.answers[METHOD.attach] = new TelnyxError(60012)),
    });

    await offerAgain();
    await call.ended;

    expect(errors.map(({ code }) => code)).to.deep.equal([48501]);
    expect(signaling.sent(METHOD.bye)).to.deep.equal([]);
    expect(engine.peers.every(({ isClosed }) => isClosed)).to.equal(true);
  });

  it('asks for another offer when the new peer does not connect', async () => {
    const { call, offerAgain, link } = await createTalkingCall();

    const broken = await offerAgain();
    await settled();
    broken.events?.onConnectionState('failed');
    await eventually('the socket is made anew', () => link.asked.includes('reconnect'));
    expect(call.state).to.equal('reconnecting');
    const successor = await offerAgain();
    await settled();
    successor.events?.onConnectionState('connected');
    await eventually('the call is recovered', () => call.snapshot.recovered);

    expect(call.state).to.equal('active');
    expect(broken.isClosed).to.equal(true);
    await call.hangup();
  });

  it('leaves nothing open when it ends meanwhile', async () => {
    const link = new FakeLink();
    const { call, offerAgain, engine, clock } = await createTalkingCall({ context: { link } });

    await offerAgain();
    await settled();
    await call.hangup();
    await settled();

    expect(engine.peers.map(({ isClosed }) => isClosed)).to.deep.equal([true, true]);
    expect(engine.microphone.isStopped).to.equal(true);
    expect(clock.pendingCount).to.equal(0);
  });
});

describe('a call that the server offers again before it was answered', () => {
  for (const progress of [METHOD.ringing, METHOD.media]) {
    it(`is answered with that, after ${progress}`, async () => {
      const { call, clock, receive, engine, signaling, errors } = await createRequesting();
      receive(progress, { sdp: 'their early media' });
      await settled();

      call.linkLost();
      call.linkRestored(true);
      receive(METHOD.attach, { sdp: 'their new offer' });
      await eventually('the answer is sent', () => signaling.sent(METHOD.attach)[0]);
      engine.peer.events?.onConnectionState('connected');
      await call.answered;
      // The words that are too late say nothing new.
      receive(METHOD.answer);
      receive(METHOD.answer, { sdp: 'their late answer' });
      await clock.advance(121_000);

      expect(call.snapshot).to.include({ state: 'active', recovered: true });
      expect(engine.peer.remoteDescriptions).to.deep.equal(['their new offer']);
      expect(signaling.methods).to.not.include(METHOD.bye);
      expect(errors).to.deep.equal([]);
      await call.hangup();
    });
  }

  it('is answered with all its candidates where they cannot follow', async () => {
    const { call, receive, peer, signaling } = await createInbound({ context: { trickleIce: false } });
    receive(METHOD.attach, { sdp: 'their new offer' });

    const answering = call.answer();
    await eventually('candidates are looked for', () => peer.gatheringTimeoutMs);
    peer.finishGathering('our complete answer');
    await answering;

    expect(peer.gatheringTimeoutMs).to.equal(5000);
    expect(signaling.last(METHOD.attach).params).to.include({ sdp: 'our complete answer' });
    await call.hangup();
  });

  it('rings on, and changes nothing at the server, when its new peer does not connect', async () => {
    const link = new FakeLink();
    const { call, clock, receive, engine, signaling } = await createRequesting({ context: { link } });
    receive(METHOD.ringing);
    receive(METHOD.attach, { sdp: 'their new offer' });
    await eventually('the answer is sent', () => signaling.sent(METHOD.attach)[0]);

    engine.peer.events?.onConnectionState('failed');
    await eventually('another offer is asked for', () => link.asked.includes('reconnect'));
    await clock.advance(60_000);

    expect(call.state).to.equal('ringing');
    expect(signaling.methods).to.not.include(METHOD.modify);
    await call.hangup();
  });

  it('rings on when it comes in, and its newest offer is answered', async () => {
    const { call, receive, engine, signaling } = await createInbound();

    call.linkLost();
    call.linkRestored(true);
    receive(METHOD.attach, { sdp: 'their new offer' });
    await settled();
    expect(call.state).to.equal('ringing');
    expect(engine.requests).to.deep.equal([]);
    await call.answer();

    expect(call.state).to.equal('active');
    expect(engine.peer.remoteDescriptions).to.deep.equal(['their new offer']);
    expect(signaling.methods).to.deep.equal([METHOD.attach]);
    await call.hangup();
  });

  it('is answered by its newest offer also when that comes while the visitor is asked for the microphone', async () => {
    const { call, receive, engine, signaling } = await createInbound();
    let allow!: () => void;
    engine.gate = new Promise((resolve) => (allow = resolve));
    const answering = call.answer();
    await settled();

    call.linkLost();
    call.linkRestored(true);
    receive(METHOD.attach, { sdp: 'their new offer' });
    await settled();
    allow();
    await answering;

    expect(engine.peer.remoteDescriptions).to.deep.equal(['their new offer']);
    expect(signaling.methods).to.deep.equal([METHOD.attach]);
    await call.hangup();
  });

  it('is active after all when the socket broke under the answer', async () => {
    const { call, receive, engine, signaling, errors } = await createInbound({
      prepare: (scene) => scene.signaling.held.add(METHOD.answer),
    });
    const answered = call.answer();
    await settled();

    signaling.last(METHOD.answer).fail(new TelnyxError(60006));
    call.linkLost();
    await settled();
    expect(call.state).to.equal('answering');
    call.linkRestored(true);
    receive(METHOD.attach, { sdp: 'their new offer' });
    await eventually('the answer is sent', () => signaling.sent(METHOD.attach)[0]);
    engine.peer.events?.onConnectionState('connected');
    await answered;

    expect(call.state).to.equal('active');
    expect(errors).to.deep.equal([]);
    await call.hangup();
  });

  it('has failed when the socket broke under the answer and the server has lost it', async () => {
    const { call, signaling } = await createInbound({
      prepare: (scene) => scene.signaling.held.add(METHOD.answer),
    });
    const failure = rejection(call.answer());
    await settled();

    signaling.last(METHOD.answer).fail(new TelnyxError(60006));
    call.linkLost();
    call.linkRestored(false);

    expect((await failure).code).to.equal(48501);
    expect(signaling.methods).to.not.include(METHOD.bye);
  });
});
