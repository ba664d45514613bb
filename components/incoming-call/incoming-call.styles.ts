import { css } from 'lit';

export const incomingCallStyles = css`
  ul {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  section {
    animation: arrive 0.22s cubic-bezier(0.2, 0, 0, 1);
  }
  @keyframes arrive {
    from {
      opacity: 0;
      translate: 0 -8px;
    }
  }
  .cards ul {
    display: grid;
    /* A long name must not push the buttons out of the phone. */
    grid-template-columns: minmax(0, 1fr);
    gap: 8px;
  }
  .cards li {
    padding: 16px;
    border-radius: var(--_radius);
    background: var(--_surface);
    box-shadow:
      0 0 0 1px var(--_line),
      0 16px 40px -16px #0007;
    text-align: center;
  }
  .name {
    overflow: hidden;
    font-size: 20px;
    line-height: 28px;
    font-weight: 600;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .number {
    font-variant-numeric: tabular-nums;
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .failure {
    margin-block-start: 12px;
    padding: 10px 12px;
    border-radius: var(--_radius-bubble);
    background: var(--_warning);
    color: var(--_warning-text);
    font-size: 13px;
    line-height: 18px;
    text-align: start;
  }
  .cards .actions {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(96px, 1fr));
    gap: 12px 16px;
    margin-block-start: 16px;
  }
  .cards button {
    min-inline-size: 0;
    padding-inline: 8px;
    line-height: 20px;
    min-block-size: 48px;
  }
  .wide {
    grid-column: 1 / -1;
  }
  .list {
    border-radius: var(--_radius);
    background: var(--_surface);
    box-shadow:
      0 0 0 1px var(--_line),
      0 16px 40px -16px #0007;
    overflow: hidden;
  }
  .head {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 8px;
    padding: 4px;
    padding-inline-start: 16px;
    border-block-end: 1px solid var(--_line);
  }
  .text {
    padding-inline: 12px;
    color: var(--_danger-text);
    font-weight: 600;
  }
  .list ul {
    max-block-size: min(264px, 50dvh);
    overflow: auto;
    overscroll-behavior: contain;
  }
  .list li {
    display: flex;
    align-items: center;
    gap: 8px;
    min-block-size: 64px;
    padding: 8px 12px 8px 16px;
    flex-wrap: wrap;
  }
  .list li + li {
    border-block-start: 1px solid var(--_line);
  }
  /* In a narrow phone the buttons stand below, and leave the name its room. */
  .list .who {
    flex: 1 1 140px;
    min-inline-size: 0;
  }
  .list .name {
    font-size: 15px;
    line-height: 20px;
  }
  .list .failure {
    order: 1;
    flex-basis: 100%;
    margin: 0;
  }
  .list .actions {
    display: flex;
    margin-inline-start: auto;
    gap: 12px;
  }
  .round {
    inline-size: 44px;
    min-block-size: 44px;
    padding: 0;
    flex: none;
  }
  @media (prefers-reduced-motion: reduce) {
    section {
      animation-name: none;
    }
  }
`;
