import { TelnyxAiAgent } from '../ai-agent/ai-agent.js';
import { defineElement } from './define-element.js';

defineElement('telnyx-ai-agent', TelnyxAiAgent);
