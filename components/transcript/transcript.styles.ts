import { css } from 'lit';

export const transcriptStyles = css`
  :host,
  .frame {
    display: flex;
    flex-direction: column;
    min-block-size: 0;
  }
  /* Not the host, which a page's own rules may turn into something else. */
  .frame {
    position: relative;
    flex: 1;
    block-size: 100%;
    overflow: hidden;
  }
  .scroller {
    flex: 1;
    min-block-size: 0;
    overflow: hidden auto;
    overscroll-behavior: contain;
    contain: layout paint style;
    scrollbar-width: thin;
    scrollbar-color: var(--_line) transparent;
    padding: 16px;
  }
  .scroller:focus-visible {
    outline-offset: -3px;
    border-radius: 8px;
  }
  /* Rows are kept in place by hand where only some of them are drawn. */
  .windowed {
    overflow-anchor: none;
  }
  li {
    display: flex;
    flex-direction: column;
    align-items: flex-start;
    padding-block-start: 4px;
    contain: layout style;
  }
  li.first:not([aria-posinset='1']) {
    padding-block-start: 14px;
  }
  li.user {
    align-items: flex-end;
  }
  li.system {
    align-items: center;
  }
  .bubble {
    max-inline-size: 85%;
    padding: 9px 14px;
    border-radius: var(--_radius-bubble);
    background: var(--_raised);
    overflow: clip;
    /* Room for the ring of a focused link or image, none for towers of combining marks. */
    overflow-clip-margin: 5px;
    overflow-wrap: anywhere;
    white-space: pre-line;
  }
  .user .bubble {
    background: var(--_tint);
  }
  .last.assistant .bubble {
    border-end-start-radius: 5px;
  }
  .last.user .bubble {
    border-end-end-radius: 5px;
  }
  li.gap {
    flex-direction: row;
    align-items: center;
    gap: 12px;
    padding-block: 14px 6px;
  }
  .gap::before,
  .gap::after {
    content: '';
    flex: 1;
    border-block-start: 1px dashed var(--_line);
  }
  .gap .bubble {
    max-inline-size: 72%;
  }
  li:is(.system, .gap) .bubble {
    padding: 2px 8px;
    background: none;
    color: var(--_text-quiet);
    font-size: 13px;
    line-height: 18px;
    text-align: center;
  }
  a {
    color: var(--_accent-text);
    text-underline-offset: 2px;
  }
  time {
    padding: 2px 4px;
    color: var(--_text-quiet);
    font-size: 12px;
    line-height: 16px;
    font-variant-numeric: tabular-nums;
  }
  .pause {
    align-self: center;
    padding-block: 8px 6px;
  }
  .empty {
    padding-block: 24px;
    color: var(--_text-quiet);
    text-align: center;
  }
  .thinking {
    display: inline-flex;
    gap: 5px;
    margin-block-start: 10px;
    padding: 15px 14px;
    border-radius: var(--_radius-bubble);
    border-end-start-radius: 5px;
    background: var(--_raised);
  }
  .thinking i {
    inline-size: 7px;
    block-size: 7px;
    border-radius: 50%;
    background: var(--_text-quiet);
    animation: think 1.3s ease-in-out infinite;
  }
  .thinking i:nth-child(2) {
    animation-delay: 0.18s;
  }
  .thinking i:nth-child(3) {
    animation-delay: 0.36s;
  }
  @keyframes think {
    0%,
    60%,
    100% {
      opacity: 0.25;
    }
    30% {
      opacity: 1;
    }
  }
  .latest {
    position: absolute;
    inset-block-end: 12px;
    inset-inline: 0;
    inline-size: fit-content;
    margin-inline: auto;
    padding-inline: 14px 18px;
    border: 1px solid var(--_line);
    background: var(--_surface);
    color: var(--_text);
    font-size: 13px;
    font-weight: 600;
    box-shadow: 0 6px 18px -8px #0006;
  }
  .latest svg {
    width: 18px;
  }
  @media (forced-colors: active) {
    .bubble {
      border: 1px solid CanvasText;
    }
  }
`;
