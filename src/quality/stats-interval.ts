/** Any statistic of a browser; members differ between browsers. */
export type Stat = Readonly<Record<string, unknown>> & { readonly id: string; readonly type: string };

/** The statistics of one audio connection, found by what they are. */
export interface FoundStats {
  readonly inbound?: Stat | undefined;
  readonly outbound?: Stat | undefined;
  readonly remoteInbound?: Stat | undefined;
  readonly pair?: Stat | undefined;
  readonly local?: Stat | undefined;
  readonly remote?: Stat | undefined;
  readonly transport?: Stat | undefined;
  readonly codec?: Stat | undefined;
}

export function findStats(report: RTCStatsReport): FoundStats {
  const all: Stat[] = [];
  report.forEach((stat: Stat) => all.push(stat));
  const byId = (id: unknown) => all.find((stat) => stat.id === id);
  const audio = (type: string) => all.find((stat) => stat.type === type && stat.kind === 'audio');
  const transport = all.find(({ type }) => type === 'transport');
  const pair =
    byId(transport?.selectedCandidatePairId) ??
    // Firefox has no statistics of the transport.
    all.find((stat) => stat.type === 'candidate-pair' && stat.nominated && stat.state === 'succeeded');
  const inbound = audio('inbound-rtp');
  return {
    inbound,
    outbound: audio('outbound-rtp'),
    remoteInbound: audio('remote-inbound-rtp'),
    pair,
    local: byId(pair?.localCandidateId),
    remote: byId(pair?.remoteCandidateId),
    transport,
    codec: byId(inbound?.codecId),
  };
}

/** What leaves the page, by name: figures and kinds, no address, no label, no id of a device or track. */
const INBOUND =
  'packetsReceived bytesReceived packetsLost packetsDiscarded jitterBufferDelay jitterBufferEmittedCount totalSamplesReceived concealedSamples concealmentEvents audioLevel jitter nackCount totalAudioEnergy totalSamplesDuration';
const OUTBOUND =
  'packetsSent bytesSent retransmittedPacketsSent nackCount targetBitrate totalPacketSendDelay active';
const PAIR =
  'currentRoundTripTime packetsSent packetsReceived bytesSent bytesReceived state nominated requestsSent responsesReceived';
const TRANSPORT = 'iceState dtlsState selectedCandidatePairChanges';
const CANDIDATE = 'candidateType protocol relayProtocol networkType';
const CODEC = 'mimeType clockRate channels';
const REMOTE = 'jitter fractionLost packetsLost roundTripTime';

/** One interval of a report to Telnyx, in the shape that its official SDK sends. */
export function statsInterval(stats: FoundStats, startMs: number, endMs: number): object {
  return {
    intervalStartUtc: new Date(startMs).toISOString(),
    intervalEndUtc: new Date(endMs).toISOString(),
    audio: {
      inbound: { ...pick(stats.inbound, INBOUND), codec: pick(stats.codec, CODEC) },
      outbound: pick(stats.outbound, OUTBOUND),
    },
    connection: pick(stats.pair, PAIR),
    ice: { local: pick(stats.local, CANDIDATE), remote: pick(stats.remote, CANDIDATE) },
    transport: pick(stats.transport, TRANSPORT),
    remoteRtcp: { inbound: pick(stats.remoteInbound, REMOTE) },
  };
}

function pick(stat: Stat | undefined, names: string): Readonly<Record<string, unknown>> {
  const picked: Record<string, unknown> = {};
  for (const name of names.split(' ')) if (stat?.[name] !== undefined) picked[name] = stat[name];
  return picked;
}
