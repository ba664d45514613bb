import { css } from 'lit';

/** What the launcher learns on intent: to be hovered, and to become the call while the panel is closed. */
export const launcherCallStyles = css`
  [part='dock'] {
    display: flex;
    align-items: center;
    max-inline-size: calc(100vw - var(--_sides));
    border-radius: 28px;
    /* Hides the words of the talk button. */
    --_talk-words: none;
  }
  [part='dock'] .countdown span,
  [part='dock']:has(.countdown) telnyx-visualizer {
    display: none;
  }
  [part='launcher'] {
    gap: 10px;
    min-inline-size: 0;
    border-radius: 28px;
    background: var(--_accent);
    color: var(--_on-accent);
    transition: 0.16s ease-out;
    transition-property: translate, background-color;
  }
  [part='dock']:has([part='end-button']) {
    gap: 4px;
    padding-inline-end: 4px;
    background: var(--_surface);
    color: var(--_text);
    box-shadow: var(--telnyx-shadow, 0 8px 24px -6px #0006);
    /* The page may have the very colour of the surface, and forced colours know no shadows. */
    outline: 1px solid light-dark(#0000001a, #ffffff33);
  }
  [part='dock']:has([part='end-button']) [part='launcher'] {
    padding-inline: 10px 14px;
    background: none;
    color: var(--_text);
    box-shadow: none;
    font-variant-numeric: tabular-nums;
  }
  [part='dock']:has([part='end-button']) slot[name='icon'] {
    display: none;
  }
  [part='launcher'] telnyx-visualizer {
    --telnyx-visualizer-size: 40px;
  }
  .label {
    max-inline-size: calc(100vw - 120px);
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .round {
    inline-size: 48px;
    block-size: 48px;
    padding: 0;
    flex: none;
  }
  .unread {
    display: grid;
    place-items: center;
    min-inline-size: 22px;
    block-size: 22px;
    padding-inline: 6px;
    border-radius: 11px;
    background: var(--_danger);
    color: #fff;
    font-size: 13px;
    line-height: 1;
  }
  :host([compact]) .label ~ .unread {
    position: absolute;
    inset-block-start: -4px;
    inset-inline-end: -4px;
  }
  @media (hover: hover) {
    [part='launcher']:hover {
      background: var(--_accent-hover);
    }
    [part='dock']:not(:has([part='end-button'])) [part='launcher']:hover {
      translate: 0 -2px;
    }
    [part='dock']:has([part='end-button']) [part='launcher']:hover {
      background: var(--_raised);
    }
  }
  @media (prefers-reduced-motion: reduce) {
    [part='launcher'] {
      translate: none !important;
    }
  }
`;
