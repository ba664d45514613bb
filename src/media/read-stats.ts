import type { MediaStats } from './media-engine.js';

/** What browsers put into a report beyond what TypeScript's DOM types name. */
interface AudioStat extends RTCStats {
  readonly kind?: string;
  readonly audioLevel?: number;
  readonly totalAudioEnergy?: number;
  readonly totalSamplesDuration?: number;
  readonly packetsReceived?: number;
  readonly packetsLost?: number;
  readonly bytesReceived?: number;
  readonly bytesSent?: number;
  readonly jitter?: number;
  readonly fractionLost?: number;
  readonly nominated?: boolean;
  readonly state?: string;
  readonly currentRoundTripTime?: number;
}

/** Picks the figures of one audio call out of a browser's statistics, one report after the other. */
export class StatsReader {
  readonly #inputLevel = new LevelReader();
  readonly #outputLevel = new LevelReader();

  read(report: RTCStatsReport): MediaStats {
    const found: Partial<Record<string, AudioStat>> = {};
    report.forEach((stat: AudioStat) => {
      const isPair = stat.type === 'candidate-pair' && stat.nominated && stat.state === 'succeeded';
      if (isPair || stat.kind === 'audio') found[stat.type] = stat;
    });
    const inbound = found['inbound-rtp'];
    const remote = found['remote-inbound-rtp'];
    return {
      inputLevel: this.#inputLevel.read(found['media-source']),
      outputLevel: this.#outputLevel.read(inbound) ?? 0,
      packetsReceived: inbound?.packetsReceived ?? 0,
      packetsLost: inbound?.packetsLost ?? 0,
      bytesReceived: inbound?.bytesReceived ?? 0,
      bytesSent: found['outbound-rtp']?.bytesSent ?? 0,
      jitterMs: inMs(inbound?.jitter),
      rttMs: inMs(found['candidate-pair']?.currentRoundTripTime),
      remote: remote ? { jitterMs: inMs(remote.jitter), lossShare: remote.fractionLost ?? null } : null,
    };
  }
}

/** Loudness as the browser tells it, else from the energy since the reading before (W3C webrtc-stats, section 8.3). */
class LevelReader {
  #energy = 0;
  #duration = 0;

  /** 0 without anything to measure; `null` where there is something that the browser does not measure. */
  read(stat: AudioStat | undefined): number | null {
    if (!stat) return 0;
    const { audioLevel, totalAudioEnergy, totalSamplesDuration } = stat;
    if (audioLevel !== undefined) return audioLevel;
    if (totalAudioEnergy === undefined || totalSamplesDuration === undefined) return null;
    const energy = totalAudioEnergy - this.#energy;
    const duration = totalSamplesDuration - this.#duration;
    this.#energy = totalAudioEnergy;
    this.#duration = totalSamplesDuration;
    return duration > 0 ? Math.min(1, Math.sqrt(Math.max(0, energy) / duration)) : 0;
  }
}

function inMs(seconds: number | undefined): number | null {
  return seconds === undefined ? null : seconds * 1000;
}
