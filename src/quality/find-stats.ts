/** Any statistic of a browser; members differ between browsers. */
export type Stat = Readonly<Record<string, unknown>> & { readonly id: string; readonly type: string };

/** The statistics of one audio connection, found by what they are. */
export interface FoundStats {
  readonly inbound?: Stat | undefined;
  readonly outbound?: Stat | undefined;
  readonly source?: Stat | undefined;
  readonly remoteInbound?: Stat | undefined;
  readonly remoteOutbound?: Stat | undefined;
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
    source: audio('media-source'),
    remoteInbound: audio('remote-inbound-rtp'),
    remoteOutbound: audio('remote-outbound-rtp'),
    pair,
    local: byId(pair?.localCandidateId),
    remote: byId(pair?.remoteCandidateId),
    transport,
    codec: byId(inbound?.codecId),
  };
}
