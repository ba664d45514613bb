import { css } from 'lit';

export const callListStyles = css`
  ul {
    display: grid;
    gap: 6px;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  li {
    display: flex;
    align-items: center;
    gap: 8px;
    padding-inline-end: 4px;
    border-radius: var(--_radius-bubble);
    background: var(--_raised);
  }
  .current {
    background: var(--_tint);
  }
  .ended {
    background: none;
    box-shadow: inset 0 0 0 1px var(--_line);
  }
  .ended .name {
    color: var(--_text-quiet);
    font-weight: 500;
  }
  .who {
    display: grid;
    grid-template-columns: 1fr auto;
    align-items: center;
    gap: 0 8px;
    flex: 1;
    min-inline-size: 0;
    min-block-size: 52px;
    align-content: center;
    padding: 4px 12px;
    border-radius: inherit;
    text-align: start;
  }
  .name,
  .secondary {
    grid-column: 1;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .name {
    font-weight: 600;
    line-height: 20px;
  }
  .failed {
    color: var(--_danger-text);
    white-space: normal;
  }
  .secondary > span {
    margin-inline: 3px;
  }
  .swap {
    grid-area: 1 / 2 / 3;
    display: grid;
    color: var(--_text-quiet);
  }
  /* The whole number of the other one, in a narrow phone as well, whose panel tells its width. */
  @container (width < 280px) {
    .name {
      grid-column: 1 / -1;
    }
    .swap {
      grid-row: 2;
    }
    .swap svg {
      width: 18px;
      height: 18px;
    }
  }
  .current .secondary {
    color: var(--_text);
  }
  .round {
    inline-size: 44px;
    padding: 0;
    flex: none;
  }
`;
