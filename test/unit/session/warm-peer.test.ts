import { expect } from '@open-wc/testing';

import type { PeerOptions } from '../../../src/media/media-engine.js';
import { WarmPeer } from '../../../src/session/warm-peer.js';
import { TelnyxError } from '../../../src/shared/errors.js';
import { FakeClock } from '../../support/fake-clock.js';
import { FakeMediaEngine } from '../../support/fake-media.js';
import { settled } from '../../support/settled.js';

const OPTIONS: PeerOptions = { iceServers: [], forceRelay: false, sendsAudio: true, isOffering: true };

function createWarmPeer() {
  const clock = new FakeClock();
  const engine = new FakeMediaEngine();
  return { clock, engine, warmPeer: new WarmPeer(engine, OPTIONS, clock) };
}

describe('WarmPeer', () => {
  it('makes one peer and its offer, without the microphone', async () => {
    const { engine, warmPeer } = createWarmPeer();

    warmPeer.warm();
    warmPeer.warm();
    await settled();

    expect(engine.peers).to.have.length(1);
    expect(engine.peer.localDescription).to.equal('our offer');
    expect(engine.requests).to.deep.equal([]);
  });

  it('hands it over once, with no timer left that would close it', async () => {
    const { clock, engine, warmPeer } = createWarmPeer();
    warmPeer.warm();

    const first = warmPeer.take(OPTIONS);
    const second = warmPeer.take(OPTIONS);
    warmPeer.cool();
    await clock.advance(60_000);

    expect(first).to.equal(engine.peers[0]);
    expect(second).to.equal(engine.peers[1]);
    expect(engine.peers.map(({ isClosed }) => isClosed)).to.deep.equal([false, false]);
    expect(clock.pendingCount).to.equal(0);
  });

  it('does not hand it to a call that only listens', () => {
    const { engine, warmPeer } = createWarmPeer();
    warmPeer.warm();

    const peer = warmPeer.take({ ...OPTIONS, sendsAudio: false });

    expect(peer).to.equal(engine.peers[1]);
    expect(engine.peer.options.sendsAudio).to.equal(false);
    warmPeer.cool();
  });

  it('closes it after half a minute without use, and can be warmed again', async () => {
    const { clock, engine, warmPeer } = createWarmPeer();

    warmPeer.warm();
    await clock.advance(29_999);
    expect(engine.peer.isClosed).to.equal(false);
    await clock.advance(1);
    expect(engine.peer.isClosed).to.equal(true);
    warmPeer.warm();

    expect(engine.peers).to.have.length(2);
    warmPeer.cool();
    expect(clock.pendingCount).to.equal(0);
  });

  it('closes one whose offer fails', async () => {
    const { clock, engine, warmPeer } = createWarmPeer();

    warmPeer.warm();
    engine.peer.failures.createOffer = new TelnyxError(40001);
    await settled();

    expect(engine.peer.isClosed).to.equal(true);
    expect(clock.pendingCount).to.equal(0);
  });

  it('does nothing where calls cannot be made', () => {
    const { clock, engine, warmPeer } = createWarmPeer();
    engine.supportError = new TelnyxError(60004);

    warmPeer.warm();

    expect(engine.peers).to.deep.equal([]);
    expect(clock.pendingCount).to.equal(0);
  });
});
