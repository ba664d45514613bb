import type { Logger } from '../shared/logger.js';
import type { TelnyxSessionOptions } from './session-options.js';
import type { SessionState } from './session-state.js';

/** Plays the page's tones while a call rings. What that takes is loaded with the first call that does. */
export function ringWithTones(options: TelnyxSessionOptions, state: SessionState, logger: Logger): void {
  if (!options.tones) return;
  let loading: Promise<unknown> | null = null;
  state.store.subscribe(({ calls }) => {
    if (loading || calls.every((call) => call.state !== 'ringing')) return;
    loading = import('./call-tones.js').then(
      ({ CallTones }) => new CallTones(options, state),
      (error: unknown) => {
        loading = null;
        logger.warn('ring tones could not be loaded', { error: String(error) });
      },
    );
  });
}
