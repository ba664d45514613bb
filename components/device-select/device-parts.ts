/** The parts of a `<telnyx-device-select>`, for the `exportparts` of whoever draws one. */
export const deviceParts = 'device, device-list, meter, test-button, volume';
