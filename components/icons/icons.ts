import { html } from 'lit';

export const icon = (path: string) =>
  html`<svg viewBox="0 0 24 24" aria-hidden="true"><path d=${path} /></svg>`;

/** Our own icons on a 24 px grid, drawn with `currentColor`. */
export const icons = {
  microphone: icon(
    'M12 3.5a3 3 0 0 1 3 3V11a3 3 0 0 1-6 0V6.5a3 3 0 0 1 3-3ZM5.5 11a6.5 6.5 0 0 0 13 0M12 17.5v3',
  ),
  microphoneOff: icon(
    'M9 9v2a3 3 0 0 0 4.8 2.4M15 10.5v-4a3 3 0 0 0-5.7-1.3M5.5 11a6.5 6.5 0 0 0 10.6 5M18.5 11a6.5 6.5 0 0 1-.6 2.7M12 17.5v3M4 4l16 16',
  ),
  phone: icon(
    'M6 4h2.5q1 0 1.2 1l.8 3.2-1.9 2q1.7 3.5 5.2 5.2l2-1.9 3.2.8q1 .2 1 1.2V18q0 2-2 2A16 16 0 0 1 4 6q0-2 2-2Z',
  ),
  send: icon('M12 19.5v-15M5.5 11 12 4.5l6.5 6.5'),
  minimise: icon('m6 9.5 6 6 6-6'),
  latest: icon('M12 5v14M6 13l6 6 6-6'),
  copy: icon(
    'M10 9h9q1 0 1 1v9.5q0 1-1 1h-9q-1 0-1-1V10q0-1 1-1ZM5 15.5H3.5V5Q3.5 3.5 5 3.5h9q1.5 0 1.5 1.5',
  ),
  download: icon('M12 4v11M7 10.5l5 5 5-5M5 20h14'),
  check: icon('m5 12.5 4.5 4.5L19 7.5'),
  image: icon('M5 4.5h14q1 0 1 1v13q0 1-1 1H5q-1 0-1-1v-13q0-1 1-1ZM4 16l4.5-4.5 4 4 2.5-2.5 5 5M15 9h.01'),
} as const;
