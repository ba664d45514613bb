import { css } from 'lit';

export const deviceSelectStyles = css`
  [part='device'] {
    display: grid;
    gap: 6px;
  }
  .label {
    font-size: 13px;
    line-height: 18px;
    font-weight: 600;
  }
  select {
    inline-size: 100%;
    min-block-size: 44px;
    padding-inline: 10px;
    border: 1px solid var(--_text-quiet);
    border-radius: 12px;
    background: var(--_surface);
    color: var(--_text);
    font: inherit;
    text-overflow: ellipsis;
  }
  .volume {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    column-gap: 12px;
  }
  input {
    flex: 1 1 80px;
    min-inline-size: 0;
    min-block-size: 44px;
    margin: 0;
    accent-color: var(--_accent-text);
  }
  select:disabled {
    opacity: 0.6;
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 12px;
  }
  .meter {
    flex: 1;
    min-inline-size: 60px;
    block-size: 8px;
    border-radius: 4px;
    overflow: hidden;
    background: var(--_raised);
    box-shadow: inset 0 0 0 1px var(--_line);
  }
  .meter i {
    display: block;
    block-size: 100%;
    inline-size: var(--_level, 0);
    border-radius: inherit;
    background: var(--_accent-text);
    transition: inline-size 0.1s linear;
  }
  .trouble:not(:empty) {
    color: var(--_danger-text);
    font-size: 13px;
    line-height: 18px;
  }
`;
