import type { acquireSession, checkMessage, hasRecoverableCall, sessionKey } from '../../src/index.js';

/** What the elements need of the core at run time; everything else they use is types. */
export interface Engine {
  readonly acquireSession: typeof acquireSession;
  readonly sessionKey: typeof sessionKey;
  readonly hasRecoverableCall: typeof hasRecoverableCall;
  readonly checkMessage: typeof checkMessage;
}

/** Brings the call engine in. The only place that imports the core, so that nothing loads before intent. */
export const loadEngine = (): Promise<Engine> =>
  import('../../src/index.js').then(({ acquireSession, sessionKey, hasRecoverableCall, checkMessage }) => ({
    acquireSession,
    sessionKey,
    hasRecoverableCall,
    checkMessage,
  }));

/** What is told when that, or anything else of a call, cannot be loaded. */
export const engineLoadFailed = {
  code: 60014,
  name: 'ENGINE_LOAD_FAILED',
  message: 'The call engine could not be loaded.',
  fatal: true,
} as const;
