/** A piece of a message: plain text, or an address worth a link. */
export type TextSegment = string | { readonly text: string; readonly href: string };

/** http(s), mailto and tel with their scheme, and bare `www.` names. Anything else stays text. */
export const ADDRESS = /\b(?:https?:\/\/|www\.)[^\s<>"'`]+|\b(?:mailto|tel):[^\s<>"'`]+/gi;
/** What ends a sentence rather than an address. */
const TRAILING = /[.,;:!?…)\]}»”’]+$/;
/** Longer messages stay plain text: no visitor follows links in them, and they must not cost time. */
export const LONGEST = 20_000;
/** An address longer than that says nothing to a reader. */
const LONGEST_ADDRESS = 2000;
/** Marks that turn the reading direction and could make an address read as another one. */
const DIRECTION_MARKS = /[\u202a-\u202e\u2066-\u2069]/g;

export const withoutDirectionMarks = (text: string) => text.replace(DIRECTION_MARKS, '');

/** Finds the addresses in a message. The result is text and addresses only, never markup. */
export function linkText(message: string): TextSegment[] {
  const text = withoutDirectionMarks(message);
  if (text.length > LONGEST) return [text];
  const segments: TextSegment[] = [];
  let end = 0;
  for (const { 0: match, index } of text.matchAll(ADDRESS)) {
    if (match.length > LONGEST_ADDRESS) continue;
    const address = trimAddress(match);
    const href = safeHref(address);
    if (!href) continue;
    if (index > end) segments.push(text.slice(end, index));
    segments.push({ text: address, href });
    end = index + address.length;
  }
  if (end < text.length) segments.push(text.slice(end));
  return segments;
}

/** A closing bracket belongs to the address when it was opened inside it, as in Wikipedia's. */
function trimAddress(match: string): string {
  const trimmed = match.replace(TRAILING, '');
  return match.startsWith(`${trimmed})`) && trimmed.includes('(') ? `${trimmed})` : trimmed;
}

/** The address if it is one that a visitor may be led to. */
export function safeHref(address: string): string | null {
  const complete = /^www\./i.test(address) ? `https://${address}` : address;
  if (address.length > LONGEST_ADDRESS || !URL.canParse(complete)) return null;
  const { protocol, username, password, href } = new URL(complete);
  // `https://bank.example@evil.example` leads elsewhere than it reads.
  if (username || password) return null;
  return ['http:', 'https:', 'mailto:', 'tel:'].includes(protocol) ? href : null;
}
