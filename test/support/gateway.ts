import { executeServerCommand } from '@web/test-runner-commands';

import type { CallReport } from '../../demo/gateway/call-report.js';
import type { FrameRecord } from '../../demo/gateway/frame-record.js';
import type { GatewayCommand } from '../../demo/gateway/gateway-command.js';
import type { GatewayReport } from '../../demo/gateway/observer.js';
import type { ScenarioName } from '../../demo/gateway/scenarios.js';

export type { CallReport, FrameRecord, GatewayCommand, GatewayReport, ScenarioName };

/** What a test wants of the gateway of the test server. */
export interface GatewayUrlOptions {
  readonly scenario?: ScenarioName;
  /** The name under which `report` and `command` find the connection. */
  readonly tag?: string;
  /** Milliseconds by which each frame is late, in either direction. */
  readonly delay?: number;
  /** Milliseconds after the answer at which the scenario `drop` cuts the socket. */
  readonly after?: number;
  /** Sound of at least this many milliseconds counts as speech. */
  readonly speechMs?: number;
  /** Loudness (0 to 1) from which sound may be speech. */
  readonly speechLevel?: number;
  /** What the first questions for the registration are answered with, such as `UNREGED,UNREGED`; then `REGED`. */
  readonly states?: string;
  /** When calls are offered again to a client that came back. */
  readonly attach?: 'before-registered' | 'after-registered' | 'never';
  /** Candidates of the gateway: with `a=` before them, or one by one also for who did not ask for that. */
  readonly candidates?: 'prefixed' | 'late';
  /** Methods whose requests are refused, `method` or `method:code`, comma between. */
  readonly refuse?: string;
  /** Methods whose requests are never answered, comma between. */
  readonly ignore?: string;
}

/** A tag that no other test uses. */
export function uniqueTag(): string {
  return crypto.randomUUID();
}

/** The URL of the gateway that runs inside the test server. */
export function gatewayUrl({ speechMs, speechLevel, ...options }: GatewayUrlOptions = {}): string {
  const url = new URL('/gateway', location.href);
  url.protocol = location.protocol === 'https:' ? 'wss:' : 'ws:';
  const query = { ...options, 'speech-ms': speechMs, 'speech-level': speechLevel };
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) url.searchParams.set(name, String(value));
  }
  return url.href;
}

/** What the gateway saw so far of the connections with this tag. */
export function report(tag: string): Promise<GatewayReport> {
  return executeServerCommand<GatewayReport, { tag: string }>('gateway-report', { tag });
}

/** Makes the gateway act on the connection with this tag; rejects when that cannot be. */
export async function command(tag: string, what: GatewayCommand): Promise<void> {
  await executeServerCommand('gateway-command', { tag, command: what });
}

/**
 * Resolves with the first report that `isMet` accepts; the gateway is asked again until then. The test's own
 * time limit ends a wait that is never met.
 */
export async function reportWhen(
  tag: string,
  isMet: (report: GatewayReport) => boolean,
): Promise<GatewayReport> {
  for (;;) {
    const current = await report(tag);
    if (isMet(current)) return current;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

const POLL_MS = 50;
