import { expect } from '@open-wc/testing';

import { StatsReader } from '../../../src/media/read-stats.js';

/** A map is all that the reader needs of a report. */
function report(stats: readonly object[]): RTCStatsReport {
  return new Map(stats.map((stat, index) => [String(index), stat]));
}

const PAIR = { type: 'candidate-pair', state: 'succeeded', nominated: true, currentRoundTripTime: 0.05 };

const readStats = (report: RTCStatsReport) => new StatsReader().read(report);

describe('StatsReader', () => {
  it('picks the figures of the audio, in milliseconds', () => {
    const stats = readStats(
      report([
        { type: 'codec' },
        { type: 'inbound-rtp', kind: 'video', packetsReceived: 9, audioLevel: 9 },
        {
          type: 'inbound-rtp',
          kind: 'audio',
          audioLevel: 0.2,
          packetsReceived: 100,
          packetsLost: 2,
          bytesReceived: 8000,
          jitter: 0.004,
        },
        { type: 'outbound-rtp', kind: 'audio', bytesSent: 7000 },
        { type: 'remote-inbound-rtp', kind: 'audio', jitter: 0.002, fractionLost: 0.25 },
        { type: 'media-source', kind: 'audio', audioLevel: 0.1 },
        { ...PAIR, state: 'in-progress', currentRoundTripTime: 9 },
        { ...PAIR, nominated: false, currentRoundTripTime: 9 },
        PAIR,
      ]),
    );

    expect(stats).to.deep.equal({
      inputLevel: 0.1,
      outputLevel: 0.2,
      packetsReceived: 100,
      packetsLost: 2,
      bytesReceived: 8000,
      bytesSent: 7000,
      jitterMs: 4,
      rttMs: 50,
      remote: { jitterMs: 2, lossShare: 0.25 },
    });
  });

  it('knows nothing of an empty report', () => {
    expect(readStats(report([]))).to.deep.include({
      inputLevel: 0,
      packetsReceived: 0,
      jitterMs: null,
      rttMs: null,
      remote: null,
    });
  });

  it('finds the loudness from the energy where the browser gives no level', () => {
    const reader = new StatsReader();
    const energyOf = (totalAudioEnergy: number, totalSamplesDuration: number) =>
      reader.read(report([{ type: 'inbound-rtp', kind: 'audio', totalAudioEnergy, totalSamplesDuration }]))
        .outputLevel;

    energyOf(1, 10);

    expect(energyOf(1.25, 11)).to.equal(0.5);
    expect(energyOf(1.25, 12)).to.equal(0);
    expect(energyOf(1.25, 12)).to.equal(0);
  });

  it('says so when a microphone is there that the browser does not measure', () => {
    expect(readStats(report([{ type: 'media-source', kind: 'audio' }])).inputLevel).to.equal(null);
  });
});
