import { lazily } from '../shared/lazily.js';

/** What phones do with a call and a conversation with an assistant does not; sessions of phones load it ahead. */
export const loadCallCommands = lazily(() => import('./call-commands.js'));
