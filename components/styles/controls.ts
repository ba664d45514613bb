import { css } from 'lit';

/** Buttons and words that several elements share. */
export const controls = css`
  *,
  ::before,
  ::after {
    box-sizing: border-box;
  }
  p,
  h2,
  ol {
    margin: 0;
    padding: 0;
    font: inherit;
    list-style: none;
  }
  button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 8px;
    min-block-size: 44px;
    padding: 0;
    border-radius: 24px;
    background: none;
    color: inherit;
    touch-action: manipulation;
    -webkit-tap-highlight-color: transparent;
    transition: background-color var(--_ease);
  }
  :focus-visible {
    outline: 3px solid var(--_focus);
    outline-offset: 2px;
  }
  .primary {
    min-block-size: 48px;
    padding-inline: 24px;
    background: var(--_accent);
    color: var(--_on-accent);
    font-weight: 600;
  }
  .quiet {
    padding-inline: 16px;
    background: var(--_raised);
    color: var(--_text);
    font-weight: 500;
  }
  .danger {
    padding-inline: 18px;
    background: var(--_danger);
    color: #fff;
    font-weight: 600;
  }
  /* The receiver laid down. */
  .danger svg {
    rotate: 135deg;
  }
  .icon {
    inline-size: 44px;
    color: var(--_text-quiet);
  }
  .secondary {
    font-size: 13px;
    line-height: 18px;
    color: var(--_text-quiet);
  }
  .visually-hidden {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  @media (hover: hover) {
    .primary:hover:not([aria-disabled='true']) {
      background: var(--_accent-hover);
    }
    .quiet:hover,
    .icon:hover {
      background: color-mix(in oklch, var(--_raised), var(--_text) 8%);
    }
    .danger:hover {
      background: color-mix(in oklch, var(--_danger), #000 14%);
    }
  }
  @media (forced-colors: active) {
    button {
      border: 1px solid ButtonText;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    *,
    ::before,
    ::after {
      transition-property: opacity, background-color !important;
    }
  }
`;
