import { TelnyxTranscript } from '../transcript/transcript.js';
import { defineElement } from './define-element.js';

defineElement('telnyx-transcript', TelnyxTranscript);
