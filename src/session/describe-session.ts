import { VERSION } from '../shared/version.js';
import type { SessionSnapshot } from './session-snapshot.js';

/** A report for support: what the session is and how its calls went, without names, numbers, headers or words said. */
export function describeSession(snapshot: SessionSnapshot): Record<string, unknown> {
  const { status, error, calls, region, dc, callReportId, quality, transcript } = snapshot;
  return {
    version: VERSION,
    status,
    region,
    dc,
    callReportId,
    error: error && { code: error.code, name: error.name, ...error.context },
    quality,
    transcriptItems: transcript.length,
    calls: calls.map(({ remoteName, remoteNumber, customHeaders, ...call }) => call),
    userAgent: typeof navigator === 'undefined' ? null : navigator.userAgent,
  };
}
