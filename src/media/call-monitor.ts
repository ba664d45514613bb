import type { Clock } from '../shared/clock.js';
import { delay } from '../shared/delay.js';
import { type AudioLevels, SILENCE } from './audio-levels.js';
import { type CallQuality, callQuality } from './call-quality.js';
import type { MediaStats, Peer } from './media-engine.js';

export interface CallMonitorOptions {
  readonly callId: string;
  readonly peer: Peer;
  readonly clock: Clock;
  readonly onLevels: (levels: AudioLevels) => void;
  readonly onQuality: (quality: CallQuality) => void;
}

const LEVEL_INTERVAL_MS = 100;
const READINGS_PER_QUALITY = 10;

/**
 * Reads a call's statistics ten times a second until the signal aborts: loudness each time, quality once a
 * second. It asks the peer connection, so no audio graph has to run.
 */
export async function monitorCall(options: CallMonitorOptions, signal: AbortSignal): Promise<void> {
  const { callId, peer, clock, onLevels, onQuality } = options;
  const isOver = () => signal.aborted;
  let previous: MediaStats | null = null;
  for (let reading = 0; !isOver(); reading += 1) {
    const stats = await peer.stats().catch(() => null);
    if (isOver()) break;
    if (stats) {
      onLevels({ input: stats.inputLevel, output: stats.outputLevel });
      if (reading % READINGS_PER_QUALITY === 0) {
        if (previous) onQuality(callQuality(callId, previous, stats));
        previous = stats;
      }
    }
    await delay(LEVEL_INTERVAL_MS, clock, signal).catch(() => undefined);
  }
  onLevels(SILENCE);
}
