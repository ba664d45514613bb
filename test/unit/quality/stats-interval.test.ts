import { expect } from '@open-wc/testing';

import { findStats } from '../../../src/quality/find-stats.js';
import { statsInterval } from '../../../src/quality/stats-interval.js';

/** As browsers report, with what must not leave the page. */
const REPORT: RTCStatsReport = new Map<string, object>(
  [
    {
      id: 'I',
      type: 'inbound-rtp',
      kind: 'audio',
      codecId: 'C',
      packetsReceived: 7,
      bytesReceived: 9000,
      totalAudioEnergy: 0.5,
      totalSamplesDuration: 6,
      jitter: 0.003,
      trackIdentifier: 'secret-track',
    },
    { id: 'V', type: 'inbound-rtp', kind: 'video', packetsReceived: 99 },
    {
      id: 'O',
      type: 'outbound-rtp',
      kind: 'audio',
      packetsSent: 5,
      bytesSent: 5000,
      mediaSourceId: 'secret-source',
    },
    {
      id: 'S',
      type: 'media-source',
      kind: 'audio',
      totalAudioEnergy: 0.05,
      totalSamplesDuration: 5,
      trackIdentifier: 'secret-track',
    },
    { id: 'Q', type: 'remote-outbound-rtp', kind: 'audio', packetsSent: 8, localId: 'secret' },
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

/** A second earlier. */
const BEFORE: RTCStatsReport = new Map<string, object>(
  [
    {
      id: 'I',
      type: 'inbound-rtp',
      kind: 'audio',
      bytesReceived: 1000,
      totalAudioEnergy: 0.25,
      totalSamplesDuration: 5,
      jitter: 0.001,
    },
    { id: 'O', type: 'outbound-rtp', kind: 'audio', bytesSent: 1000 },
    {
      id: 'P2',
      type: 'candidate-pair',
      nominated: true,
      state: 'succeeded',
      currentRoundTripTime: 0.04,
    },
  ].map((stat) => [stat.id, stat]),
);

/** As it is sent: JSON has neither `undefined` nor NaN. */
const sent = (...args: Parameters<typeof statsInterval>) =>
  JSON.parse(JSON.stringify(statsInterval(...args))) as Record<string, unknown>;

describe('statsInterval', () => {
  it('has the means and figures of the audio and of the path in use, as the official SDK names them', () => {
    const before = findStats(BEFORE);

    expect(sent([before, findStats(REPORT)], before, 0, 1000)).to.deep.equal({
      intervalStartUtc: '1970-01-01T00:00:00.000Z',
      intervalEndUtc: '1970-01-01T00:00:01.000Z',
      audio: {
        inbound: {
          packetsReceived: 7,
          bytesReceived: 9000,
          totalAudioEnergy: 0.5,
          totalSamplesDuration: 6,
          audioLevelAvg: 0.5,
          jitterAvg: 2,
          bitrateAvg: 64_000,
          codec: { mimeType: 'audio/opus', clockRate: 48_000 },
        },
        outbound: {
          packetsSent: 5,
          bytesSent: 5000,
          audioLevelAvg: 0.1,
          bitrateAvg: 32_000,
          codec: { mimeType: 'audio/opus', clockRate: 48_000 },
        },
      },
      connection: {
        currentRoundTripTime: 0.02,
        roundTripTimeAvg: 0.03,
        roundTripTimeSource: 'candidate-pair.currentRoundTripTime',
      },
      ice: {
        currentRoundTripTime: 0.02,
        state: 'succeeded',
        nominated: true,
        local: { candidateType: 'srflx', protocol: 'udp' },
        remote: { candidateType: 'host', protocol: 'udp' },
      },
      transport: { dtlsState: 'connected' },
      remoteRtcp: { inbound: { fractionLost: 0.5 }, outbound: { packetsSent: 8 } },
    });
  });

  it('finds the path in use where the browser has no statistics of the transport', () => {
    const report = new Map(REPORT);
    report.delete('T');
    report.delete('P1');

    expect(findStats(report).pair?.id).to.equal('P2');
  });

  it('can do with nothing', () => {
    const { audio, connection } = sent([findStats(new Map())], {}, 0, 0);

    expect(connection).to.deep.equal({ roundTripTimeAvg: null });
    expect(audio).to.deep.include({
      outbound: { audioLevelAvg: null, bitrateAvg: null, codec: {} },
    });
  });
});
