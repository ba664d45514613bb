import type { Clock } from './clock.js';
import { type FrameRecord, recordFrame } from './frame-record.js';
import type { CallReport } from './call-report.js';
import type { PostedReport } from './posted-report.js';

/** What a test learns of the connections that carry its tag. Plain JSON, free of credentials. */
export interface GatewayReport {
  readonly tag: string;
  /** How many sockets were opened with this tag so far. */
  readonly connections: number;
  readonly socketOpen: boolean;
  /** Frames in both directions, in order; of many, the newest. */
  readonly frames: readonly FrameRecord[];
  /** Text frames the client sent that were not a JSON-RPC message. */
  readonly invalidFrames: number;
  /** Calls in the order they began. */
  readonly calls: readonly CallReport[];
  /** What was posted about these calls over HTTP, in order. */
  readonly callReports: readonly PostedReport[];
}

/** Observes one socket. */
export interface ConnectionObserver {
  received(frame: unknown, method: string | null): void;
  receivedInvalid(): void;
  sent(frame: object, method: string): void;
  sentGarbage(): void;
  /** A call began; `report` describes it whenever it is asked, also after its end. */
  call(id: string, report: () => CallReport): void;
  closed(): void;
}

const MAX_FRAMES = 4000;
const MAX_TAGS = 200;

interface Observation {
  readonly startedAt: number;
  connections: number;
  openSockets: number;
  invalidFrames: number;
  readonly frames: FrameRecord[];
  readonly calls: Map<string, () => CallReport>;
  readonly callReports: PostedReport[];
}

const UNOBSERVED: ConnectionObserver = {
  received: () => undefined,
  receivedInvalid: () => undefined,
  sent: () => undefined,
  sentGarbage: () => undefined,
  call: () => undefined,
  closed: () => undefined,
};

/** Keeps what happened under each tag, so that tests can ask what really went over the wire. */
export class Observer {
  readonly #clock: Clock;
  readonly #observations = new Map<string, Observation>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Begins to observe one socket; without a tag nothing is kept. */
  connect(tag: string | null): ConnectionObserver {
    if (tag === null) return UNOBSERVED;
    const observation = this.#observe(tag);
    observation.connections += 1;
    observation.openSockets += 1;
    const connection = observation.connections;
    const record = (direction: FrameRecord['direction'], frame: unknown, method: string | null) => {
      const atMs = Math.round(this.#clock.now() - observation.startedAt);
      observation.frames.push({ atMs, connection, direction, ...recordFrame(frame, method) });
      if (observation.frames.length > MAX_FRAMES) observation.frames.shift();
    };
    return {
      received: (frame, method) => {
        record('received', frame, method);
      },
      receivedInvalid: () => {
        observation.invalidFrames += 1;
        record('received', null, null);
      },
      sent: (frame, method) => {
        record('sent', frame, method);
      },
      sentGarbage: () => {
        record('sent', null, null);
      },
      call: (id, report) => observation.calls.set(id, report),
      closed: () => {
        observation.openSockets -= 1;
      },
    };
  }

  /** What happened under a tag; an unknown tag has an empty report. */
  report(tag: string): GatewayReport {
    const observation = this.#observations.get(tag);
    return {
      tag,
      connections: observation?.connections ?? 0,
      socketOpen: (observation?.openSockets ?? 0) > 0,
      frames: [...(observation?.frames ?? [])],
      invalidFrames: observation?.invalidFrames ?? 0,
      calls: [...(observation?.calls.values() ?? [])].map((report) => report()),
      callReports: [...(observation?.callReports ?? [])],
    };
  }

  /** A client posted a report; one about a call that nobody observes is forgotten. */
  takeCallReport(report: PostedReport): void {
    for (const { calls, callReports } of this.#observations.values()) {
      if (calls.has(report.callId)) callReports.push(report);
    }
  }

  #observe(tag: string): Observation {
    const known = this.#observations.get(tag);
    if (known) return known;
    const observation: Observation = {
      startedAt: this.#clock.now(),
      connections: 0,
      openSockets: 0,
      invalidFrames: 0,
      frames: [],
      calls: new Map(),
      callReports: [],
    };
    this.#observations.set(tag, observation);
    for (const [oldest, { openSockets }] of this.#observations) {
      if (this.#observations.size <= MAX_TAGS) break;
      if (openSockets === 0) this.#observations.delete(oldest);
    }
    return observation;
  }
}
