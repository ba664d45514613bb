import { renderDeviceSelects } from '../device-select/device-selects.js';

/** The choice of microphone, speaker and ringer. Loaded when it is first opened. */
export const renderDevices = (remember: boolean) =>
  renderDeviceSelects(['audioinput', 'audiooutput', 'ringer'], remember);
