import { expect } from '@open-wc/testing';

import { WebRtcPeer } from '../../../src/media/webrtc-peer.js';
import { ToneMicrophone } from '../../support/tone-microphone.js';

const OPTIONS = { iceServers: [], forceRelay: false, sendsAudio: true, isOffering: true };

/** The lines that say which codecs are offered, first choice first. */
const codecs = (sdp: string) => [...sdp.matchAll(/^a=rtpmap:\d+ ([^/]+)/gm)].map(([, name]) => name);
const ufrag = (sdp: string) => /^a=ice-ufrag:(.*)$/m.exec(sdp)?.[1];
const directions = (sdp: string) => sdp.match(/^a=(sendrecv|sendonly|recvonly|inactive)/gm);

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

  it('answers that it only listens where no microphone is wanted', async () => {
    const caller = new WebRtcPeer(OPTIONS);
    const callee = new WebRtcPeer({ ...OPTIONS, isOffering: false, sendsAudio: false });

    const answer = await callee.createAnswer(await caller.createOffer());

    expect(directions(answer)).to.deep.equal(['a=recvonly']);
    caller.close();
    callee.close();
  });

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
