import { css } from 'lit';

/** The corners a floating host can stand in, other than its first. To be put after the host's own place. */
export const cornerStyles = css`
  :host([placement='bottom-left']) {
    inset: auto auto 0 0 !important;
  }
  :host([placement='top-right']) {
    inset: 0 0 auto auto !important;
  }
  :host([placement='top-left']) {
    inset: 0 auto auto 0 !important;
  }
`;
