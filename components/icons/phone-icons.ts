import { html } from 'lit';
import { icon } from './icons.js';

const dots = (path: string) =>
  html`<svg viewBox="0 0 24 24" aria-hidden="true"><path stroke-width="2.75" d=${path} /></svg>`;

/** The icons of a phone, on the same grid as the others. */
export const phoneIcons = {
  hold: icon('M9 5.5v13M15 5.5v13'),
  resume: icon('M8 5.2v13.6L19 12Z'),
  keypad: dots(
    'M6 5v.01M12 5v.01M18 5v.01M6 11v.01M12 11v.01M18 11v.01M6 17v.01M12 17v.01M18 17v.01M12 21.5v.01',
  ),
  backspace: icon('M9 5.5h10.5a1 1 0 0 1 1 1v11a1 1 0 0 1-1 1H9L3.5 12ZM11 9.5l5 5M16 9.5l-5 5'),
  speaker: icon('M4 9.5v5h3.5L12 18.5v-13L7.5 9.5ZM15.5 9a4 4 0 0 1 0 6M18 6.5a7.5 7.5 0 0 1 0 11'),
  add: icon('M12 5v14M5 12h14'),
  history: icon('M4.5 12a7.5 7.5 0 1 1 2.2 5.3M4.5 12H2.8M4.5 12l2-2.2M12 8v4.3l2.8 1.7'),
  redial: icon('M19.5 5v4.5H15M19 9.2A7.5 7.5 0 1 0 19.5 13'),
  back: icon('M14.5 5.5 8 12l6.5 6.5'),
  outgoing: icon('M7 17 17 7M9 7h8v8'),
  incoming: icon('M17 7 7 17M7 9v8h8'),
  missed: icon('M4 8l6 6 9-9M19 11V5h-6M4 12V8h4M5 19h14'),
  person: icon('M12 4a3.75 3.75 0 1 1 0 7.5A3.75 3.75 0 0 1 12 4ZM4.8 20a7.2 7.2 0 0 1 14.4 0'),
  swap: icon('M7 4.5v14M7 18.5l-3-3M7 18.5l3-3M17 19.5v-14M17 5.5l-3 3M17 5.5l3 3'),
} as const;
