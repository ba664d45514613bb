import type { MediaStats } from './media-engine.js';

/** What browsers put into a report beyond what TypeScript's DOM types name. */
interface AudioStat extends RTCStats {
  readonly kind?: string;
  readonly audioLevel?: number;
  readonly packetsReceived?: number;
  readonly packetsLost?: number;
  readonly bytesReceived?: number;
  readonly bytesSent?: number;
  readonly jitter?: number;
  readonly nominated?: boolean;
  readonly state?: string;
  readonly currentRoundTripTime?: number;
}

/** Picks the figures of one audio call out of a browser's statistics. */
export function readStats(report: RTCStatsReport): MediaStats {
  let inbound: AudioStat | undefined;
  let outbound: AudioStat | undefined;
  let source: AudioStat | undefined;
  let pair: AudioStat | undefined;
  report.forEach((stat: AudioStat) => {
    if (stat.type === 'inbound-rtp' && stat.kind === 'audio') inbound = stat;
    else if (stat.type === 'outbound-rtp' && stat.kind === 'audio') outbound = stat;
    else if (stat.type === 'media-source' && stat.kind === 'audio') source = stat;
    else if (stat.type === 'candidate-pair' && stat.nominated && stat.state === 'succeeded') pair = stat;
  });
  return {
    inputLevel: source?.audioLevel ?? 0,
    outputLevel: inbound?.audioLevel ?? 0,
    packetsReceived: inbound?.packetsReceived ?? 0,
    packetsLost: inbound?.packetsLost ?? 0,
    bytesReceived: inbound?.bytesReceived ?? 0,
    bytesSent: outbound?.bytesSent ?? 0,
    jitterMs: inMs(inbound?.jitter),
    rttMs: inMs(pair?.currentRoundTripTime),
  };
}

function inMs(seconds: number | undefined): number | null {
  return seconds === undefined ? null : seconds * 1000;
}
