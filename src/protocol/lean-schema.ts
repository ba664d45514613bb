/**
 * The part of `zod/mini` that our schemas use, for the script tag: with it a page loads some 4 kB less. The
 * build puts it in the place of `zod/mini`; everybody else gets zod itself. Tests compare both on random schemas and values, and
 * see to it that nothing is used that is not here.
 */

interface Issue {
  readonly code: 'invalid_type' | 'invalid_value' | 'invalid_union';
  readonly path: readonly (string | number)[];
}

type Run = (value: unknown, path: Issue['path'], issues: Issue[]) => unknown;

interface Schema {
  readonly run: Run;
  /** Whether a member may be missing. */
  readonly mayLack: boolean;
  safeParse(value: unknown): object;
  /** Throws what `safeParse` would report. */
  parse(value: unknown): unknown;
}

type Shape = Readonly<Record<string, Schema>>;

function schema(run: Run, mayLack = false): Schema {
  const safeParse = (value: unknown) => {
    const issues: Issue[] = [];
    const data = run(value, [], issues);
    return issues.length > 0
      ? ({ success: false, error: { issues } } as const)
      : ({ success: true, data } as const);
  };
  const parse = (value: unknown) => {
    const parsed = safeParse(value);
    if (parsed.success) return parsed.data;
    throw new TypeError(parsed.error.issues[0]?.code);
  };
  return { run, mayLack, safeParse, parse };
}

/** A schema that takes a value as it is, or not at all. */
const simple = (code: Issue['code'], isRight: (value: unknown) => boolean) =>
  schema((value, path, issues) => {
    if (!isRight(value)) issues.push({ code, path });
    return value;
  });

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const string = () => simple('invalid_type', (value) => typeof value === 'string');
export const number = () => simple('invalid_type', Number.isFinite);
export const boolean = () => simple('invalid_type', (value) => typeof value === 'boolean');
export const unknown = () => schema((value) => value);
export const literal = (expected: unknown) => simple('invalid_value', (value) => value === expected);

const nothing = () => simple('invalid_type', (value) => value === null);
const oneOf = (values: readonly unknown[]) => simple('invalid_value', (value) => values.includes(value));
const orElse = ({ run }: Schema, fallback: unknown) =>
  schema((value, path) => {
    const issues: Issue[] = [];
    const result = run(value, path, issues);
    return issues.length > 0 ? fallback : result;
  }, true);
export { nothing as null, oneOf as enum, orElse as catch };

export const optional = ({ run, mayLack }: Schema) =>
  schema((value, path, issues) => (value === undefined && !mayLack ? value : run(value, path, issues)), true);

export const nullish = ({ run, mayLack }: Schema) =>
  optional(schema((value, path, issues) => (value === null ? value : run(value, path, issues)), mayLack));

export const array = ({ run }: Schema) =>
  schema((value, path, issues) => {
    if (Array.isArray(value)) return value.map((item, index) => run(item, [...path, index], issues));
    issues.push({ code: 'invalid_type', path });
    return value;
  });

export const union = (options: readonly Schema[]) =>
  schema(
    (value, path, issues) => {
      for (const { run } of options) {
        const own: Issue[] = [];
        const result = run(value, path, own);
        if (own.length === 0) return result;
      }
      issues.push({ code: 'invalid_union', path });
      return value;
    },
    options.some(({ mayLack }) => mayLack),
  );

const members = (shape: Shape, keepsOthers: boolean) =>
  schema((value, path, issues) => {
    if (!isObject(value)) {
      issues.push({ code: 'invalid_type', path });
      return value;
    }
    const result: Record<string, unknown> = {};
    for (const [name, { run, mayLack }] of Object.entries(shape)) {
      const isThere = name in value;
      const own: Issue[] = [];
      const member = run(value[name], [...path, name], own);
      issues.push(...own);
      if (!isThere && !mayLack && own.length === 0)
        issues.push({ code: 'invalid_type', path: [...path, name] });
      if (isThere || member !== undefined) result[name] = member;
    }
    if (keepsOthers) {
      for (const [name, member] of Object.entries(value)) {
        if (!Object.hasOwn(shape, name) && name !== '__proto__') result[name] = member;
      }
    }
    return result;
  });

export const object = (shape: Shape) => members(shape, false);
export const looseObject = (shape: Shape) => members(shape, true);
