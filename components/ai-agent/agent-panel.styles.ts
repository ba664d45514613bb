import { css } from 'lit';

export const panelStyles = css`
  :host {
    color-scheme: light dark !important;
    --_inline: max(var(--telnyx-offset-inline, var(--telnyx-offset, 20px)), env(safe-area-inset-right));
    --_block: max(var(--telnyx-offset-block, var(--telnyx-offset, 20px)), env(safe-area-inset-bottom));
    color: var(--_text) !important;
    text-align: start !important;
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
    inline-size: min(var(--telnyx-panel-width, 384px), 100vw - 2 * var(--_inline));
    block-size: min(var(--telnyx-panel-height, 680px), 100dvh - 2 * var(--_block));
    overflow: hidden;
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
  .panel[role='region'] {
    inline-size: 100%;
    block-size: 100%;
    box-shadow: none;
    border: 1px solid var(--_line);
    animation: none;
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
  h3 {
    margin: 0;
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
  .reconnecting [part='state'] {
    color: var(--_warning-text);
  }
  .failed telnyx-notice {
    flex: 1;
    display: grid;
    align-content: center;
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
    justify-content: safe center;
    flex: 1;
    min-block-size: 0;
    gap: 16px;
    padding: 24px;
    overflow: auto;
    text-align: center;
  }
  .stage.strip {
    flex: none;
    padding: 0 10px 10px;
    border-block-end: 1px solid var(--_line);
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
    min-inline-size: 190px;
  }
  .start[aria-disabled='true'] {
    background: var(--_tint);
    color: var(--_text);
    cursor: progress;
  }
  .cancel {
    padding-inline: 16px;
    color: var(--_text-quiet);
    font-weight: 500;
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
  .consent {
    display: flex;
    flex-direction: column;
    align-items: center;
    justify-content: safe center;
    flex: 1;
    min-block-size: 0;
    gap: 12px;
    padding: 24px;
    text-align: center;
  }
  .consent-text {
    max-inline-size: 40ch;
    overflow: auto;
    color: var(--_text-quiet);
    text-wrap: pretty;
    white-space: pre-line;
  }
  .countdown {
    padding: 2px 8px;
    border-radius: 12px;
    background: var(--_warning);
    color: var(--_warning-text);
    font-size: 13px;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
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
  slot[name='fallback'] {
    display: block;
    flex: none;
    padding: 0 16px 16px;
    text-align: center;
  }
  .footer {
    display: grid;
    gap: 10px;
    flex: none;
    padding: 12px 16px max(12px, env(safe-area-inset-bottom));
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
    white-space: nowrap;
  }
  .call-bar .time {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: center;
    gap: 2px 8px;
  }
  telnyx-talk-button {
    flex: 1;
    max-inline-size: 220px;
  }
  .text-only .call-bar {
    justify-content: center;
  }
  .row {
    flex-wrap: wrap;
    justify-content: center;
  }
  .footer .row > * {
    flex: 1;
    min-block-size: 48px;
    white-space: nowrap;
  }
  .time,
  .summary {
    color: var(--_text-quiet);
    font-variant-numeric: tabular-nums;
  }
  @media (max-height: 480px) {
    .stage.strip {
      display: none;
    }
    .stage {
      justify-content: safe start;
    }
  }
  @media (max-width: 479.98px) {
    .panel[role='dialog'] {
      position: fixed;
      inset: 0;
      inline-size: auto;
      block-size: 100dvh;
      border-radius: 0;
      padding: env(safe-area-inset-top) env(safe-area-inset-right) 0 env(safe-area-inset-left);
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
  @media (hover: hover) {
    .menu-list a:hover {
      background: var(--_raised);
    }
  }
  @media (forced-colors: active) {
    .menu-list {
      border: 1px solid CanvasText;
    }
    .panel {
      border: 1px solid CanvasText;
    }
  }
`;
