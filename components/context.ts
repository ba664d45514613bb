import { ContextRoot } from '@lit/context';

export { sessionContext } from './session/session-context.js';

// A consumer may be there before what is to serve it, which is the rule with an async script. What it asks for
// then is kept, and asked once more when a provider comes. Nobody can bring back what was asked before this.
if ('document' in globalThis) new ContextRoot().attach(document.documentElement);
