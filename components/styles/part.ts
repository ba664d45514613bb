import { css } from 'lit';
import { baseStyles } from './base.js';
import { controls } from './controls.js';
import { tokens } from './tokens.js';

/** What every part begins with: it looks the same inside the large elements and by itself on a page. */
export const partStyles = [
  baseStyles,
  tokens,
  controls,
  css`
    :host {
      display: block;
      color: var(--_text);
      color-scheme: inherit;
      text-align: start;
    }
  `,
];
