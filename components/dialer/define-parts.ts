import { TelnyxCallButton } from '../call-button/call-button.js';
import { TelnyxCallQuality } from '../call-quality/call-quality.js';
import { TelnyxCallTimer } from '../call-timer/call-timer.js';
import { defineElement } from '../define/define-element.js';
import { TelnyxHoldButton } from '../hold-button/hold-button.js';
import { TelnyxKeypad } from '../keypad/keypad.js';
import { TelnyxMuteButton } from '../mute-button/mute-button.js';
import { TelnyxNotice } from '../notice/notice.js';

/** Registers the parts that every call of a phone shows. */
export function defineParts() {
  defineElement('telnyx-call-button', TelnyxCallButton);
  defineElement('telnyx-call-quality', TelnyxCallQuality);
  defineElement('telnyx-call-timer', TelnyxCallTimer);
  defineElement('telnyx-hold-button', TelnyxHoldButton);
  defineElement('telnyx-keypad', TelnyxKeypad);
  defineElement('telnyx-mute-button', TelnyxMuteButton);
  defineElement('telnyx-notice', TelnyxNotice);
}
