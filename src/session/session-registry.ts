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

type CallbackName = Extract<keyof TelnyxSessionOptions, `on${Capitalize<string>}`>;
type Callbacks = Pick<TelnyxSessionOptions, CallbackName>;

/** All of them: a session is made for its first holder, and a later one may listen to more. */
const CALLBACKS = {
  onError: 0,
  onWarning: 0,
  onToolEvent: 0,
  onAgentAudio: 0,
  onCallInfo: 0,
  onCallReport: 0,
} satisfies Record<CallbackName, 0>;

/** What each holder adds to the session that it shares. */
type Holding = Callbacks & Pick<TelnyxSessionOptions, 'tones'>;

interface Entry {
  readonly session: TelnyxSession;
  readonly holders: Set<Holding>;
}

const entries = new Map<string, Entry>();

/**
 * The session for these options: the one that others on the page hold already, or a new one. Every holder's
 * callbacks are called, and calls ring with the tones of the latest holder that has any.
 */
export function acquireSession(options: TelnyxSessionOptions): SessionHandle {
  const key = sessionKey(options);
  const entry = entries.get(key) ?? createEntry(options);
  entries.set(key, entry);
  // A copy of one's own, so that two holders with the same callbacks count as two.
  const holder: Holding = { ...options };
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
  const holders = new Set<Holding>();
  const shared = Object.fromEntries(
    (Object.keys(CALLBACKS) as CallbackName[]).map((name) => [
      name,
      (value: never) => {
        for (const holder of holders) tell<never>(holder[name], value);
      },
    ]),
  );
  const session = new TelnyxSession({
    ...options,
    ...shared,
    get tones() {
      return [...holders].filter(({ tones }) => tones).at(-1)?.tones;
    },
  });
  return { session, holders };
}
