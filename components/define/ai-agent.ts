import { TelnyxAiAgent } from '../ai-agent/ai-agent.js';
import { defineElement } from './define-element.js';

defineElement('telnyx-ai-agent', TelnyxAiAgent);

export { TelnyxAiAgent } from '../ai-agent/ai-agent.js';
export type * from '../events.js';
export type * from '../tool-events.js';
