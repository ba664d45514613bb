import { tell } from '../shared/tell.js';
import { sessionKey } from './session-key.js';
import type { TelnyxSessionOptions } from './session-options.js';
import { TelnyxSession } from './telnyx-session.js';

/** A share in a session. */
export interface SessionHandle {
  readonly session: TelnyxSession;
  /** Gives the share back; the last one ends the session with its calls. A second time does nothing. */
  release(): void;
}

type Callbacks = Pick<TelnyxSessionOptions, 'onError' | 'onWarning' | 'onToolEvent'>;

interface Entry {
  readonly session: TelnyxSession;
  readonly holders: Set<Callbacks>;
}

const entries = new Map<string, Entry>();

/**
 * The session for these options: the one that others on the page hold already, or a new one. Every holder's
 * callbacks are called.
 */
export function acquireSession(options: TelnyxSessionOptions): SessionHandle {
  const key = sessionKey(options);
  const entry = entries.get(key) ?? createEntry(options);
  entries.set(key, entry);
  // A copy of one's own, so that two holders with the same callbacks count as two.
  const { onError, onWarning, onToolEvent } = options;
  const holder: Callbacks = { onError, onWarning, onToolEvent };
  entry.holders.add(holder);
  return {
    session: entry.session,
    release: () => {
      if (!entry.holders.delete(holder) || entry.holders.size > 0) return;
      entries.delete(key);
      entry.session.disconnect();
    },
  };
}

function createEntry(options: TelnyxSessionOptions): Entry {
  const holders = new Set<Callbacks>();
  const session = new TelnyxSession({
    ...options,
    onError: (error) => {
      for (const { onError } of holders) tell(onError, error);
    },
    onWarning: (warning) => {
      for (const { onWarning } of holders) tell(onWarning, warning);
    },
    onToolEvent: (event) => {
      for (const { onToolEvent } of holders) tell(onToolEvent, event);
    },
  });
  return { session, holders };
}
