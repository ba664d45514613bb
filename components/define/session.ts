import { TelnyxSessionElement } from '../session/session.js';
import { defineElement } from './define-element.js';

defineElement('telnyx-session', TelnyxSessionElement);

export { TelnyxSessionElement } from '../session/session.js';
export type * from '../events.js';
