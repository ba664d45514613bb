import { css } from 'lit';

/** Round switches of a call, filled while pressed. */
export const toggleStyles = css`
  button {
    inline-size: 48px;
    block-size: 48px;
    background: var(--_raised);
    color: var(--_text);
  }
  button[aria-pressed='true'] {
    background: var(--_text);
    color: var(--_surface);
  }
  button:disabled {
    opacity: 0.5;
    cursor: default;
  }
  @media (forced-colors: active) {
    button[aria-pressed='true'] {
      forced-color-adjust: none;
      background: SelectedItem;
      color: SelectedItemText;
    }
  }
`;
