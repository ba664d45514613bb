import { css } from 'lit';

/** The time that is left. Panel and launcher take it on with the limit itself. */
export const timeLimitStyles = css`
  .countdown {
    padding: 2px 8px;
    border-radius: 12px;
    background: var(--_warning);
    color: var(--_warning-text);
    font-size: 13px;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
`;
