import type { MediaStats } from './media-engine.js';

/** How one direction of a call sounds; `null` where nobody has a figure yet. */
export interface DirectionQuality {
  /** Mean opinion score, 1 to 4.5; see `meanOpinionScore`. */
  readonly mos: number | null;
  readonly rttMs: number | null;
  readonly jitterMs: number | null;
  /** Share of packets lost since the previous figure, 0 to 1. */
  readonly packetLoss: number | null;
  readonly level: QualityLevel | null;
}

/** What we hear, measured once a second. */
export interface CallQuality extends DirectionQuality {
  readonly callId: string;
  /** What the far end hears of us, as it reports every few seconds. */
  readonly sent: DirectionQuality;
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

/** Figures of the second between two readings; the two directions are never mixed. */
export function callQuality(callId: string, before: MediaStats, now: MediaStats): CallQuality {
  const { jitterMs, rttMs, remote } = now;
  const received = now.packetsReceived - before.packetsReceived;
  const lost = Math.max(0, now.packetsLost - before.packetsLost);
  return Object.freeze({
    callId,
    ...score(jitterMs, rttMs, received + lost > 0 ? lost / (received + lost) : null),
    sent: Object.freeze(score(remote?.jitterMs ?? null, rttMs, remote?.lossShare ?? null)),
  });
}

function score(jitterMs: number | null, rttMs: number | null, packetLoss: number | null): DirectionQuality {
  const mos =
    packetLoss === null || jitterMs === null || rttMs === null
      ? null
      : meanOpinionScore({ jitterMs, rttMs, lossShare: packetLoss });
  const level = mos === null ? null : (LEVELS.find(([from]) => mos >= from)?.[1] ?? 'bad');
  return { mos, rttMs, jitterMs, packetLoss, level };
}

/**
 * The E-model as Telnyx's SDK computes it for its low-quality warning (31004):
 * R = 93.2 − 0.11·jitter − 2.5·loss% − 0.01·rtt, both times in milliseconds, then the polynomial of ITU-T G.107
 * annex B from R to a mean opinion score, kept within 1 and 4.5.
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
