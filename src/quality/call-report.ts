import type { CallEnd } from '../call/call-snapshot.js';
import type { CallQuality, DirectionQuality } from '../media/call-quality.js';
import type { CallTimings } from './call-timings.js';

/** Means over the seconds in which the call was measured; `null` where there was never a figure. */
export interface DirectionReport {
  readonly mos: number | null;
  readonly lowestMos: number | null;
  readonly rttMs: number | null;
  readonly jitterMs: number | null;
  /** 0 to 1. */
  readonly packetLoss: number | null;
}

/** By what path and in what form the sound travelled; kinds, no addresses. */
export interface CallPath {
  /** `audio/opus`, say. */
  readonly codec: string | null;
  /** `host`, `srflx`, `prflx` or `relay`. */
  readonly localCandidate: string | null;
  readonly remoteCandidate: string | null;
  /** `udp` or `tcp`. */
  readonly protocol: string | null;
}

/** How a call went, once it is over: no SDP, no address, no device, no name or number. */
export interface CallReport {
  readonly callId: string;
  readonly direction: 'inbound' | 'outbound';
  readonly telnyxSessionId: string | null;
  readonly telnyxLegId: string | null;
  /** Epoch milliseconds. */
  readonly startedAt: number;
  readonly answeredAt: number | null;
  readonly endedAt: number;
  /** From answer to end. */
  readonly durationMs: number;
  readonly cause: string;
  readonly causeCode: number | null;
  readonly sipCode: number | null;
  readonly recovered: boolean;
  readonly timings: CallTimings;
  /** What we heard. */
  readonly heard: DirectionReport;
  /** What the far end heard, by its own word. */
  readonly sent: DirectionReport;
  readonly path: CallPath | null;
  /** The codes of the warnings, each once. */
  readonly warnings: readonly number[];
}

type Figure = 'mos' | 'rttMs' | 'jitterMs' | 'packetLoss';

/** Collects what a report says of one direction. */
export class DirectionFigures {
  readonly #sums: Record<Figure, [sum: number, count: number]> = {
    mos: [0, 0],
    rttMs: [0, 0],
    jitterMs: [0, 0],
    packetLoss: [0, 0],
  };
  #lowestMos: number | null = null;

  add(quality: DirectionQuality): void {
    for (const [name, total] of Object.entries(this.#sums)) {
      const figure = quality[name as Figure];
      if (figure === null) continue;
      total[0] += figure;
      total[1] += 1;
    }
    if (quality.mos !== null) this.#lowestMos = Math.min(this.#lowestMos ?? Infinity, quality.mos);
  }

  get report(): DirectionReport {
    const mean = ([sum, count]: [number, number]) => (count > 0 ? sum / count : null);
    const { mos, rttMs, jitterMs, packetLoss } = this.#sums;
    return Object.freeze({
      mos: mean(mos),
      lowestMos: this.#lowestMos,
      rttMs: mean(rttMs),
      jitterMs: mean(jitterMs),
      packetLoss: mean(packetLoss),
    });
  }
}

/** Both directions of a call. */
export class CallFigures {
  readonly #heard = new DirectionFigures();
  readonly #sent = new DirectionFigures();

  add(quality: CallQuality): void {
    this.#heard.add(quality);
    this.#sent.add(quality.sent);
  }

  report(
    { call, durationMs, cause, causeCode, sipCode }: CallEnd,
    facts: Pick<CallReport, 'timings' | 'path' | 'warnings'>,
  ): CallReport {
    const {
      id: callId,
      direction,
      telnyxSessionId,
      telnyxLegId,
      startedAt,
      answeredAt,
      endedAt,
      recovered,
    } = call;
    return Object.freeze({
      callId,
      direction,
      telnyxSessionId,
      telnyxLegId,
      startedAt,
      answeredAt,
      endedAt: endedAt ?? startedAt,
      durationMs,
      cause,
      causeCode,
      sipCode,
      recovered,
      ...facts,
      heard: this.#heard.report,
      sent: this.#sent.report,
    });
  }
}
