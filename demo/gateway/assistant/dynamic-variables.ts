import type { CustomHeader } from '../../../src/protocol/dialog.js';
import type { DynamicVariables } from './replies.js';

/** `X-` headers of a call become variables of the assistant: `X-First-Name` is `first_name`. */
export function dynamicVariables(headers: readonly CustomHeader[]): DynamicVariables {
  const variables = headers
    .filter(({ name }) => /^x-./i.test(name))
    .map(({ name, value }) => [name.slice(2).toLowerCase().replaceAll('-', '_'), value] as const);
  return Object.fromEntries(variables);
}
