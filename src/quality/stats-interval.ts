import type { FoundStats, Stat } from './find-stats.js';

/** What leaves the page, by name: figures and kinds, no address, no label, no id of a device or track. */
const INBOUND =
  'packetsReceived bytesReceived packetsLost packetsDiscarded jitterBufferDelay jitterBufferEmittedCount totalSamplesReceived concealedSamples concealmentEvents nackCount totalAudioEnergy totalSamplesDuration';
const OUTBOUND =
  'packetsSent bytesSent retransmittedPacketsSent nackCount targetBitrate totalPacketSendDelay active';
const TRAFFIC = 'packetsSent packetsReceived bytesSent bytesReceived currentRoundTripTime';
const PAIR = 'state nominated requestsSent responsesReceived currentRoundTripTime';
const TRANSPORT = 'iceState dtlsState srtpCipher tlsVersion selectedCandidatePairChanges';
const CANDIDATE = 'candidateType protocol relayProtocol networkType';
const CODEC = 'mimeType clockRate channels';
const REMOTE_INBOUND = 'jitter fractionLost packetsLost roundTripTime';
const REMOTE_OUTBOUND = 'packetsSent bytesSent roundTripTime';

/**
 * One interval of a report to Telnyx, in the shape that its official SDK sends: means over the readings, and the
 * counters as they stand at its end. `before` is the last reading of the interval before.
 */
export function statsInterval(
  readings: readonly FoundStats[],
  before: FoundStats,
  startMs: number,
  endMs: number,
): object {
  const stats = readings.at(-1) ?? {};
  const { inbound, outbound, pair } = stats;
  const codec = pick(stats.codec, CODEC);
  const bitrate = (bytes: number) => (8000 * bytes) / (endMs - startMs);
  const roundTripTimeAvg = mean(readings.map((reading) => reading.pair?.currentRoundTripTime));
  return {
    intervalStartUtc: new Date(startMs).toISOString(),
    intervalEndUtc: new Date(endMs).toISOString(),
    audio: {
      inbound: {
        ...pick(inbound, INBOUND),
        audioLevelAvg: level(inbound, before.inbound),
        jitterAvg: mean(readings.map((reading) => reading.inbound?.jitter)) * 1000,
        bitrateAvg: bitrate(growth('bytesReceived', inbound, before.inbound)),
        codec,
      },
      outbound: {
        ...pick(outbound, OUTBOUND),
        audioLevelAvg: level(stats.source, before.source),
        bitrateAvg: bitrate(growth('bytesSent', outbound, before.outbound)),
        codec,
      },
    },
    connection: {
      ...pick(pair, TRAFFIC),
      roundTripTimeAvg,
      ...(roundTripTimeAvg >= 0 && { roundTripTimeSource: 'candidate-pair.currentRoundTripTime' }),
    },
    ice: { ...pick(pair, PAIR), local: pick(stats.local, CANDIDATE), remote: pick(stats.remote, CANDIDATE) },
    transport: pick(stats.transport, TRANSPORT),
    remoteRtcp: {
      inbound: pick(stats.remoteInbound, REMOTE_INBOUND),
      outbound: pick(stats.remoteOutbound, REMOTE_OUTBOUND),
    },
  };
}

// What nobody knows comes out as NaN, which JSON writes as `null`.

/** From the energy between two readings (W3C webrtc-stats, section 8.3), which every browser that measures has. */
function level(now: Stat | undefined, before: Stat | undefined): number {
  return Math.sqrt(growth('totalAudioEnergy', now, before) / growth('totalSamplesDuration', now, before));
}

function growth(name: string, now: Stat | undefined, before: Stat | undefined): number {
  return Number(now?.[name]) - (Number(before?.[name]) || 0);
}

function mean(figures: readonly unknown[]): number {
  const known = figures.filter((figure) => typeof figure === 'number');
  return known.reduce((sum, figure) => sum + figure, 0) / known.length;
}

function pick(stat: Stat | undefined, names: string): Readonly<Record<string, unknown>> {
  const picked: Record<string, unknown> = {};
  for (const name of names.split(' ')) if (stat?.[name] !== undefined) picked[name] = stat[name];
  return picked;
}
