import type { Call } from '../call/call.js';
import type { CallEnd } from '../call/call-snapshot.js';
import type { CallQuality } from '../media/call-quality.js';
import type { MediaStats } from '../media/media-engine.js';
import { CallFigures, type CallPath, type CallReport } from '../quality/call-report.js';
import type { CallTimings } from '../quality/call-timings.js';
import { CallWarnings } from '../quality/call-warnings.js';
import { PathWarnings } from '../quality/path-warnings.js';
import { type CallReportPost, postCallReport } from '../quality/post-call-report.js';
import { findStats, type FoundStats, statsInterval } from '../quality/stats-interval.js';
import type { Clock } from '../shared/clock.js';
import { TelnyxError, type TelnyxErrorCode } from '../shared/errors.js';
import type { Logger } from '../shared/logger.js';

/** Where reports go; `null` where none are wanted or the gateway gave no id for them. */
export type ReportTarget = Pick<
  CallReportPost,
  'gatewayUrl' | 'callReportId' | 'voiceSdkId' | 'sessid' | 'fetch'
> | null;

export interface CallCareContext {
  readonly call: Call;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly timings: () => CallTimings;
  /** Whether silence of the far end is worth a warning now. An assistant that waits for the visitor is silent. */
  readonly expectsSound: () => boolean;
  readonly reportTarget: () => ReportTarget;
  /** Where `pagehide` is heard; `null` outside of pages. */
  readonly page: Pick<EventTarget, 'addEventListener'> | null;
  readonly onWarning: (warning: TelnyxError) => void;
  readonly onPath: (path: CallPath) => void;
  readonly onReport: (report: CallReport) => void;
}

/** Six minutes, as the official SDK: of a longer call the newest. */
const MAX_INTERVALS = 360;

/**
 * Looks after the quality of one answered call: warnings while it lasts, a report when it is over. It is
 * loaded once the call is up, and nothing of the call waits for it.
 */
export class CallCare {
  readonly #context: CallCareContext;
  readonly #lifetime = new AbortController();
  readonly #warnings = new CallWarnings();
  readonly #figures = new CallFigures();
  readonly #told = new Set<number>();
  #watched: RTCPeerConnection | null = null;
  #pathWarnings: PathWarnings | null = null;
  #path: CallPath | null = null;
  #intervals: object[] = [];
  #intervalFrom: number;
  #segment = 0;

  constructor(context: CallCareContext) {
    this.#context = context;
    this.#intervalFrom = context.clock.now();
    const { signal } = this.#lifetime;
    context.page?.addEventListener(
      'pagehide',
      () => {
        this.#post(this.#reportSoFar(), 'page-unload');
      },
      { signal },
    );
    void context.call.ended.then((end) => {
      this.#lifetime.abort();
      const report = this.#report(end);
      context.onReport(report);
      this.#post(report);
    });
  }

  /** To be called once a second with the newest figures. */
  async sample(quality: CallQuality, stats: MediaStats): Promise<void> {
    const { call, clock, expectsSound } = this.#context;
    if (this.#lifetime.signal.aborted) return;
    if (call.state === 'held') {
      this.#warnings.reset();
      return;
    }
    this.#figures.add(quality);
    const { peerConnection: connection } = call;
    const track = connection?.getSenders()[0]?.track;
    const sendsAudio = !connection || track?.readyState === 'live';
    const { isMuted } = call.snapshot;
    const sample = { quality, stats, sendsAudio, isMuted, expectsSound: expectsSound() };
    this.#warn(this.#warnings.sample(sample, clock.now()));
    if (connection) await this.#look(connection);
  }

  async #look(connection: RTCPeerConnection): Promise<void> {
    const { clock, onPath } = this.#context;
    const found = findStats(await connection.getStats());
    if (this.#lifetime.signal.aborted) return;
    const now = clock.now();
    // A recovered call goes on with another connection, whose path is another one.
    if (connection !== this.#watched) this.#pathWarnings = new PathWarnings(connection, now);
    this.#watched = connection;
    this.#warn(this.#pathWarnings?.look(found.pair?.id ?? null, now) ?? []);
    this.#path = pathOf(found);
    onPath(this.#path);
    if (!this.#context.reportTarget()) return;
    this.#intervals.push(statsInterval(found, this.#intervalFrom, now));
    this.#intervalFrom = now;
    if (this.#intervals.length > MAX_INTERVALS) this.#intervals.shift();
  }

  #warn(codes: readonly TelnyxErrorCode[]): void {
    for (const code of codes) {
      this.#told.add(code);
      if (code === 32001 || code === 32002) this.#context.call.mediaTrouble('silent');
      this.#context.onWarning(new TelnyxError(code, { callId: this.#context.call.id }));
    }
  }

  #report(end: CallEnd): CallReport {
    const timings = this.#context.timings();
    return this.#figures.report(end, { timings, path: this.#path, warnings: Object.freeze([...this.#told]) });
  }

  /** As if the call ended now. */
  #reportSoFar(): CallReport {
    const { call, clock } = this.#context;
    const { answeredAt } = call.snapshot;
    const endedAt = clock.now();
    return this.#report({
      call: { ...call.snapshot, endedAt },
      durationMs: answeredAt === null ? 0 : endedAt - answeredAt,
      cause: '',
      causeCode: null,
      sipCode: null,
      sipReason: null,
    });
  }

  #post(report: CallReport, flushReason?: 'page-unload'): void {
    const { clock, logger } = this.#context;
    const target = this.#context.reportTarget();
    if (!target) return;
    const stats = this.#intervals;
    this.#intervals = [];
    const segment = this.#segment++;
    const reason = flushReason && { flushReason };
    void postCallReport({ ...target, report, stats, segment, clock, ...reason }).then((isTaken) => {
      logger.debug('call report', { callId: report.callId, isTaken });
    });
  }
}

function pathOf({ codec, local, remote }: FoundStats): CallPath {
  const text = (value: unknown) => (typeof value === 'string' ? value : null);
  return Object.freeze({
    codec: text(codec?.mimeType),
    localCandidate: text(local?.candidateType),
    remoteCandidate: text(remote?.candidateType),
    protocol: text(local?.protocol),
  });
}
