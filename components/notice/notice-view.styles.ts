import { css } from 'lit';

export const noticeViewStyles = css`
  .failure {
    display: grid;
    justify-items: center;
    gap: 8px;
    padding: 24px;
    text-align: center;
  }
  .badge {
    display: grid;
    place-items: center;
    inline-size: 48px;
    block-size: 48px;
    border-radius: 50%;
    background: color-mix(in oklab, var(--_surface), var(--_danger) 16%);
    color: var(--_danger-text);
  }
  h2 {
    font-size: 17px;
    line-height: 24px;
    font-weight: 600;
    text-wrap: balance;
  }
  .advice {
    max-inline-size: 34ch;
    color: var(--_text-quiet);
    text-wrap: pretty;
  }
  .primary {
    margin-block-start: 8px;
  }
  .support {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: center;
    gap: 0 12px;
  }
  .details {
    gap: 6px;
    padding-inline: 8px;
    color: var(--_accent-text);
    font-weight: 500;
  }
  .details svg {
    width: 18px;
  }
`;
