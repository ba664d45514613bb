/**
 * How Chromium is started for tests and measurements: a fake microphone that needs no permission, candidates with
 * plain addresses, no requests of the browser's own.
 */
export const browserArguments = [
  '--no-sandbox',
  '--use-fake-ui-for-media-stream',
  '--use-fake-device-for-media-stream',
  '--autoplay-policy=no-user-gesture-required',
  '--disable-features=WebRtcHideLocalIpsWithMdns',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];
