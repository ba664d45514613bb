import { lazily } from '../shared/lazily.js';
import type { Logger } from '../shared/logger.js';
import type { TelnyxSessionOptions } from './session-options.js';
import type { SessionState } from './session-state.js';

/** Plays the page's tones while a call rings. What that takes is loaded with the first call that does. */
export function ringWithTones(options: TelnyxSessionOptions, state: SessionState, logger: Logger): void {
  const loadTones = lazily(async () => {
    const { CallTones } = await import('./call-tones.js');
    return new CallTones(options, state);
  });
  state.store.subscribe(({ calls }) => {
    // Asked each time: who shares the session may bring tones later.
    if (!options.tones || calls.every((call) => call.state !== 'ringing')) return;
    loadTones().catch((error: unknown) => {
      logger.warn('ring tones not loaded', { error: String(error) });
    });
  });
}
