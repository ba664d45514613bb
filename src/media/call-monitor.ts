import type { Clock } from '../shared/clock.js';
import { delay } from '../shared/delay.js';
import { type AudioLevels, SILENCE } from './audio-levels.js';
import { type CallQuality, callQuality } from './call-quality.js';
import type { MediaStats, Peer } from './media-engine.js';
import type { TrackMeter } from './track-meter.js';

export interface CallMonitorOptions {
  readonly callId: string;
  /** Asked for each reading, since a recovered call goes on with another one. */
  readonly peer: () => Peer;
  readonly clock: Clock;
  readonly onLevels: (levels: AudioLevels) => void;
  /** With the reading that it was made from. */
  readonly onQuality: (quality: CallQuality, stats: MediaStats) => void;
}

const LEVEL_INTERVAL_MS = 100;
const READINGS_PER_QUALITY = 10;

/**
 * Reads a call's statistics ten times a second until the signal aborts: loudness each time, quality once a
 * second. It asks the peer connection, so no audio graph has to run where the browser measures both sides.
 */
export async function monitorCall(options: CallMonitorOptions, signal: AbortSignal): Promise<void> {
  const { callId, clock, onLevels, onQuality } = options;
  const isOver = () => signal.aborted;
  let previous: MediaStats | null = null;
  let meter: Promise<TrackMeter> | null = null;
  for (let reading = 0; !isOver(); reading += 1) {
    const peer = options.peer();
    const stats = await peer.stats().catch(() => null);
    if (stats) {
      let { inputLevel } = stats;
      if (inputLevel === null) {
        meter ??= loadMeter(signal);
        inputLevel = await measure(meter, peer);
      }
      if (isOver()) break;
      onLevels({ input: inputLevel ?? 0, output: stats.outputLevel });
      if (reading % READINGS_PER_QUALITY === 0) {
        if (previous) onQuality(callQuality(callId, previous, stats), { ...stats, inputLevel });
        previous = stats;
      }
    }
    await delay(LEVEL_INTERVAL_MS, clock, signal).catch(() => undefined);
  }
  onLevels(SILENCE);
}

async function loadMeter(signal: AbortSignal): Promise<TrackMeter> {
  const { TrackMeter } = await import('./track-meter.js');
  return new TrackMeter(signal);
}

/** Where it cannot be measured the far end's loudness is still shown. */
async function measure(meter: Promise<TrackMeter>, { connection }: Peer): Promise<number | null> {
  try {
    return (await meter).read(connection);
  } catch {
    return null;
  }
}
