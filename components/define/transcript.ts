import { TelnyxTranscript } from '../transcript/transcript.js';
import { defineElement } from './define-element.js';

defineElement('telnyx-transcript', TelnyxTranscript);

export { TelnyxTranscript } from '../transcript/transcript.js';
export type * from '../events.js';
