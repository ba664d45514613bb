import type { Clock } from '../shared/clock.js';
import type { Logger } from '../shared/logger.js';
import type { CallReport } from './call-report.js';
import { clientSummary, type ReportedOptions } from './client-summary.js';
import type { FoundStats } from './find-stats.js';
import { type CallReportPost, type FlushReason, postCallReport } from './post-call-report.js';
import { statsInterval } from './stats-interval.js';

/** Where reports go; `null` where none are wanted or the gateway gave no id for them. */
export type ReportTarget = Pick<
  CallReportPost,
  'gatewayUrl' | 'callReportId' | 'voiceSdkId' | 'sessid' | 'fetch'
> | null;

export interface TelnyxReportContext {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly options: ReportedOptions;
  readonly target: () => ReportTarget;
  /** As if the call ended now. */
  readonly soFar: () => CallReport;
}

/** As the official SDK: an interval is five readings, one a second, and a part is sent after 180 s. */
const READINGS = 5;
const INTERVALS = 36;

/** Reports one call to Telnyx, in parts. Loaded where the gateway asked for reports. */
export class TelnyxReport {
  readonly #context: TelnyxReportContext;
  #intervals: object[] = [];
  #readings: FoundStats[] = [];
  #before: FoundStats = {};
  #intervalFrom: number;
  #iceServers: readonly RTCIceServer[] = [];
  #segment = 0;

  constructor(context: TelnyxReportContext) {
    this.#context = context;
    this.#intervalFrom = context.clock.now();
  }

  /** To be called once a second with the newest reading. */
  add(reading: FoundStats, { iceServers = [] }: RTCConfiguration): void {
    this.#iceServers = iceServers;
    this.#readings.push(reading);
    if (this.#readings.length >= READINGS) this.#endInterval();
    if (this.#intervals.length >= INTERVALS) this.post(this.#context.soFar(), 'buffer-limit');
  }

  post(report: CallReport, flushReason?: FlushReason): void {
    const { clock, logger, options, target: targetNow } = this.#context;
    const target = targetNow();
    if (!target) return;
    this.#endInterval();
    const stats = this.#intervals;
    this.#intervals = [];
    const summary = clientSummary(options, target.gatewayUrl, this.#iceServers);
    const segment = this.#segment++;
    const post = { ...target, report, clientSummary: summary, stats, segment, flushReason, clock };
    void postCallReport(post).then((isTaken) => {
      logger.debug('call report', { callId: report.callId, segment, isTaken });
    });
  }

  #endInterval(): void {
    const last = this.#readings.at(-1);
    if (!last) return;
    const now = this.#context.clock.now();
    this.#intervals.push(statsInterval(this.#readings, this.#before, this.#intervalFrom, now));
    this.#readings = [];
    this.#before = last;
    this.#intervalFrom = now;
  }
}
