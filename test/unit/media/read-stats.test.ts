import { expect } from '@open-wc/testing';

import { readStats } from '../../../src/media/read-stats.js';

/** A map is all that the reader needs of a report. */
function report(stats: readonly object[]): RTCStatsReport {
  return new Map(stats.map((stat, index) => [String(index), stat]));
}

const PAIR = { type: 'candidate-pair', state: 'succeeded', nominated: true, currentRoundTripTime: 0.05 };

describe('readStats', () => {
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
    });
  });

  it('knows nothing of an empty report', () => {
    expect(readStats(report([]))).to.deep.include({ packetsReceived: 0, jitterMs: null, rttMs: null });
  });
});
