import type { ContinuityContext, SessionContinuity } from './session-continuity.js';

/** What keeps a session going while its page changes, loaded when first asked for; no call waits for it. */
export class ContinuityLoader {
  readonly #context: ContinuityContext;
  #loading: Promise<SessionContinuity | null> | null = null;
  #lifetime = new AbortController();

  constructor(context: ContinuityContext) {
    this.#context = context;
  }

  /** `null` when the session was disconnected meanwhile, or the module could not be loaded. */
  get(): Promise<SessionContinuity | null> {
    this.#loading ??= this.#load(this.#lifetime.signal);
    return this.#loading;
  }

  close(): void {
    this.#lifetime.abort();
    this.#lifetime = new AbortController();
    this.#loading = null;
  }

  async #load(signal: AbortSignal): Promise<SessionContinuity | null> {
    try {
      const { SessionContinuity } = await import('./session-continuity.js');
      return signal.aborted ? null : new SessionContinuity(this.#context, signal);
    } catch {
      // The next registration tries again.
      if (!signal.aborted) this.#loading = null;
      return null;
    }
  }
}
