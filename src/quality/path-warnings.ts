import type { TelnyxErrorCode } from '../shared/errors.js';

/** What is looked at of a connection. */
export type WatchedConnection = Pick<
  RTCPeerConnection,
  'connectionState' | 'iceGatheringState' | 'localDescription' | 'getConfiguration'
>;

/** As the official SDK. */
const GATHERING_LIMIT_MS = 15_000;

/** Decides from one look a second which warnings the network path of one connection deserves, each once. */
export class PathWarnings {
  readonly #connection: WatchedConnection;
  /** When its gathering began; `null` before anybody has seen a description. */
  #since: number | null;
  #state: RTCPeerConnectionState | null = null;
  #pairId: string | null = null;
  #isGatheringJudged = false;

  /** `since` is when gathering began, where that is known; else it counts from the first description seen. */
  constructor(connection: WatchedConnection, since: number | null) {
    this.#connection = connection;
    this.#since = since;
  }

  /** The warnings due now. `pairId` names the candidate pair in use, as the statistics do. */
  look(pairId: string | null, nowMs: number): TelnyxErrorCode[] {
    return [this.#ofState(), this.#ofPair(pairId), this.#ofGathering(nowMs)].filter((code) => code !== null);
  }

  #ofState(): TelnyxErrorCode | null {
    const { connectionState } = this.#connection;
    if (connectionState === this.#state) return null;
    this.#state = connectionState;
    if (connectionState === 'disconnected') return 33001;
    return connectionState === 'failed' ? 33004 : null;
  }

  #ofPair(pairId: string | null): TelnyxErrorCode | null {
    const previous = this.#pairId;
    this.#pairId = pairId ?? previous;
    return previous !== null && pairId !== null && pairId !== previous ? 33008 : null;
  }

  #ofGathering(nowMs: number): TelnyxErrorCode | null {
    if (this.#isGatheringJudged) return null;
    const { iceGatheringState, localDescription } = this.#connection;
    if (localDescription) this.#since ??= nowMs;
    // Nobody gathers for a call that rings and has not been answered.
    if (this.#since === null) return null;
    const isComplete = iceGatheringState === 'complete';
    if (!isComplete && nowMs - this.#since < GATHERING_LIMIT_MS) return null;
    this.#isGatheringJudged = true;
    const types = [...(localDescription?.sdp ?? '').matchAll(/^a=candidate:.* typ (\w+)/gm)].map(
      ([, type]) => type,
    );
    if (types.length === 0) return 33003;
    if (!isComplete) return 33002;
    // Without servers there is nothing else to find.
    const hasServers = (this.#connection.getConfiguration().iceServers ?? []).length > 0;
    return hasServers && types.every((type) => type === 'host') ? 33005 : null;
  }
}
