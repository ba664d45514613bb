import { randomUUID } from 'node:crypto';

/** A token as this gateway takes it: a JSON web token that nobody signed, good for `seconds` from now. */
export function createToken(user: string, seconds: number): string {
  const expires = Math.floor(Date.now() / 1000) + seconds;
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return [part({ alg: 'none' }), part({ sub: user, exp: expires, jti: randomUUID() }), ''].join('.');
}

/** The user a token stands for: its `sub`, or `''`; the signature is nobody's business here. */
export function subjectOf(token: string): string {
  const { sub } = payloadOf(token);
  return typeof sub === 'string' ? sub : '';
}

/** Whether a token names a time in the past; most do not name any. */
export function isExpired(token: string): boolean {
  const { exp } = payloadOf(token);
  return typeof exp === 'number' && exp * 1000 <= Date.now();
}

function payloadOf(token: string): { readonly sub?: unknown; readonly exp?: unknown } {
  try {
    const payload: unknown = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
    return typeof payload === 'object' && payload !== null ? payload : {};
  } catch {
    return {};
  }
}
