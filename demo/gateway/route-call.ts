import type { FarEndName } from './scenarios.js';
import type { Session } from './session.js';
import type { SessionRegistry } from './session-registry.js';

/** Where a call goes. */
export type Route =
  | { readonly to: FarEndName }
  | { readonly to: 'session'; readonly session: Session }
  | { readonly to: 'unknown' };

/** Names that answer for registered users, and numbers for people who would rather dial digits. */
export const destinations: Readonly<Record<string, FarEndName>> = {
  assistant: 'assistant',
  echo: 'echo',
  '+15550100100': 'echo',
  busy: 'busy',
  '+15550100486': 'busy',
  silent: 'silent',
  '+15550100408': 'silent',
};

/**
 * Finds who answers: what the scenario demands, the assistant for anonymous sessions, otherwise by
 * destination: a fixed name, another user who is logged in, or for any phone number the assistant.
 */
export function routeCall(
  session: Session,
  destination: string,
  scenarioFarEnd: FarEndName | undefined,
  registry: SessionRegistry,
): Route {
  if (scenarioFarEnd) return { to: scenarioFarEnd };
  if (session.identity.kind === 'anonymous') return { to: 'assistant' };
  const user = destination.replace(/^sips?:/i, '').replace(/@.*$/, '');
  const known = Object.hasOwn(destinations, user) ? destinations[user] : undefined;
  if (known) return { to: known };
  const callee = user === '' ? null : registry.findUser(user);
  if (callee) return { to: 'session', session: callee };
  return { to: /^\+?[\d\s().-]{3,}$/.test(user) ? 'assistant' : 'unknown' };
}
