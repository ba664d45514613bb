import { TelnyxDialer } from '../dialer/dialer.js';
import { defineElement } from './define-element.js';

defineElement('telnyx-dialer', TelnyxDialer);
