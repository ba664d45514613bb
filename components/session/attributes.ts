import type { PropertyDeclaration } from 'lit';

type Declarations = Record<string, PropertyDeclaration>;

/** Absent means `''`. */
export const text = {
  fromAttribute: (value: string | null) => value ?? '',
  toAttribute: (value: unknown) => (value === '' ? null : value),
};

/** Absent means false; bare and `"true"` mean true, as pages for the official element write it. */
const flag = {
  fromAttribute: (value: string | null) => value !== null && value !== 'false',
  toAttribute: (value: unknown) => (value ? '' : null),
};

const camelCase = (name: string) => name.replace(/-./g, (dash) => dash.charAt(1).toUpperCase());

const declare = (names: string, declaration: PropertyDeclaration): Declarations =>
  Object.fromEntries(names.split(' ').map((name) => [camelCase(name), { attribute: name, ...declaration }]));

/**
 * Property declarations for a list of attributes, each a camelCase property that is `''` while not set.
 * Forty decorators would weigh as much as all else that loads before the first gesture.
 */
export const texts = (names: string): Declarations => declare(names, { converter: text });

/** The same for those that style sheets select by, so that the property styles as the attribute does. */
export const reflectedTexts = (names: string): Declarations =>
  declare(names, { converter: text, reflect: true });

/** The same for booleans, `false` while not set. */
export const flags = (names: string): Declarations => declare(names, { converter: flag });
