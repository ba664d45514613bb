import { expect } from '@open-wc/testing';
import * as fc from 'fast-check';
import * as zod from 'zod/mini';

import * as lean from '../../../src/protocol/lean-schema.js';

/** A schema as data, so that both libraries can make it. */
type Plan =
  | { readonly kind: 'string' | 'number' | 'boolean' | 'unknown' | 'null' }
  | { readonly kind: 'literal'; readonly value: string }
  | { readonly kind: 'enum'; readonly values: readonly string[] }
  | { readonly kind: 'array' | 'optional' | 'nullish'; readonly inner: Plan }
  | { readonly kind: 'catch'; readonly inner: Plan; readonly value: string | null }
  | { readonly kind: 'union'; readonly options: readonly Plan[] }
  | { readonly kind: 'object' | 'looseObject'; readonly shape: Readonly<Record<string, Plan>> };

interface Outcome {
  readonly success: boolean;
  readonly data?: unknown;
  readonly error?: {
    readonly issues: readonly { readonly code: string; readonly path: readonly PropertyKey[] }[];
  };
}

interface Schema {
  safeParse(value: unknown): Outcome;
}

/** What both have in common; their types do not overlap, their functions do. */
type Library = Readonly<Record<string, (...args: unknown[]) => Schema>>;

function make(library: Library, plan: Plan): Schema {
  const of = (name: string, ...args: unknown[]) => {
    const create = library[name];
    if (!create) throw new Error(`There is no ${name}.`);
    return create(...args);
  };
  switch (plan.kind) {
    case 'literal':
      return of(plan.kind, plan.value);
    case 'enum':
      return of(plan.kind, plan.values);
    case 'array':
    case 'optional':
    case 'nullish':
      return of(plan.kind, make(library, plan.inner));
    case 'catch':
      return of(plan.kind, make(library, plan.inner), plan.value);
    case 'union':
      return of(
        plan.kind,
        plan.options.map((option) => make(library, option)),
      );
    case 'object':
    case 'looseObject': {
      const members = Object.entries(plan.shape).map(([name, member]) => [name, make(library, member)]);
      return of(plan.kind, Object.fromEntries(members));
    }
    default:
      return of(plan.kind);
  }
}

/** Few names and words, so that schemas and values often meet. */
const name = fc.constantFrom('a', 'b', 'c', 'id');
const word = fc.constantFrom('', 'x', 'y');

const { plan } = fc.letrec<{ plan: Plan; strict: Plan }>((tie) => ({
  /** A fallback stands around other schemas, as ours do; zod has surprises for one inside `optional()`. */
  plan: fc.oneof(
    { weight: 3, arbitrary: tie('strict') },
    {
      weight: 1,
      arbitrary: fc.record({ kind: fc.constant('catch'), inner: tie('strict'), value: fc.option(word) }),
    },
  ),
  strict: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.record({ kind: fc.constantFrom('string', 'number', 'boolean', 'unknown', 'null') }),
    fc.record({ kind: fc.constant('literal'), value: word }),
    fc.record({ kind: fc.constant('enum'), values: fc.constant(['x', 'y']) }),
    fc.record({ kind: fc.constantFrom('optional', 'nullish'), inner: tie('strict') }),
    fc.record({ kind: fc.constant('array'), inner: tie('plan') }),
    fc.record({
      kind: fc.constant('union'),
      options: fc.array(tie('strict'), { minLength: 2, maxLength: 3 }),
    }),
    fc.record({
      kind: fc.constantFrom('object', 'looseObject'),
      shape: fc.dictionary(name, tie('plan'), { maxKeys: 4 }),
    }),
  ),
}));

const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.oneof(
      word,
      fc.integer(),
      fc.boolean(),
      fc.constantFrom(null, undefined, Number.POSITIVE_INFINITY, NaN),
    ),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.oneof(name, fc.constantFrom('__proto__', 'constructor')), tie('value'), { maxKeys: 4 }),
  ),
}));

const facts = ({ success, data, error }: Outcome) => ({
  success,
  data,
  issues: error?.issues.map(({ code, path }) => ({ code, path: [...path] })),
});

describe('the lean schemas', () => {
  it('take, refuse and report what those of zod do', () => {
    let taken = 0;
    let refused = 0;
    fc.assert(
      fc.property(plan, value, (schema, input) => {
        const expected = make(zod as unknown as Library, schema).safeParse(input);
        const actual = make(lean as unknown as Library, schema).safeParse(input);

        expect(facts(actual)).to.deep.equal(facts(expected));
        if (expected.success) taken += 1;
        else refused += 1;
      }),
      { numRuns: 5000 },
    );

    // Neither kind alone would prove much.
    expect(Math.min(taken, refused)).to.be.greaterThan(300);
  });

  it('let nothing into the prototype', () => {
    const input: unknown = JSON.parse('{"__proto__":{"polluted":1},"a":1}');
    for (const schema of [lean.object({ a: lean.number() }), lean.looseObject({})]) {
      const { data } = schema.safeParse(input) as Outcome;

      expect(data).to.deep.equal({ a: 1 });
      expect((data as Record<string, unknown>).polluted).to.equal(undefined);
    }
  });
});
