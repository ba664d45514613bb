import type { Clock } from './clock.js';
import type { Observer } from './observer.js';
import type { SessionRegistry } from './session-registry.js';
import type { Voice } from './speech/voice.js';

/** What all connections of one gateway share. */
export interface GatewayContext {
  readonly clock: Clock;
  readonly voice: Voice;
  readonly registry: SessionRegistry;
  readonly observer: Observer;
  /** Takes an error that no message of a client explains: a fault of the gateway itself. */
  readonly onFault: (error: unknown) => void;
}
