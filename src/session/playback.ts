import type { Call } from '../call/call.js';
import { TelnyxError } from '../shared/errors.js';
import { pageOf } from './page.js';
import type { TelnyxSessionOptions } from './session-options.js';
import type { SessionState } from './session-state.js';

/** Calls that the browser does not let be heard before a gesture: tells so, and makes use of the next one. */
export class Playback {
  readonly #options: Pick<TelnyxSessionOptions, 'page'>;
  readonly #state: SessionState;
  readonly #blocked = new Set<Call>();
  #watch: AbortController | null = null;

  constructor(options: Pick<TelnyxSessionOptions, 'page'>, state: SessionState) {
    this.#options = options;
    this.#state = state;
  }

  /** The browser refuses to play this call, or plays it now, or the call is over. */
  report(call: Call, isBlocked: boolean): void {
    if (isBlocked) {
      if (!this.#blocked.has(call)) this.#state.warn(new TelnyxError(60011, { callId: call.id }));
      this.#blocked.add(call);
      void this.#watchGestures();
    } else {
      this.#blocked.delete(call);
    }
    const isAudioBlocked = this.#blocked.size > 0;
    if (!isAudioBlocked) this.#watch?.abort();
    this.#state.patch({ isAudioBlocked });
  }

  async resume(): Promise<void> {
    await Promise.all([...this.#blocked].map(({ peer }) => peer.resumePlayback()));
  }

  async #watchGestures(): Promise<void> {
    const page = pageOf(this.#options);
    if (!page || (this.#watch && !this.#watch.signal.aborted)) return;
    this.#watch = new AbortController();
    const { signal } = this.#watch;
    // Without the module the page's own button still resumes.
    const gestures = await import('../media/gesture.js').catch(() => null);
    gestures?.onGesture(page, () => void this.resume(), signal);
  }
}
