import { css } from 'lit';

/** Where a floating host can stand, other than in its first corner. To be put after the host's own place. */
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
  :host([placement$='-center']) {
    inset: auto 0 0 0 !important;
    width: fit-content;
    margin-inline: auto !important;
  }
  :host([placement='top-center']) {
    inset: 0 0 auto 0 !important;
  }
`;
