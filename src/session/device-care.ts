import type { Call } from '../call/call.js';
import { TelnyxError, type TelnyxErrorCode, toTelnyxError } from '../shared/errors.js';
import type { CallList } from './call-list.js';
import type { SessionDevices } from './session-devices.js';
import type { SessionState } from './session-state.js';

/** Changes microphone and speaker: when another one is chosen, and when one that is in use goes away. */
export class DeviceCare {
  readonly #devices: SessionDevices;
  readonly #state: SessionState;
  readonly #calls: CallList;
  /** Calls whose microphone is gone, until there is one again. */
  readonly #silenced = new Set<Call>();
  /** Calls that are about to have another one: an unplugged device is told in several ways. */
  readonly #replacing = new Set<Call>();

  constructor(devices: SessionDevices, state: SessionState, calls: CallList) {
    this.#devices = devices;
    this.#state = state;
    this.#calls = calls;
  }

  /** Rejects when a running call cannot have it; then all of them keep the microphone they have. */
  async setMicrophone(deviceId: string | null): Promise<void> {
    const calls = this.#calls.live;
    const { microphoneId } = this.#devices.chosen;
    const before = calls.map((call) => call.microphoneId ?? microphoneId);
    const outcomes = await Promise.allSettled(
      calls.map((call) => call.switchMicrophone(constraintsOf(deviceId))),
    );
    // A call that ended meanwhile needs none.
    const failure = outcomes.find((outcome, i) => isRejected(outcome) && calls[i]?.state !== 'ended');
    if (failure && isRejected(failure)) {
      const returns = calls.flatMap((call, i) =>
        isRejected(outcomes[i]) ? [] : call.switchMicrophone(constraintsOf(before[i])),
      );
      await Promise.allSettled(returns);
      const { code, message, context, cause } = toTelnyxError(failure.reason);
      // The calls go on.
      throw new TelnyxError(code, { message, context, cause, fatal: false });
    }
    this.#devices.choose({ microphoneId: deviceId });
  }

  /** A speaker that cannot be used is replaced by the default one, with a warning. */
  async setSpeaker(deviceId: string | null): Promise<void> {
    this.#devices.choose({ speakerId: deviceId });
    try {
      await Promise.all(
        this.#calls.live.flatMap(({ peers }) => peers.map((peer) => peer.setSpeaker(deviceId))),
      );
    } catch {
      await this.speakerFailed();
    }
  }

  /** Compares what is in use with what is there. */
  async compare(): Promise<void> {
    const { speakerId, ringerId, speakers, microphones } = this.#devices.chosen;
    if (isGone(ringerId, speakers)) this.#devices.choose({ ringerId: null });
    if (isGone(speakerId, speakers)) await this.speakerFailed();
    // Not all browsers end the track of a device that was pulled out.
    await this.#replaceMicrophones(
      this.#calls.live.filter(({ microphoneId }) => isGone(microphoneId, microphones)),
    );
  }

  /** The microphone of a call was unplugged, or taken away by the visitor. */
  async microphoneLost(call: Call): Promise<void> {
    await this.#replaceMicrophones([call]);
  }

  /** A call had to begin with another microphone than the chosen one. */
  microphoneReplaced(): void {
    this.#devices.choose({ microphoneId: null });
    this.#warn(60020);
  }

  /** The chosen speaker cannot be used. */
  async speakerFailed(): Promise<void> {
    this.#devices.choose({ speakerId: null });
    this.#warn(60021);
    await Promise.allSettled(
      this.#calls.live.flatMap(({ peers }) => peers.map((peer) => peer.setSpeaker(null))),
    );
  }

  /** The call goes on in silence where there is none to be had, and tries again when something is plugged in. */
  async #replaceMicrophones(those: readonly Call[]): Promise<void> {
    const lost = those.filter((call) => !this.#replacing.has(call));
    const calls = [...new Set([...this.#silenced, ...lost])].filter(({ state }) => state !== 'ended');
    this.#silenced.clear();
    if (calls.length === 0) return;
    for (const call of calls) this.#replacing.add(call);
    const outcomes = await Promise.allSettled(calls.map((call) => call.switchMicrophone(true)));
    for (const call of calls) this.#replacing.delete(call);
    const silent = calls.filter((call, i) => isRejected(outcomes[i]) && call.state !== 'ended');
    for (const call of silent) this.#silenced.add(call);
    if (outcomes.some(({ status }) => status === 'fulfilled')) this.microphoneReplaced();
    else if (lost.length > 0 && silent.length > 0) this.#warn(33009);
  }

  #warn(code: TelnyxErrorCode): void {
    this.#state.warn(new TelnyxError(code));
  }
}

const constraintsOf = (deviceId: string | null | undefined) =>
  deviceId ? { deviceId: { exact: deviceId } } : true;

const isRejected = (outcome: PromiseSettledResult<void> | undefined): outcome is PromiseRejectedResult =>
  outcome?.status === 'rejected';

/** An empty list says that the browser tells nothing before it was given permission. */
function isGone(id: string | null, list: readonly MediaDeviceInfo[]): boolean {
  return id !== null && list.length > 0 && list.every(({ deviceId }) => deviceId !== id);
}
