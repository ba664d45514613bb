import type { Call } from '../call/call.js';
import type { CallEnd } from '../call/call-snapshot.js';
import type { CallQuality } from '../media/call-quality.js';
import type { MediaStats } from '../media/media-engine.js';
import { CallFigures, type CallPath, type CallReport } from '../quality/call-report.js';
import type { CallTimings } from '../quality/call-timings.js';
import { CallWarnings } from '../quality/call-warnings.js';
import { PathWarnings } from '../quality/path-warnings.js';
import type { ReportedOptions } from '../quality/client-summary.js';
import { findStats, type FoundStats } from '../quality/find-stats.js';
import type { ReportTarget, TelnyxReport } from '../quality/telnyx-report.js';
import type { Clock } from '../shared/clock.js';
import { delay } from '../shared/delay.js';
import { TelnyxError, type TelnyxErrorCode } from '../shared/errors.js';
import type { Logger } from '../shared/logger.js';

export interface CallCareContext {
  readonly call: Call;
  readonly options: ReportedOptions;
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

const LOOK_INTERVAL_MS = 1000;

/**
 * Looks after the quality of one call: warnings while it lasts, of its path from the beginning and of its sound from
 * the answer on, and a report when it is over. Nothing of the call waits for it.
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
  #telnyx: TelnyxReport | null = null;

  constructor(context: CallCareContext) {
    this.#context = context;
    const { call } = context;
    const { signal } = this.#lifetime;
    context.page?.addEventListener(
      'pagehide',
      () => {
        this.#telnyx?.post(this.#reportSoFar(), 'page-unload');
      },
      { signal },
    );
    void this.#watch(signal);
    void call.ended.then(async (end) => {
      this.#lifetime.abort();
      if (end.call.answeredAt === null) return;
      const report = this.#report(end);
      context.onReport(report);
      (await this.#loadTelnyx())?.post(report);
    });
  }

  /** To be called once a second with the newest figures. */
  sample(quality: CallQuality, stats: MediaStats): void {
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
  }

  /** Once a second until the call is over, whatever its state. */
  async #watch(signal: AbortSignal): Promise<void> {
    const { call, clock } = this.#context;
    while (!signal.aborted) {
      // A connection that gives no figures, as between two of them, is looked at again.
      if (call.peerConnection) await this.#look(call.peerConnection).catch(() => undefined);
      await delay(LOOK_INTERVAL_MS, clock, signal).catch(() => undefined);
    }
  }

  async #look(connection: RTCPeerConnection): Promise<void> {
    const { call, clock, onPath } = this.#context;
    if (connection !== this.#watched) this.#follow(connection);
    const found = findStats(await connection.getStats());
    if (this.#lifetime.signal.aborted) return;
    this.#warn(this.#pathWarnings?.look(found.pair?.id ?? null, clock.now()) ?? []);
    this.#path = pathOf(found);
    onPath(this.#path);
    if (call.snapshot.answeredAt === null) return;
    (await this.#loadTelnyx())?.add(found, connection.getConfiguration());
  }

  /** The first connection of a call we place gathers from its start; one that rings, or goes on, from its description. */
  #follow(connection: RTCPeerConnection): void {
    const { call, clock } = this.#context;
    const { signal } = this.#lifetime;
    const { direction, recovered, startedAt } = call.snapshot;
    const isFirst = !this.#watched && direction === 'outbound' && !recovered;
    const path = new PathWarnings(connection, isFirst ? startedAt : null);
    this.#watched = connection;
    this.#pathWarnings = path;
    connection.addEventListener(
      'connectionstatechange',
      () => {
        this.#warn(path.look(null, clock.now()));
      },
      { signal },
    );
  }

  async #loadTelnyx(): Promise<TelnyxReport | null> {
    const { options, clock, logger, reportTarget } = this.#context;
    if (this.#telnyx || !reportTarget()) return this.#telnyx;
    try {
      const { TelnyxReport } = await import('../quality/telnyx-report.js');
      const soFar = () => this.#reportSoFar();
      return (this.#telnyx ??= new TelnyxReport({ options, clock, logger, target: reportTarget, soFar }));
    } catch (error) {
      logger.warn('call report could not be loaded', { error: String(error) });
      return null;
    }
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
