import { css } from 'lit';

export const figuresStyles = css`
  .figures {
    position: absolute;
    z-index: 1;
    inset-block-start: 100%;
    inset-inline-end: 0;
    inline-size: max-content;
    min-inline-size: 170px;
    max-inline-size: 220px;
    padding: 10px 14px;
    border-radius: var(--_radius-bubble);
    background: var(--_surface);
    color: var(--_text);
    box-shadow:
      0 0 0 1px var(--_line),
      0 12px 32px -12px #0006;
    font-size: 13px;
    line-height: 18px;
    text-align: start;
  }
  .figures p {
    font-weight: 600;
  }
  dl {
    margin: 6px 0 0;
  }
  dl div {
    display: flex;
    justify-content: space-between;
    gap: 16px;
  }
  dt {
    color: var(--_text-quiet);
  }
  dd {
    margin: 0;
    font-variant-numeric: tabular-nums;
  }
`;
