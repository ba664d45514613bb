import type { TelnyxSessionOptions } from './session-options.js';

const numbers = new WeakMap<object, number>();
let next = 1;

/** A number for a thing that has no text of its own, the same as long as it is the same thing. */
function numberOf(thing: object): number {
  const known = numbers.get(thing) ?? next++;
  numbers.set(thing, known);
  return known;
}

/**
 * The same text for options that lead to the same session: who logs in, where, and with what media. Callbacks
 * and tones do not count: a second session of the same login would fight with the first for its registration. It
 * holds credentials only as a digest.
 */
export function sessionKey(options: TelnyxSessionOptions): string {
  const { logger, tones, ...rest } = options;
  const text = JSON.stringify(rest, (name, value: unknown) => {
    if (/^on[A-Z]/.test(name)) return undefined;
    if (typeof value === 'function') return `#${String(numberOf(value))}`;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    const isPlain = Object.getPrototypeOf(value) === Object.prototype;
    return isPlain ? Object.fromEntries(Object.entries(value).sort()) : `#${String(numberOf(value))}`;
  });
  return digest(text);
}

/** FNV-1a in 53 bits: short, one-way enough for a key, not meant against an attacker on the page itself. */
export function digest(text: string): string {
  let high = 0xcbf29ce4;
  let low = 0x84222325;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    high = Math.imul(high ^ code, 0x01000193) >>> 0;
    low = Math.imul(low ^ code ^ high, 0x01000193) >>> 0;
  }
  return high.toString(36) + low.toString(36);
}
