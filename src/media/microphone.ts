import { abortedError, TelnyxError } from '../shared/errors.js';
import type { Microphone } from './media-engine.js';

/**
 * Asks for the microphone. A stream that arrives after the signal aborted is closed at once, so that no
 * browser shows a recording mark for a call that is over.
 */
export async function openMicrophone(
  constraints: MediaTrackConstraints | true,
  signal: AbortSignal,
): Promise<Microphone> {
  let stream: MediaStream;
  try {
    stream = await navigator.mediaDevices.getUserMedia({ audio: constraints });
  } catch (cause) {
    throw microphoneError(cause);
  }
  const track = stream.getAudioTracks()[0];
  if (signal.aborted) {
    track?.stop();
    throw abortedError(signal);
  }
  if (!track) throw new TelnyxError(42002);
  return new OpenMicrophone(track);
}

class OpenMicrophone implements Microphone {
  readonly track: MediaStreamTrack;
  readonly #life = new AbortController();

  constructor(track: MediaStreamTrack) {
    this.track = track;
  }

  get deviceId(): string | null {
    return this.track.getSettings().deviceId ?? null;
  }

  setMuted(isMuted: boolean): void {
    this.track.enabled = !isMuted;
  }

  onLost(listener: () => void): void {
    this.track.addEventListener('ended', listener, { once: true, signal: this.#life.signal });
  }

  stop(): void {
    this.track.stop();
    // It ends without that event; but Chrome holds the stream for half a minute, and with a listener the whole call.
    this.#life.abort();
  }
}

const CODES = {
  NotAllowedError: 42001,
  SecurityError: 42001,
  NotFoundError: 42002,
  OverconstrainedError: 42002,
  NotReadableError: 60013,
  AbortError: 60013,
} as const;

/** Tells apart what a visitor can do about it. */
function microphoneError(cause: unknown): TelnyxError {
  const name = cause instanceof Error ? cause.name : '';
  const code = name in CODES ? CODES[name as keyof typeof CODES] : 42003;
  return new TelnyxError(code, { cause, context: { reason: name } });
}
