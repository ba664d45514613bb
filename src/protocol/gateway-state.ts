import * as z from 'zod/mini';

/** S→C `telnyx_rtc.clientReady`: the login was processed; which calls survived a reconnect. */
export const clientReadyParams = z.object({
  reattached_sessions: z.optional(z.unknown()),
});

/** The ids in that list: what is none is passed over, and `null` stands for a list that cannot be read. */
export function reattachedIn(list: unknown): readonly string[] | null {
  if (!Array.isArray(list ?? [])) return null;
  return ((list ?? []) as unknown[]).filter((id) => typeof id === 'string');
}

const gatewayStateBody = z.object({
  state: z.string(),
  call_report_id: z.nullish(z.string()),
  dc: z.nullish(z.string()),
  region: z.nullish(z.string()),
});

/** Result of our `telnyx_rtc.gatewayState`. */
export const gatewayStateResult = z.object({ params: gatewayStateBody, sessid: z.nullish(z.string()) });

/** S→C `telnyx_rtc.gatewayState` pushed by the server. */
export const gatewayStateParams = gatewayStateBody;

/** What a gateway state means for a client. Unknown states are `progress`. */
export type GatewayVerdict = 'registered' | 'not-yet' | 'failed' | 'progress';

const VERDICTS: ReadonlyMap<string, GatewayVerdict> = new Map([
  ['REGED', 'registered'],
  ['REGISTER', 'registered'],
  ['UNREGED', 'not-yet'],
  ['NOREG', 'not-yet'],
  ['FAILED', 'failed'],
  ['FAIL_WAIT', 'failed'],
  ['TIMEOUT', 'failed'],
]);

/** Sorts the gateway's state words into the four things a client can do about them. */
export function gatewayVerdict(state: string): GatewayVerdict {
  return VERDICTS.get(state) ?? 'progress';
}
