import { css } from 'lit';

export const noticeStyles = css`
  [aria-live] {
    outline: none;
  }
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
`;
