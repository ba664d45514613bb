/** An attribute that cannot be used as it stands. Its default applies. */
export interface AttributeProblem {
  readonly attribute: string;
  readonly value?: string;
  /** The words it may be, the bounds of a number, or what it should look like; nothing for JSON. */
  readonly choices?: readonly string[];
  readonly example?: string;
  readonly bounds?: readonly [number, number];
}

/** Turns untrusted attribute values into typed ones and collects what is wrong with them. */
export class AttributeReader {
  readonly problems: AttributeProblem[] = [];

  /** One of a list of words, else `undefined`. A page may have set the property to a boolean. */
  choice<T extends string>(
    attribute: string,
    value: string | boolean | null | undefined,
    choices: readonly T[],
  ): T | undefined {
    const word = String(value ?? '');
    const choice = choices.find((candidate) => candidate === word);
    if (word && !choice) this.problems.push({ attribute, value: word, choices });
    return choice;
  }

  /** On unless `"false"`; `undefined` while not set. */
  toggle(attribute: string, value: string | boolean): boolean | undefined {
    const choice = this.choice(attribute, value, ['true', 'false']);
    return choice && choice === 'true';
  }

  /** A whole number within bounds, else `undefined`. */
  integer(attribute: string, value: string, minimum: number, maximum: number): number | undefined {
    if (!value) return undefined;
    const number = Number(value);
    if (Number.isInteger(number) && number >= minimum && number <= maximum) return number;
    this.problems.push({ attribute, value, bounds: [minimum, maximum] });
    return undefined;
  }

  /** JSON text, or the value itself where a page set the property; `undefined` unless `accepts` it. */
  json<T>(attribute: string, value: unknown, accepts: (value: unknown) => value is T): T | undefined {
    if (value === '' || value == null) return undefined;
    const parsed = typeof value === 'string' ? parse(value) : value;
    if (accepts(parsed)) return parsed;
    this.problems.push({ attribute });
    return undefined;
  }
}

/** What a page has named, without blanks around it; frameworks set a property to a number or nothing at times. */
export const trimmed = (value: string | number | null | undefined): string => String(value ?? '').trim();

/** True for `{…}`, false for arrays and null. */
export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON at all is the same to the caller as JSON of the wrong shape.
    return undefined;
  }
}
