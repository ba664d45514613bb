import { css } from 'lit';

export const panelStyles = css`
  :host {
    --_sides: calc(
      max(var(--_offset), env(safe-area-inset-left)) + max(var(--_offset), env(safe-area-inset-right))
    );
    --_ends: calc(
      max(var(--_offset), env(safe-area-inset-top)) + max(var(--_offset), env(safe-area-inset-bottom))
    );
    /* Against a page's reset, as in the parts. */
    color: var(--_text) !important;
    font: 15px/22px system-ui !important;
    font-family: var(--telnyx-font, inherit) !important;
    text-align: start !important;
  }
  [part='panel'] {
    position: relative;
    background: var(--_surface);
    box-shadow: 0 0 0 1px var(--_line);
    outline: none;
    container-type: inline-size;
  }
  /* Before what stands in the same corner. */
  :host([open][placement*='-']) {
    z-index: calc(var(--telnyx-z-index, 2147483000) + 1) !important;
  }
  :host([placement*='-']) [part='panel'] {
    inline-size: min(var(--telnyx-dialer-width, 320px), 100vw - var(--_sides));
    block-size: min(var(--telnyx-dialer-height, 592px), 100dvh - var(--_ends));
    box-shadow: var(--telnyx-shadow, 0 0 0 1px light-dark(#0000000d, #ffffff1f), 0 24px 64px -16px #00000052);
  }
  .header {
    display: flex;
    align-items: center;
    flex: none;
    min-block-size: 56px;
    padding-inline: 16px 6px;
    container-type: inline-size;
  }
  .state {
    display: flex;
    align-items: center;
    gap: 8px;
    flex: 1;
    min-inline-size: 0;
    font-size: 13px;
    line-height: 18px;
    color: var(--_text-quiet);
  }
  .state::before {
    content: '';
    flex: none;
    inline-size: 8px;
    block-size: 8px;
    border-radius: 50%;
    background: currentColor;
  }
  .ready::before {
    background: var(--_accent-text);
  }
  .reconnecting.state {
    color: var(--_warning-text);
  }
  .failed.state {
    color: var(--_danger-text);
  }
  /* Where both do not fit, the button says it and the dot shows it. */
  @container (width < 300px) {
    .state:has(~ .text) {
      flex: none;
      font-size: 0;
    }
    .header .text {
      flex: 1;
      min-inline-size: 0;
      padding-inline: 8px 0;
      overflow-wrap: anywhere;
      justify-content: start;
      text-align: start;
    }
  }
  .header .icon {
    position: relative;
    flex: none;
  }
  .icon[aria-pressed='true'] {
    background: var(--_tint);
    color: var(--_text);
  }
  .text {
    padding-inline: 10px;
    color: var(--_accent-text);
    font-weight: 600;
  }
  .badge {
    position: absolute;
    inset-block-start: 2px;
    inset-inline-end: 2px;
    min-inline-size: 18px;
    padding-inline: 4px;
    border-radius: 9px;
    background: var(--_danger);
    color: #fff;
    font-size: 11px;
    line-height: 18px;
    font-weight: 600;
    text-align: center;
  }
  telnyx-notice {
    max-block-size: 60%;
    flex: none;
    overflow: auto;
  }
  telnyx-incoming-call,
  telnyx-call-list {
    flex: none;
    padding-inline: 12px;
  }
  telnyx-incoming-call {
    position: relative;
    z-index: 1;
  }
  form {
    min-block-size: 0;
    gap: 4px;
    padding: 0 16px 16px;
    overflow: auto;
  }
  input {
    flex: none;
    border-radius: 12px;
    text-overflow: ellipsis;
    outline-offset: -3px !important;
  }
  .problem {
    min-block-size: 18px;
    font-size: 13px;
    line-height: 18px;
    color: var(--_danger-text);
    text-align: center;
  }
  telnyx-keypad {
    flex: none;
  }
  .row {
    min-block-size: 76px;
    padding-block-start: 8px;
  }
  .row .start {
    grid-area: 1 / 1;
  }
  .row .end {
    grid-area: 1 / 3;
  }
  .row [part='call-button'] {
    grid-row: 1;
  }
  [part='call-button'],
  [part='launcher'] {
    border-radius: 50%;
    background: var(--_accent);
    color: var(--_on-accent);
  }
  .back {
    flex: none;
    margin: 0 16px 16px;
  }
  .back svg:dir(rtl),
  .page-head svg:dir(rtl) {
    scale: -1 1;
  }
  .call {
    display: flex;
    flex-direction: column;
    flex: 1;
    min-block-size: 0;
    gap: 16px;
    padding: 12px 16px 0;
    overflow: auto;
  }
  .party {
    text-align: center;
  }
  .avatar {
    display: grid;
    place-items: center;
    inline-size: 72px;
    block-size: 72px;
    margin: 8px auto 12px;
    border-radius: 50%;
    background: var(--_tint);
    color: var(--_accent-text);
    font-size: 28px;
    line-height: 1;
    font-weight: 600;
  }
  .held .avatar,
  .ended .avatar {
    background: var(--_raised);
    color: var(--_text-quiet);
  }
  .avatar svg {
    width: 34px;
  }
  /* What can be done with a call stays in sight beside another that comes in. */
  .party:has(~ telnyx-keypad:not([hidden])) .avatar,
  telnyx-call-list[filled] ~ .call .avatar,
  telnyx-incoming-call[filled] ~ .call :is(.avatar, .controls span) {
    display: none;
  }
  telnyx-incoming-call[filled] ~ .call {
    gap: 8px;
  }
  .party .name {
    max-block-size: 56px;
    overflow: hidden;
    font-size: 20px;
    line-height: 28px;
    font-weight: 600;
    overflow-wrap: anywhere;
  }
  .number {
    overflow: hidden;
    text-overflow: ellipsis;
    font-variant-numeric: tabular-nums;
  }
  .progress {
    display: flex;
    align-items: center;
    justify-content: center;
    flex-wrap: wrap;
    gap: 0 6px;
    min-block-size: 44px;
    color: var(--_text-quiet);
  }
  .active .progress {
    color: var(--_accent-text);
  }
  .reconnecting .progress {
    color: var(--_warning-text);
  }
  .controls {
    display: grid;
    grid-template-columns: repeat(3, 1fr);
    gap: 16px 8px;
    margin-block: auto 8px;
    justify-items: center;
  }
  .controls > div {
    display: grid;
    justify-items: center;
    align-content: start;
    gap: 6px;
    min-inline-size: 0;
    font-size: 13px;
    line-height: 18px;
    color: var(--_text-quiet);
    text-align: center;
  }
  @container (width < 280px) {
    .controls {
      column-gap: 2px;
    }
    .controls > div {
      inline-size: 100%;
      font-size: 12px;
      line-height: 16px;
      overflow-wrap: anywhere;
      hyphens: auto;
    }
  }
  .round {
    inline-size: 48px;
    block-size: 48px;
    background: var(--_raised);
    color: var(--_text);
  }
  [aria-disabled='true'],
  .round:disabled {
    opacity: 0.5;
    cursor: default;
  }
  .end-row {
    display: flex;
    flex-wrap: wrap;
    justify-content: center;
    gap: 4px 12px;
    position: sticky;
    inset-block-end: 0;
    margin-block-start: auto;
    padding-block: 8px 20px;
    background: var(--_surface);
  }
  /* In a phone that is held sideways the same, and the keys stand beside what they are for. */
  @media (height < 480px) {
    :host([placement*='-']) [part='panel'] {
      inline-size: min(var(--telnyx-dialer-width, 560px), 100vw - var(--_sides));
    }
    :host([placement*='-']) :is(.avatar, .controls span) {
      display: none;
    }
    :host([placement*='-']) .call {
      gap: 8px;
    }
    @container (width >= 440px) {
      [role='dialog'] :is(form, .call):has(telnyx-keypad:not([hidden])) {
        display: grid;
        grid-template: auto auto 1fr / 1fr auto;
        gap: 0 16px;
        align-items: start;
      }
      [role='dialog'] form[hidden] {
        display: none;
      }
      [role='dialog'] form > :not(telnyx-keypad),
      [role='dialog'] .call > :is(.party, .end-row) {
        grid-column: 1;
      }
      [role='dialog'] form > .row,
      [role='dialog'] .call > .end-row {
        grid-row: 3;
        align-self: end;
      }
      [role='dialog'] telnyx-keypad {
        grid-area: 1 / 2 / 4;
        inline-size: clamp(156px, (100dvh - 176px) * 0.8, 192px);
      }
      [role='dialog'] .call .controls {
        grid-template-columns: repeat(5, 1fr);
      }
    }
  }
  .page {
    display: flex;
    flex-direction: column;
    flex: 1;
    min-block-size: 0;
  }
  .page-head {
    display: flex;
    align-items: center;
    gap: 4px;
    flex: none;
    padding-inline: 6px 16px;
  }
  h2 {
    font-size: 17px;
    line-height: 24px;
    font-weight: 600;
  }
  .page-body {
    display: grid;
    gap: 24px;
    align-content: start;
    overflow: auto;
    padding: 8px 16px 20px;
  }
  .page-body:has(.history) {
    gap: 8px;
    padding-inline: 6px;
  }
  @media (hover: hover) {
    [part='call-button']:hover,
    [part='launcher']:hover {
      background: var(--_accent-hover);
    }
  }
`;
