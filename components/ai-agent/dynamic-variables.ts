import type { CustomHeader } from '../../src/index.js';
import type { BeforeStartDetail } from '../events.js';
import { isRecord } from '../session/attribute-reader.js';
import { FailureReport } from '../session/failure-report.js';
import { localError } from '../session/local-error.js';

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
export function readExtras(
  { declared, dataset, added, headers = [] }: CallExtras,
  element: HTMLElement,
): BeforeStartDetail {
  const variables = { ...declared, ...variablesOfDataset(dataset), ...added };
  tellLosses(element, variables, headers);
  return { variables: { ...cleanVariables(variables) }, customHeaders: mergeHeaders(headers) };
}

/** The headers that the call carries, whatever listeners have made of them. */
export function headersOf(
  { variables, customHeaders }: BeforeStartDetail,
  element: HTMLElement,
): CustomHeader[] {
  const all = isRecord(variables) ? variables : {};
  const own = Array.isArray(customHeaders) ? customHeaders.filter(isHeader) : [];
  tellLosses(element, all, own);
  return mergeHeaders(toHeaders(cleanVariables(all)), own);
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
  return Object.fromEntries(Object.entries(allClean(variables)).slice(0, MOST_VARIABLES));
}

function allClean(variables: Values): Variables {
  const clean = Object.entries(variables)
    .filter(([name, value]) => isSet(value) && !flawOf(name, value))
    .map(([name, value]) => [name, textOf(value)]);
  return Object.fromEntries(clean) as Variables;
}

/**
 * Each variable as the header that Telnyx turns into it, in lower case and with `_` for `-`: `first_name` travels as
 * `X-First-Name`, and so does `firstName`, which has no other way to arrive.
 */
export function toHeaders(variables: Variables): CustomHeader[] {
  return Object.entries(variables).flatMap(([name, value]) => {
    const header = headerName(name.replace(/([a-z\d])([A-Z])/g, '$1-$2'));
    return header ? [{ name: header, value }] : [];
  });
}

/** Own headers of the page, cleaned the same way. A later header replaces an earlier one of its name. */
export function mergeHeaders(...lists: readonly (readonly CustomHeader[])[]): CustomHeader[] {
  return merge(...lists).slice(0, MOST_VARIABLES);
}

function merge(...lists: readonly (readonly CustomHeader[])[]): CustomHeader[] {
  const merged = new Map<string, CustomHeader>();
  for (const { name, value } of lists.flat()) {
    const header = headerName(bareName(name));
    const text = textOf(value);
    if (header && text !== null) merged.set(header.toLowerCase(), { name: header, value: text });
  }
  return [...merged.values()];
}

function headerName(name: string): string | null {
  const words = name.replace(/[^A-Za-z0-9]+/g, '-').replace(/^-+|-+$/g, '');
  if (!words) return null;
  return `X-${words.replace(/(^|-)[a-z]/g, (start) => start.toUpperCase())}`.slice(0, LONGEST_NAME);
}

const bareName = (name: string) => name.replace(/^X-/i, '');

const textOf = (value: unknown): string | null => lineOf(value)?.slice(0, LONGEST_VALUE) ?? null;

/** `null` where it has no form that could travel. */
function lineOf(value: unknown): string | null {
  const text = typeof value === 'string' ? value : jsonOf(value);
  // Control characters could begin another header.
  return text?.replace(/\p{Cc}+/gu, ' ').trim() ?? null;
}

/** With the type that it has. */
const stringify = (value: unknown) => JSON.stringify(value) as string | undefined;

/** `null` for what JSON leaves out, such as a function, and where it fails, as for a BigInt or a circle. */
function jsonOf(value: unknown): string | null {
  try {
    return stringify(value) ?? null;
  } catch {
    return null;
  }
}

const isSet = (value: unknown) => value !== null && value !== undefined;

/** Why a variable or header cannot travel. */
function flawOf(name: string, value: unknown): string | null {
  if (headerName(name) === null) return 'its name has no Latin letter or digit';
  return textOf(value) === null ? 'its value has no JSON form' : null;
}

const told = new WeakMap<Element, Set<string>>();

/** Tells the developer of what the call goes on without: of each mistake once. */
function tellLosses(element: HTMLElement, variables: Values, headers: readonly CustomHeader[]) {
  const known = told.get(element) ?? new Set();
  told.set(element, known);
  for (const message of lossesOf(variables, headers)) {
    if (known.has(message)) continue;
    known.add(message);
    new FailureReport(element).warning(localError({ ...unusable, message }));
  }
}

function lossesOf(variables: Values, headers: readonly CustomHeader[]): string[] {
  const own = headers.map(({ name, value }) => ['header', bareName(name), value] as const);
  const set = Object.entries(variables).filter(([, value]) => isSet(value));
  const all = set.map(([name, value]) => ['variable', name, value] as const);
  const losses = [...all, ...own].flatMap(([kind, name, value]) => {
    const which = `The ${kind} "${name.slice(0, LONGEST_NAME)}"`;
    const flaw = flawOf(name, value);
    if (flaw) return `${which} is left out: ${flaw}.`;
    const isCut = (lineOf(value)?.length ?? 0) > LONGEST_VALUE;
    return isCut ? `${which} is cut to ${String(LONGEST_VALUE)} characters.` : [];
  });
  const isTooMuch = merge(toHeaders(allClean(variables)), headers).length > MOST_VARIABLES;
  const most = `A call takes ${String(MOST_VARIABLES)} variables and headers along; those above that are left out.`;
  return isTooMuch ? [...losses, most] : losses;
}

const unusable = { code: 60002, name: 'INVALID_ATTRIBUTE', fatal: false } as const;
