import { expect } from '@open-wc/testing';

import { type AudioLevels, SILENCE } from '../../../src/media/audio-levels.js';
import { monitorCall } from '../../../src/media/call-monitor.js';
import type { CallQuality } from '../../../src/media/call-quality.js';
import type { MediaStats } from '../../../src/media/media-engine.js';
import { FakeClock } from '../../support/fake-clock.js';
import { FakePeer } from '../../support/fake-media.js';
import { createStats } from '../../support/media-stats.js';
import { ToneMicrophone } from '../../support/tone-microphone.js';

const READING = createStats({ inputLevel: 0.1 });

function createMonitor() {
  const clock = new FakeClock();
  const peer = new FakePeer({ iceServers: [], forceRelay: false, sendsAudio: true, isOffering: true });
  const lifetime = new AbortController();
  const levels: AudioLevels[] = [];
  const qualities: CallQuality[] = [];
  const samples: MediaStats[] = [];
  peer.statistics = READING;
  const done = monitorCall(
    {
      callId: 'call-1',
      peer: () => peer,
      clock,
      onLevels: (reading) => levels.push(reading),
      onQuality: (quality, stats) => {
        qualities.push(quality);
        samples.push(stats);
      },
    },
    lifetime.signal,
  );
  return { clock, peer, lifetime, levels, qualities, samples, done };
}

describe('monitorCall', () => {
  it('reads the levels ten times a second', async () => {
    const { clock, levels, lifetime } = createMonitor();

    await clock.advance(950);

    expect(levels).to.have.length(10);
    expect(levels[0]).to.deep.equal({ input: 0.1, output: 0.2 });
    lifetime.abort();
  });

  it('tells the quality once a second, from the second second on', async () => {
    const { clock, peer, qualities, lifetime } = createMonitor();

    await clock.advance(950);
    expect(qualities).to.deep.equal([]);
    peer.statistics = { ...READING, packetsReceived: 90, packetsLost: 10 };
    await clock.advance(1000);

    expect(qualities).to.have.length(1);
    expect(qualities[0]).to.include({ callId: 'call-1', packetLoss: 0.2 });
    lifetime.abort();
  });

  it('measures the microphone itself where the browser does not', async () => {
    const { clock, peer, levels, lifetime, done } = createMonitor();
    const microphone = new ToneMicrophone();
    const [track] = microphone.stream.getAudioTracks();
    Object.assign(peer, { connection: { getSenders: () => [{ track }] } });
    peer.statistics = { ...READING, inputLevel: null };
    microphone.speak();

    while ((levels.at(-1)?.input ?? 0) < 0.3) {
      await clock.advance(100);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    lifetime.abort();
    await done;
    await microphone.close();

    expect(levels.at(-2)?.output).to.equal(0.2);
  });

  it('shows the far end, and knows nothing of the microphone, where that cannot be measured', async () => {
    const { clock, peer, levels, samples, lifetime, done } = createMonitor();
    const microphone = new ToneMicrophone();
    const [track] = microphone.stream.getAudioTracks();
    const sender: { track: unknown } = { track };
    Object.assign(peer, { connection: { getSenders: () => [sender] } });
    peer.statistics = { ...READING, inputLevel: null };
    microphone.speak();
    while ((levels.at(-1)?.input ?? 0) < 0.3) {
      await clock.advance(100);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }

    // No stream can be made of it, as of one with another sample rate in Firefox.
    sender.track = {};
    samples.length = 0;

    while (samples.length < 2) {
      await clock.advance(100);
      await new Promise((resolve) => setTimeout(resolve, 1));
    }

    expect(levels.at(-1)).to.deep.equal({ input: 0, output: 0.2 });
    expect(samples.map(({ inputLevel }) => inputLevel)).to.deep.equal([null, null]);
    lifetime.abort();
    await done;
    await microphone.close();
  });

  it('goes on after a reading that failed', async () => {
    const { clock, peer, levels, lifetime } = createMonitor();
    await clock.advance(50);
    const before = levels.length;

    peer.stats = () => Promise.reject(new Error('gone'));
    await clock.advance(300);
    expect(levels).to.have.length(before);
    peer.stats = () => Promise.resolve(READING);
    await clock.advance(100);

    expect(levels.length).to.be.greaterThan(before);
    lifetime.abort();
  });

  it('ends with silence and leaves no timer', async () => {
    const { clock, levels, lifetime, done } = createMonitor();
    await clock.advance(250);

    lifetime.abort();
    await done;

    expect(levels.at(-1)).to.equal(SILENCE);
    expect(clock.pendingCount).to.equal(0);
  });
});
