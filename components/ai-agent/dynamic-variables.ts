import type { CustomHeader } from '../../src/index.js';
import type { BeforeStartDetail } from '../events.js';
import { isRecord } from '../session/attribute-reader.js';

/** What one call may carry; the rest is left out. */
const MOST_VARIABLES = 50;
const LONGEST_NAME = 64;
const LONGEST_VALUE = 512;

export type Variables = Readonly<Record<string, string>>;

type Values = Readonly<Record<string, unknown>>;

/** Where a page can say what a call takes along. */
export interface CallExtras {
  /** Of the attribute or property `variables`. */
  readonly declared: Values | undefined;
  readonly dataset: DOMStringMap;
  /** Given to `setVariables()`. */
  readonly added: Values;
  readonly headers: readonly CustomHeader[] | undefined;
}

/** What the page has said so far, clean and within limits; a listener of `telnyx-before-start` may change it. */
export function readExtras({ declared, dataset, added, headers = [] }: CallExtras): BeforeStartDetail {
  const variables = cleanVariables({ ...declared, ...variablesOfDataset(dataset), ...added });
  return { variables: { ...variables }, customHeaders: mergeHeaders(headers) };
}

/** The headers that the call carries, whatever listeners have made of them. */
export function headersOf({ variables, customHeaders }: BeforeStartDetail): CustomHeader[] {
  const own = Array.isArray(customHeaders) ? customHeaders.filter(isHeader) : [];
  return mergeHeaders(toHeaders(cleanVariables(isRecord(variables) ? variables : {})), own);
}

const isHeader = (value: unknown): value is CustomHeader =>
  isRecord(value) && typeof value.name === 'string' && 'value' in value;

/** `data-var-first-name="Ada"` stands for the variable `first_name`. */
export function variablesOfDataset(dataset: DOMStringMap): Variables {
  const variables: Record<string, string> = {};
  for (const [key, value] of Object.entries(dataset)) {
    if (!/^var[A-Z-]/.test(key) || value === undefined) continue;
    const name = key
      .slice(3)
      .replace(/[A-Z]/g, (letter, index) => (index > 0 ? '_' : '') + letter.toLowerCase());
    variables[name.replace(/^-/, '')] = value;
  }
  return variables;
}

/** Variables as text, without line breaks and within limits: they come from the page and go into SIP headers. */
export function cleanVariables(variables: Values): Variables {
  const clean = Object.entries(variables)
    .filter(([name, value]) => value !== null && value !== undefined && headerName(name) !== null)
    .slice(0, MOST_VARIABLES)
    .map(([name, value]) => [name, textOf(value)]);
  return Object.fromEntries(clean) as Variables;
}

/** Each variable as the header that Telnyx turns into it: `first_name` travels as `X-First-Name`. */
export function toHeaders(variables: Variables): CustomHeader[] {
  return Object.entries(variables).flatMap(([name, value]) => {
    const header = headerName(name);
    return header ? [{ name: header, value }] : [];
  });
}

/** Own headers of the page, cleaned the same way. A later header replaces an earlier one of its name. */
export function mergeHeaders(...lists: readonly (readonly CustomHeader[])[]): CustomHeader[] {
  const merged = new Map<string, CustomHeader>();
  for (const { name, value } of lists.flat()) {
    const header = headerName(name.replace(/^X-/i, ''));
    if (header) merged.set(header.toLowerCase(), { name: header, value: textOf(value) });
  }
  return [...merged.values()].slice(0, MOST_VARIABLES);
}

function headerName(name: string): string | null {
  const words = name.replace(/[^A-Za-z0-9]+/g, '-').replace(/^-+|-+$/g, '');
  if (!words) return null;
  return `X-${words.replace(/(^|-)[a-z]/g, (start) => start.toUpperCase())}`.slice(0, LONGEST_NAME);
}

function textOf(value: unknown): string {
  const text = typeof value === 'string' ? value : jsonOf(value);
  // Control characters could begin another header.
  return text
    .replace(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(0, LONGEST_VALUE);
}

/** What JSON has no form for, such as a function, is empty. */
const jsonOf = (value: unknown) => (JSON.stringify(value) as string | undefined) ?? '';
