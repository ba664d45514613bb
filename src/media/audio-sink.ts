/** An audio element that may choose its speaker; not all browsers have it. */
type SinkElement = Omit<HTMLAudioElement, 'setSinkId'> & { setSinkId?: (id: string) => Promise<void> };

/**
 * Plays the far end's sound in an element of its own that never enters the document. When the browser wants a
 * gesture first it says so, and tries again when told.
 */
export class AudioSink {
  readonly #element: SinkElement = new Audio();
  readonly #onBlocked: (isBlocked: boolean) => void;

  constructor(onBlocked: (isBlocked: boolean) => void) {
    this.#onBlocked = onBlocked;
    this.#element.autoplay = true;
  }

  async play(stream: MediaStream): Promise<void> {
    this.#element.srcObject = stream;
    await this.resume();
  }

  /** Never rejects: a refusal is what `onBlocked` is for. */
  async resume(): Promise<void> {
    try {
      await this.#element.play();
      this.#onBlocked(false);
    } catch (error) {
      // An AbortError means that a newer stream took over; only a refusal needs a gesture.
      if (error instanceof DOMException && error.name === 'NotAllowedError') this.#onBlocked(true);
    }
  }

  async setSpeaker(deviceId: string | null): Promise<void> {
    await this.#element.setSinkId?.(deviceId ?? '');
  }

  /** Some devices leave the volume to their keys, and ignore it. */
  setVolume(volume: number): void {
    this.#element.volume = volume;
  }

  close(): void {
    this.#element.pause();
    this.#element.srcObject = null;
  }
}
