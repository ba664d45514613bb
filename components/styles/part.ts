import { css } from 'lit';
import { baseStyles } from './base.js';
import { controls } from './controls.js';
import { tokens } from './tokens.js';

/**
 * What every part begins with: it looks the same inside the large elements and by itself on a page. Its letters are
 * important, so that a page's reset does not reach them.
 */
export const partStyles = [
  baseStyles,
  tokens,
  controls,
  css`
    :host {
      display: block;
      color: var(--_text) !important;
      font: 15px/22px system-ui !important;
      font-family: var(--telnyx-font, inherit) !important;
      color-scheme: inherit;
      text-align: start;
    }
  `,
];
