/** What was typed or pasted, made into something that can be called; or why that is impossible. */
export type PhoneNumber =
  { readonly ok: true; readonly value: string } | { readonly ok: false; readonly problem: NumberProblem };

/** The words for it, by name in the string table. */
export type NumberProblem = 'numberMissing' | 'numberInvalid' | 'numberTooLong';

/** For a `TelnyxError` that says so; the words belong to whoever tells it. */
export const notCallable = { code: 44002, name: 'INVALID_CALL_PARAMETERS', fatal: false } as const;

/** The longest address that is worth looking at; RFC 3261 names no limit, servers take about this much. */
const LONGEST = 255;
/** E.164 allows 15 digits; service codes have star and hash. */
const NUMBER = /^\+?[0-9*#]{1,20}$/;
const SIP_ADDRESS = /^sips?:[^\s@<>";,]{1,128}@[a-z0-9.-]{1,120}(:\d{1,5})?$/i;
/** A user of the same SIP connection, by name. */
const SIP_USER = /^[a-z][a-z0-9._-]{0,63}$/i;
/** What people write between digits, with the dashes and blanks of word processors. */
const SEPARATORS = /[\s().\-/\u00a0\u2010-\u2015\u2060\u200b-\u200f\u202a-\u202e]/g;

/** Reads a phone number (E.164 or national digits), a SIP address, or the name of a SIP user. */
export function readPhoneNumber(text: string): PhoneNumber {
  const trimmed = text.trim();
  if (trimmed === '') return { ok: false, problem: 'numberMissing' };
  if (trimmed.length > LONGEST) return { ok: false, problem: 'numberTooLong' };
  const bare = trimmed.replace(/^(tel|callto):/i, '').replace(/;.*$/, '');
  const number = bare.normalize('NFKC').replace(/\(0\)/, '').replace(SEPARATORS, '');
  if (/^\+?\d{16,}$/.test(number)) return { ok: false, problem: 'numberTooLong' };
  if (NUMBER.test(number)) return { ok: true, value: number };
  const address = /^[^\s:@]+@[^\s@]+$/.test(bare) ? `sip:${bare}` : bare;
  if (SIP_ADDRESS.test(address) || SIP_USER.test(bare)) return { ok: true, value: address };
  return { ok: false, problem: 'numberInvalid' };
}

/** A pasted text as it should stand in the field: a number without its decoration, anything else as it is. */
export function cleanPasted(text: string): string {
  const read = readPhoneNumber(text);
  return read.ok
    ? read.value
    : text
        .trim()
        .slice(0, LONGEST + 1)
        .replace(/\s+/g, ' ');
}
