/**
 * Failures after which the page's own `fallback` is the better way, since nothing here reaches the agent: no
 * script, no WebRTC, no secure page, no network, no gateway, no login.
 */
const UNREACHABLE: ReadonlySet<number> = new Set([
  45001, 45002, 45003, 45004, 46001, 46002, 46003, 48001, 60001, 60003, 60004, 60005, 60006, 60014,
]);

export const isUnreachable = (error: { readonly code: number } | null): boolean =>
  error !== null && UNREACHABLE.has(error.code);
