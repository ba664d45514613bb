import { css } from 'lit';

/**
 * Where a floating host can stand, other than in its first corner. To be put after the host's own place. Where several
 * share a corner, each is told how far beside and above it it stands.
 */
export const cornerStyles = css`
  :host([placement='bottom-left']) {
    inset: auto auto var(--_above, 0) var(--_beside, 0) !important;
  }
  :host([placement='top-right']) {
    inset: var(--_above, 0) var(--_beside, 0) auto auto !important;
  }
  :host([placement='top-left']) {
    inset: var(--_above, 0) auto auto var(--_beside, 0) !important;
  }
  :host([placement$='-center']) {
    inset: auto 0 var(--_above, 0) 0 !important;
    width: fit-content;
    margin-inline: auto !important;
  }
  :host([placement='top-center']) {
    inset: var(--_above, 0) 0 auto 0 !important;
  }
`;
