import { html } from 'lit';
import { defineElement } from '../define/define-element.js';
import { TelnyxDeviceSelect } from '../device-select/device-select.js';

const exported = 'device, device-list, meter, test-button';

/** The choice of microphone, speaker and ringer. Loaded when it is first opened. */
export function renderDevices() {
  defineElement('telnyx-device-select', TelnyxDeviceSelect);
  return html`
    <telnyx-device-select kind="audioinput" exportparts=${exported}></telnyx-device-select>
    <telnyx-device-select kind="audiooutput" exportparts=${exported}></telnyx-device-select>
    <telnyx-device-select kind="ringer" exportparts=${exported}></telnyx-device-select>
  `;
}
