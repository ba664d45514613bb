import { WebRtcEngine } from '../../src/media/webrtc-engine.js';

/** A microphone in front of which nobody speaks until the test says so. */
export class ToneMicrophone {
  readonly #context = new AudioContext();
  readonly #gain = new GainNode(this.#context, { gain: 0 });
  readonly #output = new MediaStreamAudioDestinationNode(this.#context);

  constructor() {
    const tone = new OscillatorNode(this.#context, { frequency: 300 });
    tone.connect(this.#gain).connect(this.#output);
    tone.start();
  }

  get stream(): MediaStream {
    return this.#output.stream;
  }

  /** The browser's WebRTC, with this for its only microphone. */
  get engine(): WebRtcEngine {
    const engine = new WebRtcEngine();
    const [track] = this.stream.getAudioTracks();
    if (!track) throw new Error('There is no tone.');
    engine.openMicrophone = () =>
      Promise.resolve({
        track,
        deviceId: null,
        setMuted: (isMuted) => (track.enabled = !isMuted),
        onLost: () => undefined,
        stop: () => track.stop(),
      });
    return engine;
  }

  /** A loud tone begins. */
  speak(): void {
    this.#gain.gain.value = 0.8;
  }

  /** The tone ends. */
  hush(): void {
    this.#gain.gain.value = 0;
  }

  async close(): Promise<void> {
    for (const track of this.stream.getTracks()) track.stop();
    await this.#context.close();
  }
}
