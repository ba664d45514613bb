import { expect } from '@open-wc/testing';

import { WebRtcPeer } from '../../../src/media/webrtc-peer.js';
import { settled } from '../../support/settled.js';
import { ToneMicrophone } from '../../support/tone-microphone.js';

const OPTIONS = { iceServers: [], forceRelay: false, sendsAudio: true, isOffering: true };

/** The lines that say which codecs are offered, first choice first. */
const codecs = (sdp: string) => [...sdp.matchAll(/^a=rtpmap:\d+ ([^/]+)/gm)].map(([, name]) => name);
const ufrag = (sdp: string) => /^a=ice-ufrag:(.*)$/m.exec(sdp)?.[1];
const directions = (sdp: string) => sdp.match(/^a=(sendrecv|sendonly|recvonly|inactive)/gm);

const CANDIDATE = {
  candidate: 'candidate:1 1 udp 2122 192.0.2.5 50000 typ host',
  sdpMid: '0',
  sdpMLineIndex: 0,
};
const remoteSdp = (peer: WebRtcPeer) => peer.connection.remoteDescription?.sdp;

/** A caller, and the answer to its offer that has yet to arrive. */
async function createAnswered() {
  const caller = new WebRtcPeer(OPTIONS);
  const callee = new WebRtcPeer({ ...OPTIONS, isOffering: false });
  return { caller, callee, answer: await callee.createAnswer(await caller.createOffer()) };
}

describe('WebRtcPeer', () => {
  it('answers with the microphone it was given before there was an offer', async () => {
    const microphone = new ToneMicrophone();
    const [track] = microphone.stream.getAudioTracks();
    const caller = new WebRtcPeer(OPTIONS);
    const callee = new WebRtcPeer({ ...OPTIONS, isOffering: false });

    await callee.sendTrack(track ?? null);
    const answer = await callee.createAnswer(await caller.createOffer());

    expect(directions(answer)).to.deep.equal(['a=sendrecv']);
    expect(callee.connection.getSenders().map((sender) => sender.track)).to.deep.equal([track]);
    caller.close();
    callee.close();
    await microphone.close();
  });

  for (const [when, sendsAudio, decided] of [
    ['no microphone is wanted', false, undefined],
    ['the call is taken without one', true, false],
  ] as const) {
    it(`answers that it only listens where ${when}`, async () => {
      const caller = new WebRtcPeer(OPTIONS);
      const callee = new WebRtcPeer({ ...OPTIONS, isOffering: false, sendsAudio });

      const answer = await callee.createAnswer(await caller.createOffer(), decided);

      expect(directions(answer)).to.deep.equal(['a=recvonly']);
      caller.close();
      callee.close();
    });
  }

  it('makes its offer once, and another one with new credentials for an ICE restart', async () => {
    const peer = new WebRtcPeer(OPTIONS);

    const first = await peer.createOffer();
    const second = await peer.createOffer();
    const restart = await peer.createOffer({ iceRestart: true });

    expect(second).to.equal(first);
    expect(ufrag(restart)).to.not.equal(ufrag(first));
    peer.close();
  });

  it('puts the codecs wanted first, whatever their case, and passes over what the browser lacks', async () => {
    const peer = new WebRtcPeer({
      ...OPTIONS,
      preferredCodecs: ['audio/pcma', 'audio/unheard-of', 'audio/PCMU'],
    });

    const offered = codecs(await peer.createOffer());

    expect(offered.slice(0, 2)).to.deep.equal(['PCMA', 'PCMU']);
    expect(offered).to.include('opus').and.include('telephone-event');
    peer.close();
  });

  it('B11: keeps candidates of the far end until its description is there', async () => {
    const { caller, callee, answer } = await createAnswered();

    const added = caller.addCandidate(CANDIDATE);
    await caller.applyAnswer(answer);
    await added;

    expect(remoteSdp(caller)).to.include('192.0.2.5 50000');
    caller.close();
    callee.close();
  });

  for (const bad of [
    { ...CANDIDATE, candidate: 'garbage' },
    { ...CANDIDATE, sdpMid: null, sdpMLineIndex: null },
    { ...CANDIDATE, sdpMid: '7', sdpMLineIndex: 9 },
  ]) {
    it(`passes over the candidate ${JSON.stringify(bad)}, and takes the next`, async () => {
      const { caller, callee, answer } = await createAnswered();

      const refused = caller.addCandidate(bad).then(
        () => false,
        () => true,
      );
      const added = caller.addCandidate(CANDIDATE);
      await caller.applyAnswer(answer);
      await added;

      expect(await refused).to.equal(true);
      expect(remoteSdp(caller)).to.include('192.0.2.5 50000');
      caller.close();
      callee.close();
    });
  }

  it('keeps what the far end finds during an ICE restart for its next description', async () => {
    const { caller, callee, answer } = await createAnswered();
    await caller.applyAnswer(answer);

    const restarted = await callee.createAnswer(await caller.createOffer({ iceRestart: true }));
    const added = caller.addCandidate({ ...CANDIDATE, usernameFragment: ufrag(restarted) ?? null });
    await settled();
    await caller.applyAnswer(restarted);
    await added;

    expect(remoteSdp(caller)).to.include('192.0.2.5 50000');
    caller.close();
    callee.close();
  });

  it('lets no candidate wait for ever when one ICE restart follows another', async () => {
    const { caller, callee, answer } = await createAnswered();
    await caller.applyAnswer(answer);

    await caller.createOffer({ iceRestart: true });
    const added = caller.addCandidate(CANDIDATE);
    const restarted = await callee.createAnswer(await caller.createOffer({ iceRestart: true }));
    await caller.applyAnswer(restarted);
    await added;

    expect(remoteSdp(caller)).to.include('192.0.2.5 50000');
    caller.close();
    callee.close();
  });

  it('lets no candidate wait for ever when it is closed', async () => {
    const peer = new WebRtcPeer(OPTIONS);
    const added = peer.addCandidate(CANDIDATE);

    peer.close();

    await added;
  });

  it('B32: tells nothing any more once it is closed, though it was gathering', async () => {
    const peer = new WebRtcPeer(OPTIONS);
    const told: string[] = [];
    peer.listen({
      onCandidate: () => told.push('candidate'),
      onConnectionState: () => told.push('state'),
      onPlaybackBlocked: () => told.push('playback'),
    });
    await peer.createOffer();

    peer.close();
    const closed = told.length;
    peer.connection.dispatchEvent(new Event('connectionstatechange'));
    peer.connection.dispatchEvent(new RTCPeerConnectionIceEvent('icecandidate', {}));

    expect(told).to.have.length(closed);
    expect(peer.connection.connectionState).to.equal('closed');
  });
});
