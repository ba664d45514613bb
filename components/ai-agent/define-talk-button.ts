import { html } from 'lit';
import { defineElement } from '../define/define-element.js';
import { TelnyxTalkButton } from './talk-button.js';

/** Draws the button, which is defined with its first use. */
export function renderTalkButton() {
  defineElement('telnyx-talk-button', TelnyxTalkButton);
  return html`<telnyx-talk-button exportparts="talk-button"></telnyx-talk-button>`;
}
