/** What a token says about itself; `null` where it does not say, or is no JSON web token. */
export interface TokenClaims {
  /** Epoch milliseconds. */
  readonly expiresAt: number | null;
  /** For whom it was made: no secret. */
  readonly subject: string | null;
}

/** Reads a token without checking it, which is the gateway's business. Never throws. */
export function tokenClaims(token: string): TokenClaims {
  let claims: unknown;
  try {
    const payload = token.split('.')[1] ?? '';
    claims = JSON.parse(atob(payload.replaceAll('-', '+').replaceAll('_', '/')));
  } catch {
    claims = null;
  }
  const { exp, sub } = Object(claims) as Readonly<Record<string, unknown>>;
  const isTime = typeof exp === 'number' && Number.isFinite(exp) && exp > 0;
  return { expiresAt: isTime ? exp * 1000 : null, subject: typeof sub === 'string' ? sub : null };
}
