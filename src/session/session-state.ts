import type { TelnyxError } from '../shared/errors.js';
import type { Logger } from '../shared/logger.js';
import { Store } from '../shared/store.js';
import { tell } from '../shared/tell.js';
import type { TelnyxSessionOptions } from './session-options.js';
import { INITIAL_SNAPSHOT, type SessionSnapshot } from './session-snapshot.js';

/** What support looks at; a warning may come every second. */
const RECENT_LIMIT = 20;

/** What a session shows and tells: one snapshot that its parts change, and one way for errors and warnings. */
export class SessionState {
  readonly store = new Store<SessionSnapshot>(INITIAL_SNAPSHOT);
  readonly #callbacks: Pick<TelnyxSessionOptions, 'onError' | 'onWarning'>;
  readonly #logger: Logger;
  #recent: readonly string[] = [];

  constructor(callbacks: Pick<TelnyxSessionOptions, 'onError' | 'onWarning'>, logger: Logger) {
    this.#callbacks = callbacks;
    this.#logger = logger;
  }

  get snapshot(): SessionSnapshot {
    return this.store.value;
  }

  /** The newest errors and warnings, last to first: when, number and name. */
  get recent(): readonly string[] {
    return this.#recent;
  }

  patch(news: Partial<SessionSnapshot>): void {
    const current = this.snapshot;
    const names = Object.keys(news) as (keyof SessionSnapshot)[];
    if (names.every((name) => Object.is(current[name], news[name]))) return;
    this.store.set(Object.freeze({ ...current, ...news }));
  }

  readonly report = (error: TelnyxError): void => {
    this.#note('error', error);
    tell(this.#callbacks.onError, error);
  };

  readonly warn = (warning: TelnyxError): void => {
    this.#note('warn', warning);
    tell(this.#callbacks.onWarning, warning);
  };

  #note(level: 'error' | 'warn', { code, name, message }: TelnyxError): void {
    this.#logger[level](message, { code, name });
    const line = `${new Date().toISOString()} ${code} ${name}`;
    this.#recent = [line, ...this.#recent.slice(0, RECENT_LIMIT - 1)];
  }
}
