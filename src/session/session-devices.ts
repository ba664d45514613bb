import type { MediaEngine, Peer } from '../media/media-engine.js';
import { lazily } from '../shared/lazily.js';
import type { CallList } from './call-list.js';
import type { DeviceCare } from './device-care.js';
import type { SessionState } from './session-state.js';

type Devices = SessionState['snapshot']['devices'];

/** The microphones and speakers of a session: which there are, which are chosen, for running and later calls. */
export class SessionDevices {
  /** For choosing, and for what goes wrong with devices: in most calls neither happens, so it is loaded then. */
  readonly care: () => Promise<DeviceCare>;
  readonly #engine: MediaEngine;
  readonly #state: SessionState;
  #watch: AbortController | null = null;

  constructor(engine: MediaEngine, state: SessionState, calls: CallList) {
    this.#engine = engine;
    this.#state = state;
    this.care = lazily(async () => {
      const { DeviceCare } = await import('./device-care.js');
      return new DeviceCare(this, state, calls);
    });
  }

  get chosen(): Devices {
    return this.#state.snapshot.devices;
  }

  choose(news: Partial<Devices>): void {
    this.#state.patch({ devices: Object.freeze({ ...this.chosen, ...news }) });
  }

  /** What a call opens that wants this: the chosen microphone, unless it names one of its own. */
  microphoneFor(audio: boolean | MediaTrackConstraints = true): boolean | MediaTrackConstraints {
    const { microphoneId } = this.chosen;
    const wanted = audio === true ? {} : audio;
    if (!microphoneId || !wanted || wanted.deviceId) return audio;
    return { ...wanted, deviceId: { exact: microphoneId } };
  }

  /** Lets a new peer be heard where the others are. */
  equip(peer: Peer): void {
    const { speakerId, volume } = this.chosen;
    peer.setVolume(volume);
    if (speakerId) peer.setSpeaker(speakerId).catch(() => this.mend((care) => care.speakerFailed()));
  }

  /** Looks again whenever something is plugged in or out: between two calls too, so that it is there for the next. */
  watch(): void {
    if (this.#watch) return;
    this.#watch = new AbortController();
    this.#engine.onDeviceChange(() => {
      void this.refresh().then(() => this.mend((care) => care.compare()));
    }, this.#watch.signal);
  }

  /** Looks up what is there without asking for permission, and watches it from then on. */
  async refresh(): Promise<void> {
    this.watch();
    const all = await this.#engine.devices().catch(() => null);
    if (!all) return;
    const those = (kind: MediaDeviceKind) => Object.freeze(all.filter((device) => device.kind === kind));
    const { canChooseSpeaker } = this.#engine;
    this.choose({ microphones: those('audioinput'), speakers: those('audiooutput'), canChooseSpeaker });
  }

  /** For what goes wrong; done without where the code for it cannot be loaded. */
  mend(act: (care: DeviceCare) => unknown): void {
    this.care()
      .then(act)
      .catch(() => undefined);
  }

  /** Looks no longer; the choice stays for the next connection. */
  close(): void {
    this.#watch?.abort();
    this.#watch = null;
  }
}
