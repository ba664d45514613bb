import { css } from 'lit';

export const noticeStyles = css`
  .strip {
    display: flex;
    align-items: center;
    justify-content: center;
    gap: 8px;
    padding: 8px 16px;
    background: var(--_warning);
    color: var(--_warning-text);
    font-size: 13px;
    line-height: 18px;
    font-weight: 500;
  }
  .strip button {
    min-block-size: 44px;
    flex: none;
    padding-inline: 14px;
    white-space: nowrap;
    background: var(--_warning-text);
    color: var(--_warning);
    font-weight: 600;
  }
  .dot {
    inline-size: 8px;
    block-size: 8px;
    border-radius: 50%;
    background: currentColor;
    animation: breathe 1.2s ease-in-out infinite;
  }
  @keyframes breathe {
    50% {
      opacity: 0.25;
    }
  }
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
`;
