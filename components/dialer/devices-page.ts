import { html } from 'lit';
import { defineElement } from '../define/define-element.js';
import { deviceParts } from '../device-select/device-parts.js';
import { TelnyxDeviceSelect } from '../device-select/device-select.js';

/** The choice of microphone, speaker and ringer. Loaded when it is first opened. */
export function renderDevices(remember: boolean) {
  defineElement('telnyx-device-select', TelnyxDeviceSelect);
  return html`
    <telnyx-device-select
      kind="audioinput"
      .remember=${remember}
      exportparts=${deviceParts}
    ></telnyx-device-select>
    <telnyx-device-select
      kind="audiooutput"
      .remember=${remember}
      exportparts=${deviceParts}
    ></telnyx-device-select>
    <telnyx-device-select
      kind="ringer"
      .remember=${remember}
      exportparts=${deviceParts}
    ></telnyx-device-select>
  `;
}
