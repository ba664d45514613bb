import { css } from 'lit';

export const historyStyles = css`
  .history {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .history button {
    inline-size: 100%;
    min-block-size: 56px;
    flex-wrap: wrap;
    justify-content: start;
    gap: 0 12px;
    padding: 6px 10px;
    border-radius: 12px;
    text-align: start;
  }
  .history button:disabled {
    cursor: default;
  }
  .history svg {
    width: 18px;
    color: var(--_text-quiet);
  }
  .history .missed :is(.name, svg) {
    color: var(--_danger-text);
  }
  .history .who {
    display: grid;
    flex: 1 1 124px;
    min-inline-size: 0;
  }
  /* The time: below the name where it would take the room of a number. */
  .history button > .secondary {
    margin-inline-start: 30px;
  }
  .history .name {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    font-weight: 500;
  }
  .history button:enabled:hover {
    background: var(--_raised);
  }
  .empty {
    padding: 48px 16px;
    text-align: center;
  }
  .text {
    align-self: center;
    padding-inline: 16px;
    color: var(--_accent-text);
    font-weight: 600;
  }
`;
