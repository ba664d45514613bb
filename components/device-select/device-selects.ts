import { html } from 'lit';
import { defineElement } from '../define/define-element.js';
import { TelnyxDeviceSelect } from './device-select.js';

/** The choice of a device for each of these kinds, with its parts for the page; defined with its first use. */
export function renderDeviceSelects(kinds: readonly TelnyxDeviceSelect['kind'][], remember: boolean) {
  defineElement('telnyx-device-select', TelnyxDeviceSelect);
  return kinds.map(
    (kind) =>
      html`<telnyx-device-select
        kind=${kind}
        .remember=${remember}
        exportparts="device, device-list, meter, test-button, volume"
      ></telnyx-device-select>`,
  );
}
