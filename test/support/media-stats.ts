import type { MediaStats } from '../../src/media/media-engine.js';

/** A reading of a call that sounds well; what a test is about differs. */
export function createStats(differences: Partial<MediaStats> = {}): MediaStats {
  return {
    inputLevel: 0.3,
    outputLevel: 0.2,
    packetsReceived: 50,
    packetsLost: 0,
    bytesReceived: 0,
    bytesSent: 0,
    jitterMs: 1,
    rttMs: 10,
    remote: null,
    ...differences,
  };
}
