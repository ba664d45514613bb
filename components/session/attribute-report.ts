import type { AttributeProblem } from './attribute-reader.js';
import type { FailureReport } from './failure-report.js';
import { localError } from './local-error.js';
import { unknownAttributes } from './unknown-attributes.js';

const invalidAttribute = { code: 60002, name: 'INVALID_ATTRIBUTE', fatal: false } as const;
const told = new WeakMap<Element, Set<string>>();

/** Tells the developer of attributes that mean nothing or cannot be used: of each mistake once. */
export function reportAttributes(
  element: Element,
  problems: readonly AttributeProblem[],
  report: FailureReport,
) {
  const known = told.get(element) ?? new Set();
  told.set(element, known);
  const tell = (kind: 'error' | 'warning', attribute: string, message: string) => {
    if (known.has(message)) return;
    known.add(message);
    report[kind](Object.assign(localError({ ...invalidAttribute, message }), { context: { attribute } }));
  };
  for (const problem of problems) {
    tell('error', problem.attribute, `The attribute ${problem.attribute} is ignored: ${reasonOf(problem)}.`);
  }
  for (const name of unknownAttributes(element)) {
    // No error: a page made for the official element may have attributes that only that one knows.
    tell('warning', name, `<${element.localName}> has no attribute ${name}.`);
  }
}

function reasonOf({ value = '', choices, bounds, example }: AttributeProblem): string {
  if (example) return `"${clip(value)}" cannot be read as "${example}" can`;
  if (choices) return `"${clip(value)}" is none of ${choices.join(', ')}`;
  if (bounds) return `"${clip(value)}" is no whole number from ${bounds.join(' to ')}`;
  return 'it holds no JSON of the expected shape';
}

const clip = (value: string) => (value.length > 40 ? `${value.slice(0, 40)}…` : value);
