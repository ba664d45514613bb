/** Loudness of the track that a connection sends, for browsers whose statistics lack it (Firefox). */
export class TrackMeter {
  readonly #context = new AudioContext();
  readonly #analyser = new AnalyserNode(this.#context, { fftSize: 2048 });
  readonly #samples = new Float32Array(2048);
  #track: MediaStreamTrack | null = null;
  #source: MediaStreamAudioSourceNode | null = null;

  constructor(signal: AbortSignal) {
    const close = () => void this.#context.close();
    if (signal.aborted) close();
    else signal.addEventListener('abort', close, { once: true });
  }

  /** Root mean square of the last 40 ms or so, 0 to 1; `null` while the browser lets no audio graph run on it. */
  read(connection: RTCPeerConnection | null): number | null {
    this.#listenTo(connection?.getSenders()[0]?.track ?? null);
    if (!this.#track) return 0;
    if (!this.#source || this.#context.state !== 'running') return null;
    this.#analyser.getFloatTimeDomainData(this.#samples);
    return Math.sqrt(this.#samples.reduce((sum, sample) => sum + sample ** 2, 0) / this.#samples.length);
  }

  #listenTo(track: MediaStreamTrack | null): void {
    if (track === this.#track || this.#context.state === 'closed') return;
    this.#track = track;
    this.#source?.disconnect();
    // Not all browsers take every track: Firefox none of another sample rate.
    this.#source = null;
    this.#source =
      track && new MediaStreamAudioSourceNode(this.#context, { mediaStream: new MediaStream([track]) });
    this.#source?.connect(this.#analyser);
  }
}
