import { expect } from '@open-wc/testing';

import { findStats, statsInterval } from '../../../src/quality/stats-interval.js';

/** As browsers report, with what must not leave the page. */
const REPORT: RTCStatsReport = new Map<string, object>(
  [
    {
      id: 'I',
      type: 'inbound-rtp',
      kind: 'audio',
      codecId: 'C',
      packetsReceived: 7,
      jitter: 0.001,
      trackIdentifier: 'secret-track',
    },
    { id: 'V', type: 'inbound-rtp', kind: 'video', packetsReceived: 99 },
    { id: 'O', type: 'outbound-rtp', kind: 'audio', packetsSent: 5, mediaSourceId: 'secret-source' },
    { id: 'R', type: 'remote-inbound-rtp', kind: 'audio', fractionLost: 0.5 },
    { id: 'C', type: 'codec', mimeType: 'audio/opus', clockRate: 48_000, sdpFmtpLine: 'secret=1' },
    {
      id: 'T',
      type: 'transport',
      selectedCandidatePairId: 'P2',
      dtlsState: 'connected',
      localCertificateId: 'x',
    },
    { id: 'P1', type: 'candidate-pair', nominated: true, state: 'succeeded', localCandidateId: 'none' },
    {
      id: 'P2',
      type: 'candidate-pair',
      nominated: true,
      state: 'succeeded',
      localCandidateId: 'L',
      remoteCandidateId: 'M',
      currentRoundTripTime: 0.02,
    },
    {
      id: 'L',
      type: 'local-candidate',
      candidateType: 'srflx',
      protocol: 'udp',
      address: '192.0.2.1',
      usernameFragment: 'secret-ufrag',
      url: 'turn:secret.example',
    },
    {
      id: 'M',
      type: 'remote-candidate',
      candidateType: 'host',
      protocol: 'udp',
      address: '192.0.2.2',
      port: 9,
    },
  ].map((stat) => [stat.id, stat]),
);

describe('statsInterval', () => {
  it('has the figures of the audio and of the path in use', () => {
    expect(statsInterval(findStats(REPORT), 0, 1000)).to.deep.equal({
      intervalStartUtc: '1970-01-01T00:00:00.000Z',
      intervalEndUtc: '1970-01-01T00:00:01.000Z',
      audio: {
        inbound: { packetsReceived: 7, jitter: 0.001, codec: { mimeType: 'audio/opus', clockRate: 48_000 } },
        outbound: { packetsSent: 5 },
      },
      connection: { currentRoundTripTime: 0.02, state: 'succeeded', nominated: true },
      ice: {
        local: { candidateType: 'srflx', protocol: 'udp' },
        remote: { candidateType: 'host', protocol: 'udp' },
      },
      transport: { dtlsState: 'connected' },
      remoteRtcp: { inbound: { fractionLost: 0.5 } },
    });
  });

  it('finds the path in use where the browser has no statistics of the transport', () => {
    const report = new Map(REPORT);
    report.delete('T');
    report.delete('P1');

    expect(findStats(report).pair?.id).to.equal('P2');
  });

  it('can do with nothing', () => {
    expect(statsInterval(findStats(new Map()), 0, 0)).to.deep.include({ connection: {} });
  });
});
