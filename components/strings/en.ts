import { trouble } from './trouble.js';
import { ui } from './ui.js';

/** The English table. Every text a visitor sees or hears read out stands here. */
export const en = { ...ui, ...trouble } as const;
