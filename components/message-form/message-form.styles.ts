import { css } from 'lit';

export const messageFormStyles = css`
  form {
    display: flex;
    flex-wrap: wrap;
    align-items: flex-end;
    gap: 4px;
    padding: 4px;
    border: 1px solid var(--_line);
    border-radius: 26px;
    background: var(--_surface);
    transition: border-color var(--_ease);
  }
  form:focus-within {
    border-color: var(--_accent-text);
    box-shadow: 0 0 0 1px var(--_accent-text);
  }
  textarea {
    flex: 1;
    min-inline-size: 0;
    field-sizing: content;
    max-block-size: 132px;
    min-block-size: 44px;
    padding: 11px 14px;
    border: 0;
    resize: none;
    background: none;
    color: inherit;
    font: inherit;
    /* Below 16 px, phones zoom the page in when the field gets the focus. */
    font-size: max(16px, 1em);
  }
  textarea:focus-visible {
    outline: none;
  }
  textarea::placeholder {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    color: var(--_text-quiet);
    opacity: 1;
  }
  form > button {
    flex: none;
    inline-size: 44px;
  }
  .add {
    color: var(--_text-quiet);
  }
  .add + textarea {
    padding-inline-start: 4px;
  }
  .send {
    background: var(--_accent);
    color: var(--_on-accent);
  }
  .send:disabled {
    background: var(--_raised);
    color: var(--_text-quiet);
    cursor: default;
  }
  .notice:not(:empty) {
    padding: 6px 14px 0;
    color: var(--_danger-text);
    font-size: 13px;
    line-height: 18px;
    text-align: start;
  }
  @media (forced-colors: active) {
    textarea:focus-visible {
      outline: 2px solid Highlight;
    }
  }
`;
