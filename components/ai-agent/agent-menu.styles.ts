import { css } from 'lit';

/** The menu in the header. The panel takes it on with the menu itself. */
export const agentMenuStyles = css`
  .menu {
    position: relative;
    flex: none;
  }
  summary {
    display: grid;
    place-items: center;
    min-block-size: 44px;
    border-radius: 24px;
    list-style: none;
    cursor: pointer;
  }
  summary::-webkit-details-marker {
    display: none;
  }
  summary svg {
    stroke-width: 3;
  }
  .menu-list {
    position: absolute;
    inset-block-start: 100%;
    inset-inline-end: 0;
    z-index: 1;
    min-inline-size: 200px;
    margin: 4px 0 0;
    padding: 6px;
    border-radius: 14px;
    background: var(--_surface);
    box-shadow:
      0 0 0 1px var(--_line),
      0 12px 32px -8px #00000052;
    list-style: none;
  }
  .menu-list a {
    display: flex;
    align-items: center;
    min-block-size: 44px;
    padding-inline: 12px;
    border-radius: 10px;
    color: var(--_text);
    text-decoration: none;
  }
  /* It is wider than what stands beside its button. */
  @container (max-width: 260px) {
    .header {
      position: relative;
    }
    .menu {
      position: static;
    }
    .menu-list {
      inset-inline: 8px;
      min-inline-size: 0;
    }
  }
  @media (hover: hover) {
    .menu-list a:hover {
      background: var(--_raised);
    }
  }
  @media (forced-colors: active) {
    .menu-list {
      border: 1px solid CanvasText;
    }
  }
`;
