import { expect } from '@open-wc/testing';

import { METHOD } from '../../../src/protocol/methods.js';
import { deferred } from '../../../src/shared/deferred.js';
import { TelnyxError } from '../../../src/shared/errors.js';
import { createActive, createCall, createInbound, createRequesting } from '../../support/call-scene.js';
import { eventually } from '../../support/eventually.js';
import { settled } from '../../support/settled.js';

const CANDIDATE = { candidate: 'candidate:1 1 udp', sdpMid: '0', sdpMLineIndex: 0 };
const COMMON = { sessid: 'session-1', dialogParams: { callID: 'call-1' } };

describe('local candidates of a trickling call', () => {
  it('travel after the INVITE, with the call id and nothing more', async () => {
    const { peer, signaling } = await createRequesting();

    peer.events?.onCandidate(CANDIDATE);
    peer.events?.onCandidate({ candidate: 'candidate:2' });
    peer.events?.onCandidate(null);

    expect(signaling.requests.slice(1).map(({ method, params }) => ({ method, params }))).to.deep.equal([
      { method: METHOD.candidate, params: { ...COMMON, ...CANDIDATE } },
      {
        method: METHOD.candidate,
        params: { ...COMMON, candidate: 'candidate:2', sdpMid: null, sdpMLineIndex: null },
      },
      { method: METHOD.endOfCandidates, params: { ...COMMON, endOfCandidates: true } },
    ]);
  });

  it('travel before the INVITE has its result', async () => {
    const { peer, signaling } = await createRequesting({
      prepare: (scene) => scene.signaling.held.add(METHOD.invite),
    });

    peer.events?.onCandidate(CANDIDATE);

    expect(signaling.methods).to.deep.equal([METHOD.invite, METHOD.candidate]);
  });

  it('that come before the INVITE stand in its description alone', async () => {
    const gate = deferred();
    const { peer, signaling } = createCall({ prepare: ({ engine }) => (engine.gate = gate.promise) });
    await settled();

    peer.events?.onCandidate(CANDIDATE);
    gate.resolve();
    await settled();

    expect(signaling.methods).to.deep.equal([METHOD.invite]);
  });

  it('are ended at once when the peer had found them all before', async () => {
    const gate = deferred();
    const { peer, signaling } = createCall({ prepare: ({ engine }) => (engine.gate = gate.promise) });
    await settled();

    peer.finishGathering('our offer with candidates');
    peer.events?.onCandidate(null);
    gate.resolve();
    await settled();

    expect(signaling.methods).to.deep.equal([METHOD.invite, METHOD.endOfCandidates]);
  });

  it('are ended once, though the browser says so twice', async () => {
    const { peer, signaling } = await createRequesting();

    peer.events?.onCandidate(null);
    peer.events?.onCandidate(null);

    expect(signaling.sent(METHOD.endOfCandidates)).to.have.length(1);
  });

  it('have the network for themselves: the remedy for later is fetched once media flows', async () => {
    const isFetched = () =>
      performance.getEntriesByType('resource').some(({ name }) => name.includes('/call-recovery.'));
    const { call, peer } = await createActive();

    peer.events?.onConnectionState('connecting');
    // As long as it would take.
    for (let round = 0; round < 5; round += 1) await (await fetch(import.meta.url)).text();
    expect(isFetched()).to.equal(false);
    peer.events?.onConnectionState('connected');
    await eventually('it is fetched', isFetched);

    await call.hangup();
  });

  it('that the gateway does not take harm no call', async () => {
    const { peer, call, errors, warnings } = await createActive({
      prepare: ({ signaling }) => (signaling.answers[METHOD.candidate] = new TelnyxError(60012)),
    });

    peer.events?.onCandidate(CANDIDATE);
    await settled();

    expect(call.state).to.equal('active');
    expect([...errors, ...warnings]).to.deep.equal([]);
  });

  it('travel after the answer of an inbound call', async () => {
    const { call, peer, signaling } = await createInbound();

    peer.events?.onCandidate(CANDIDATE);
    await call.answer();
    peer.events?.onCandidate(CANDIDATE);

    expect(signaling.methods).to.deep.equal([METHOD.answer, METHOD.candidate]);
  });
});

describe('a call that does not trickle', () => {
  it('sends its INVITE with all candidates, and none by themselves', async () => {
    const { peer, signaling } = createCall({ context: { trickleIce: false } });
    await settled();
    expect(signaling.requests).to.deep.equal([]);

    peer.finishGathering('our offer with candidates');
    await settled();
    peer.events?.onCandidate(CANDIDATE);
    peer.events?.onCandidate(null);

    expect(signaling.methods).to.deep.equal([METHOD.invite]);
    expect(signaling.last(METHOD.invite).params).to.include({ sdp: 'our offer with candidates' });
    expect(signaling.last(METHOD.invite).params).to.not.have.property('trickle');
  });

  it('sends nothing when it is ended while it gathers', async () => {
    const { call, signaling } = createCall({ context: { trickleIce: false } });
    await settled();

    await call.hangup();
    await settled();

    expect(signaling.requests).to.deep.equal([]);
  });
});

describe('candidates of the far end', () => {
  it('reach the peer, without the prefix that some servers leave on, and for the one section there is', async () => {
    const { receive, peer } = await createRequesting();

    receive(METHOD.candidate, CANDIDATE);
    receive(METHOD.candidate, { candidate: 'a=candidate:2 1 udp' });
    receive(METHOD.candidate, { candidate: 'candidate:3 1 udp', sdpMid: 'audio' });
    await settled();

    expect(peer.candidates).to.deep.equal([
      CANDIDATE,
      { candidate: 'candidate:2 1 udp', sdpMid: null, sdpMLineIndex: 0 },
      { candidate: 'candidate:3 1 udp', sdpMid: 'audio', sdpMLineIndex: null },
    ]);
  });

  it('B11: reach the peer of a call that does not trickle, and the end of them harms nothing', async () => {
    const { call, receive, peer, errors } = createCall({
      context: { trickleIce: false },
      prepare: ({ engine }) => (engine.isGranted = true),
    });
    await settled();
    peer.finishGathering('our complete offer');
    await settled();

    receive(METHOD.candidate, { candidate: 'a=candidate:2 1 udp' });
    receive(METHOD.endOfCandidates);
    await settled();

    expect(peer.candidates.map(({ candidate }) => candidate)).to.deep.equal(['candidate:2 1 udp']);
    expect(errors).to.deep.equal([]);
    await call.hangup();
  });

  it('that the browser refuses harm no call', async () => {
    const { call, receive, peer, errors } = await createActive();
    peer.failures.addCandidate = new DOMException('no', 'OperationError');

    receive(METHOD.candidate, CANDIDATE);
    receive(METHOD.endOfCandidates);
    await settled();

    expect(call.state).to.equal('active');
    expect(errors).to.deep.equal([]);
  });
});
