import { TelnyxDialer } from '../dialer/dialer.js';
import { defineElement } from './define-element.js';

defineElement('telnyx-dialer', TelnyxDialer);

export { TelnyxDialer } from '../dialer/dialer.js';
export type * from '../phone-events.js';
export type * from '../events.js';
