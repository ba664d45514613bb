import { css } from 'lit';

export const panelStyles = css`
  :host {
    color-scheme: light dark !important;
    --_sides: calc(
      max(var(--_inline), env(safe-area-inset-left)) + max(var(--_inline), env(safe-area-inset-right))
    );
    --_ends: calc(
      max(var(--_block), env(safe-area-inset-top)) + max(var(--_block), env(safe-area-inset-bottom))
    );
    color: var(--_text) !important;
    text-align: start !important;
  }
  /* Before what stands in the same corner. */
  :host([open]) {
    z-index: calc(var(--telnyx-z-index, 2147483000) + 1) !important;
  }
  :host([theme='light']) {
    color-scheme: light !important;
  }
  :host([theme='dark']) {
    color-scheme: dark !important;
  }
  .panel {
    font-size: 15px;
    line-height: 22px;
    display: flex;
    flex-direction: column;
    inline-size: min(var(--telnyx-panel-width, 384px), 100vw - var(--_sides));
    block-size: min(var(--telnyx-panel-height, 680px), 100dvh - var(--_ends));
    overflow: hidden;
    container-type: size;
    border-radius: var(--_radius);
    background: var(--_surface);
    box-shadow: var(--telnyx-shadow, 0 0 0 1px light-dark(#0000000d, #ffffff1f), 0 24px 64px -16px #00000052);
    outline: none;
    transform-origin: 100% 100%;
    animation: open 0.2s cubic-bezier(0.2, 0, 0, 1);
  }
  :host([placement='bottom-left']) .panel {
    transform-origin: 0 100%;
  }
  :host([placement='top-right']) .panel {
    transform-origin: 100% 0;
  }
  :host([placement='top-left']) .panel {
    transform-origin: 0 0;
  }
  :host([placement='bottom-center']) .panel {
    transform-origin: 50% 100%;
  }
  :host([placement='top-center']) .panel {
    transform-origin: 50% 0;
  }
  .panel[role='region'] {
    inline-size: 100%;
    block-size: 480px;
    min-block-size: 100%;
    max-block-size: 100%;
    box-shadow: none;
    border: 1px solid var(--_line);
    animation: none;
  }
  /* Where the host has its box, and no page has unset it. */
  @container telnyx-agent (min-width: 0) {
    .panel[role='region'] {
      position: absolute;
      inset: 0;
      inline-size: auto;
      block-size: auto;
    }
  }
  @keyframes open {
    from {
      opacity: 0;
      scale: 0.94;
      translate: 0 8px;
    }
  }
  .header {
    display: flex;
    align-items: center;
    gap: 12px;
    flex: none;
    min-block-size: 64px;
    padding-inline: 16px 10px;
    border-block-end: 1px solid var(--_line);
  }
  .header:has(~ .strip:not([hidden])) {
    border-block-end-color: transparent;
  }
  .avatar {
    display: grid;
    place-items: center;
    flex: none;
    inline-size: 38px;
    block-size: 38px;
    overflow: hidden;
    border-radius: 50%;
    background: var(--_tint);
    color: var(--_accent-text);
  }
  .avatar svg {
    width: 21px;
  }
  .avatar img {
    inline-size: 100%;
    block-size: 100%;
    object-fit: cover;
  }
  .title {
    flex: 1;
    min-inline-size: 0;
  }
  .title > * {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  h2 {
    font-size: 16px;
    line-height: 22px;
    font-weight: 600;
  }
  :is(.listening, .speaking, .thinking) [part='state'] {
    color: var(--_accent-text);
    font-weight: 500;
  }
  :is(.reconnecting, .blocked) [part='state'] {
    color: var(--_warning-text);
  }
  .failed telnyx-notice {
    flex: 1;
    display: grid;
    /* What is higher than its place can be scrolled to from its beginning. */
    align-content: safe center;
    overflow: auto;
  }
  .failed telnyx-transcript {
    flex: 2;
    border-block-start: 1px solid var(--_line);
  }
  .stage {
    display: flex;
    flex-direction: column;
    align-items: center;
    flex: 1;
    min-block-size: 0;
    gap: 16px;
    padding: 24px;
    overflow: auto;
    text-align: center;
  }
  /* Measured in the panel, so that nothing moves as what stands below comes and goes. */
  .stage::before {
    content: '';
    flex: 0 1 calc(50cqb - 246px);
    margin-block-end: -16px;
  }
  .stage.strip {
    flex: none;
    padding: 0 10px 10px;
    border-block-end: 1px solid var(--_line);
  }
  .strip::before {
    display: none;
  }
  .strip telnyx-visualizer {
    --telnyx-visualizer-size: 64px;
  }
  .lead {
    max-inline-size: 26ch;
    margin-block-start: 8px;
    font-size: 17px;
    line-height: 24px;
    font-weight: 600;
    text-wrap: balance;
  }
  .stage .start {
    flex: none;
    min-inline-size: min(190px, 100%);
  }
  .start[aria-disabled='true'] {
    background: var(--_tint);
    color: var(--_text);
    cursor: progress;
  }
  .minor {
    padding-inline: 16px;
    color: var(--_text-quiet);
    font-weight: 500;
  }
  /* Larger to the finger than to the eye. */
  .stage > [part='devices-button'] {
    margin-block: -12px;
  }
  .spinner {
    inline-size: 18px;
    block-size: 18px;
    border: 2.5px solid var(--_accent-text);
    border-inline-end-color: transparent;
    border-radius: 50%;
    animation: spin 0.9s linear infinite;
  }
  @keyframes spin {
    to {
      rotate: 1turn;
    }
  }
  telnyx-transcript {
    flex: 1;
  }
  slot[name='fallback'] {
    display: block;
    flex: none;
    padding: 0 16px 16px;
    text-align: center;
  }
  .footer {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 10px;
    flex: none;
    padding: 12px 16px;
    border-block-start: 1px solid var(--_line);
    text-align: center;
  }
  .call-bar,
  .row {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 12px;
  }
  .call-bar > button {
    flex: none;
    max-inline-size: 100%;
  }
  /* Long words for it take two lines before they take the time its place. */
  .call-bar > .danger:not(.round) {
    flex: initial;
    min-inline-size: 48px;
    line-height: 18px;
    overflow-wrap: anywhere;
    text-align: start;
  }
  .call-bar .time {
    display: flex;
    flex: 1 0 auto;
    flex-wrap: wrap;
    align-items: center;
    justify-content: center;
    gap: 2px 8px;
  }
  /* Where more is said than the time, it has a line of its own. */
  .call-bar:has(telnyx-talk-button, .countdown, [part='latency']) {
    flex-wrap: wrap;
  }
  .call-bar:has(telnyx-talk-button, .countdown, [part='latency']) .time {
    order: -1;
    flex: 1 0 100%;
  }
  .call-bar telnyx-talk-button {
    flex: 1;
    min-inline-size: 0;
  }
  .text-only .call-bar {
    justify-content: center;
  }
  .text-only .time {
    flex: none;
  }
  .row {
    flex-wrap: wrap;
    justify-content: center;
  }
  .footer .row > * {
    flex: 1;
    max-inline-size: 100%;
    min-block-size: 48px;
    white-space: nowrap;
  }
  /* Below what one takes along. */
  .footer .row > .primary {
    flex-basis: 100%;
  }
  .row > .save {
    flex: none;
    inline-size: 48px;
    padding: 0;
  }
  .time,
  .summary {
    color: var(--_text-quiet);
    font-variant-numeric: tabular-nums;
  }
  @container (max-height: 440px) {
    .stage.strip {
      display: none;
    }
    .stage::before {
      display: none;
    }
    .stage {
      gap: 12px;
      padding-block: 16px;
    }
    /* So that the button below it is in view. */
    .stage telnyx-visualizer {
      --telnyx-visualizer-size: 64px;
    }
  }
  @container (max-width: 400px) {
    .call-bar {
      gap: 8px;
    }
    .call-bar > .danger:not(.round) {
      padding-inline: 14px;
    }
  }
  @container (max-width: 330px) {
    .call-bar {
      flex-wrap: wrap;
    }
    .call-bar .time {
      order: -1;
      flex: 1 0 100%;
    }
    .call-bar > .danger:not(.round) {
      flex: 1 1 100px;
    }
  }
  @media (max-width: 479.98px) {
    .panel[role='dialog'] {
      position: fixed;
      inset: 0;
      inline-size: auto;
      block-size: 100dvh;
      border-radius: 0;
      padding: env(safe-area-inset-top) env(safe-area-inset-right) env(safe-area-inset-bottom)
        env(safe-area-inset-left);
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .panel {
      animation-name: fade;
    }
    .spinner {
      animation: fade 1.2s ease-in-out infinite alternate;
    }
  }
  @keyframes fade {
    from {
      opacity: 0.2;
    }
  }
  @media (forced-colors: active) {
    .panel {
      border: 1px solid CanvasText;
    }
  }
`;
