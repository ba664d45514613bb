import type { Clock } from '../shared/clock.js';
import { delay } from '../shared/delay.js';
import { VERSION } from '../shared/version.js';
import type { CallReport } from './call-report.js';

/** Why a part of a report is sent before the call is over. */
export type FlushReason = 'page-unload' | 'buffer-limit';

export interface CallReportPost {
  /** The address of the gateway's socket. */
  readonly gatewayUrl: string;
  /** What the gateway gave at login; without it there is nothing to post to. */
  readonly callReportId: string;
  readonly voiceSdkId: string | null;
  readonly sessid: string;
  readonly report: CallReport;
  readonly clientSummary: object;
  readonly stats: readonly object[];
  /** Which part of the call's report this is, from 0. */
  readonly segment: number;
  readonly flushReason?: FlushReason | undefined;
  readonly clock: Clock;
  readonly fetch: typeof globalThis.fetch;
}

const RETRY_DELAYS_MS = [500, 1000, 2000];
const TIMEOUT_MS = 10_000;
/** What a browser carries on after the page is gone; a part of three minutes comes near it, through TURN above it. */
const KEEPALIVE_BYTES = 60 * 1024;

/**
 * Posts a report to the gateway's host, as the official SDK does. Resolves with whether it arrived; never
 * rejects, and nothing waits for it.
 */
export async function postCallReport(post: CallReportPost): Promise<boolean> {
  const { gatewayUrl, callReportId, voiceSdkId, report, flushReason, clock, fetch } = post;
  const url = new URL('/call_report', gatewayUrl.replace(/^ws/, 'http'));
  const stats = [...post.stats];
  let body: string;
  let fits: boolean;
  do {
    body = serialize({ ...post, stats });
    fits = new Blob([body]).size <= KEEPALIVE_BYTES;
    // Where nothing else would arrive, the newest intervals are worth more than none.
  } while (!fits && flushReason === 'page-unload' && stats.shift());
  const request: RequestInit = {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      'x-call-report-id': callReportId,
      'x-call-id': report.callId,
      ...(voiceSdkId ? { 'x-voice-sdk-id': voiceSdkId } : {}),
    },
    body,
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
    // With the next page in view, or soon to be.
    keepalive: fits && flushReason !== 'buffer-limit',
  };
  for (const waitMs of flushReason === 'page-unload' ? [null] : [...RETRY_DELAYS_MS, null]) {
    let status = 0;
    try {
      ({ status } = await fetch(url, { ...request, signal: AbortSignal.timeout(TIMEOUT_MS) }));
    } catch {
      // As an answer that did not come; also where a header cannot be sent.
    }
    if (status >= 200 && status < 300) return true;
    // What was understood and refused is refused the next time too.
    const isWorthAnother = status === 0 || status === 429 || status >= 500;
    if (waitMs === null || !isWorthAnother) return false;
    await delay(waitMs, clock, new AbortController().signal);
  }
  return false;
}

function serialize({ report, clientSummary, stats, segment, flushReason, sessid }: CallReportPost): string {
  const { callId, direction, durationMs, startedAt, endedAt, telnyxSessionId, telnyxLegId } = report;
  const summary = {
    callId,
    direction,
    state: flushReason ? 'active' : 'ended',
    durationSeconds: durationMs / 1000,
    telnyxSessionId,
    telnyxLegId,
    voiceSdkSessionId: sessid,
    sdkVersion: VERSION,
    startTimestamp: new Date(startedAt).toISOString(),
    endTimestamp: new Date(endedAt).toISOString(),
    clientSummary,
  };
  return JSON.stringify({
    summary,
    stats,
    segment,
    ...(flushReason ? { flushReason: { type: flushReason } } : {}),
  });
}
