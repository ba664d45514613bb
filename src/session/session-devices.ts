import type { MediaEngine, Peer } from '../media/media-engine.js';
import type { CallList } from './call-list.js';
import type { DeviceCare } from './device-care.js';
import type { SessionState } from './session-state.js';

type Devices = SessionState['snapshot']['devices'];

/** The microphones and speakers of a session: which there are, which are chosen, for running and later calls. */
export class SessionDevices {
  readonly #engine: MediaEngine;
  readonly #state: SessionState;
  readonly #calls: CallList;
  #watch: AbortController | null = null;
  #care: DeviceCare | null = null;

  constructor(engine: MediaEngine, state: SessionState, calls: CallList) {
    this.#engine = engine;
    this.#state = state;
    this.#calls = calls;
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
    const { speakerId } = this.chosen;
    if (speakerId) peer.setSpeaker(speakerId).catch(() => this.withCare((care) => care.speakerFailed()));
  }

  /** Rejects when a running call cannot have it; that call keeps the microphone it has. */
  async setMicrophone(deviceId: string | null): Promise<void> {
    const constraints = deviceId === null ? true : { deviceId: { exact: deviceId } };
    await Promise.all(this.#calls.live.map((call) => call.switchMicrophone(constraints)));
    this.choose({ microphoneId: deviceId });
  }

  /** A speaker that cannot be used is replaced by the default one, with a warning. */
  async setSpeaker(deviceId: string | null): Promise<void> {
    this.choose({ speakerId: deviceId });
    try {
      await Promise.all(this.#calls.live.map(({ peer }) => peer.setSpeaker(deviceId)));
    } catch {
      await this.withCare((care) => care.speakerFailed());
    }
  }

  /** Looks up what is there without asking for permission, and again whenever something is plugged in or out. */
  async refresh(): Promise<void> {
    if (!this.#watch) {
      // As long as the session: a device plugged in between two calls is offered for the next one.
      this.#watch = new AbortController();
      this.#engine.onDeviceChange(() => void this.#compare(), this.#watch.signal);
    }
    const all = await this.#engine.devices().catch(() => null);
    if (!all) return;
    this.choose({
      microphones: Object.freeze(all.filter(({ kind }) => kind === 'audioinput')),
      speakers: Object.freeze(all.filter(({ kind }) => kind === 'audiooutput')),
      canChooseSpeaker: this.#engine.canChooseSpeaker,
    });
  }

  /** For what goes wrong with devices, which in most calls is nothing: loaded then, and done without on failure. */
  async withCare(act: (care: DeviceCare) => unknown): Promise<void> {
    try {
      const { DeviceCare } = await import('./device-care.js');
      this.#care ??= new DeviceCare(this, this.#state, this.#calls);
    } catch {
      return;
    }
    await act(this.#care);
  }

  /** Looks no longer; the choice stays for the next connection. */
  close(): void {
    this.#watch?.abort();
    this.#watch = null;
  }

  async #compare(): Promise<void> {
    await this.refresh();
    await this.withCare((care) => care.compare());
  }
}
