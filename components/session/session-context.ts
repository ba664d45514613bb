import type { Context } from '@lit/context';
import type { TelnyxSession } from '../../src/index.js';

/**
 * Carries the session from `<telnyx-session>` and the large elements down to whatever stands inside.
 * `null` while the call engine is not loaded, which is before the first sign of intent.
 */
export const sessionContext = Symbol.for('telnyx-elements:session') as Context<symbol, TelnyxSession | null>;
