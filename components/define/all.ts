import { TelnyxAiAgent } from '../ai-agent/ai-agent.js';
import { TelnyxCallTimer } from '../call-timer/call-timer.js';
import { TelnyxMessageForm } from '../message-form/message-form.js';
import { TelnyxMuteButton } from '../mute-button/mute-button.js';
import { TelnyxNotice } from '../notice/notice.js';
import { TelnyxSessionElement } from '../session/session.js';
import { TelnyxTranscript } from '../transcript/transcript.js';
import { TelnyxVisualizer } from '../visualizer/visualizer.js';
import { defineElement } from './define-element.js';

export * from '../index.js';

// Providers first, so that they are there when the parts inside them look for a session.
defineElement('telnyx-session', TelnyxSessionElement);
defineElement('telnyx-ai-agent', TelnyxAiAgent);
defineElement('telnyx-call-timer', TelnyxCallTimer);
defineElement('telnyx-message-form', TelnyxMessageForm);
defineElement('telnyx-mute-button', TelnyxMuteButton);
defineElement('telnyx-notice', TelnyxNotice);
defineElement('telnyx-transcript', TelnyxTranscript);
defineElement('telnyx-visualizer', TelnyxVisualizer);
