import type { MediaStats } from './media-engine.js';

/** How the call sounds, measured once a second; `null` where the browser has no figure yet. */
export interface CallQuality {
  readonly callId: string;
  /** Mean opinion score of what we hear, 1 to 4.5. */
  readonly mos: number | null;
  readonly rttMs: number | null;
  readonly jitterMs: number | null;
  /** Share of packets lost since the previous figure, 0 to 1. */
  readonly packetLoss: number | null;
  readonly level: QualityLevel | null;
}

export type QualityLevel = 'excellent' | 'good' | 'fair' | 'poor' | 'bad';

/** Lower bounds, so that every score has a word. Telnyx's labels without the gaps between them. */
const LEVELS: readonly (readonly [from: number, level: QualityLevel])[] = [
  [4.2, 'excellent'],
  [4.1, 'good'],
  [3.7, 'fair'],
  [3.1, 'poor'],
  [0, 'bad'],
];

/** Figures of the second between two readings, for what we hear alone; the two directions are never mixed. */
export function callQuality(callId: string, before: MediaStats, now: MediaStats): CallQuality {
  const received = now.packetsReceived - before.packetsReceived;
  const lost = Math.max(0, now.packetsLost - before.packetsLost);
  const packetLoss = received + lost > 0 ? lost / (received + lost) : null;
  const { jitterMs, rttMs } = now;
  const mos =
    packetLoss === null || jitterMs === null || rttMs === null
      ? null
      : meanOpinionScore({ jitterMs, rttMs, lossShare: packetLoss });
  const level = mos === null ? null : (LEVELS.find(([from]) => mos >= from)?.[1] ?? 'bad');
  return Object.freeze({ callId, mos, rttMs, jitterMs, packetLoss, level });
}

/**
 * The E-model as Telnyx computes it for its low-quality warning (31004):
 * R = 93.2 − 0.11·jitter − 2.5·loss% − 0.01·rtt, then the usual polynomial, kept within 1 and 4.5.
 */
export function meanOpinionScore(figures: {
  readonly jitterMs: number;
  readonly rttMs: number;
  /** 0 to 1. */
  readonly lossShare: number;
}): number {
  const { jitterMs, rttMs, lossShare } = figures;
  const r = Math.max(0, 93.2 - 0.11 * jitterMs - 2.5 * lossShare * 100 - 0.01 * rttMs);
  const mos = 1 + 0.035 * r + 7e-6 * r * (r - 60) * (100 - r);
  return Math.min(4.5, Math.max(1, mos));
}
