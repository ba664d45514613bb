import { css } from 'lit';

/**
 * The phone at rest: its place, the number and the call button. All that loads later comes with the panel. The
 * place is important, so that a page's reset does not throw a floating phone into its text.
 */
export const dialerStyles = css`
  :host {
    display: block;
    box-sizing: border-box;
    width: min(100%, var(--telnyx-dialer-width, 320px));
    color: light-dark(#1b2424, #eef2f1) !important;
    color-scheme: light dark !important;
  }
  :host([theme='light']) {
    color-scheme: light !important;
  }
  :host([theme='dark']) {
    color-scheme: dark !important;
  }
  :host([placement*='-']) {
    position: fixed !important;
    z-index: var(--telnyx-z-index, 2147483000) !important;
    width: auto;
    inset: auto var(--_beside, 0) var(--_above, 0) auto !important;
    --_offset: var(--telnyx-offset, 20px);
    margin: max(var(--_offset), env(safe-area-inset-top)) max(var(--_offset), env(safe-area-inset-right))
      max(var(--_offset), env(safe-area-inset-bottom)) max(var(--_offset), env(safe-area-inset-left)) !important;
  }
  [part='panel'] {
    display: flex;
    flex-direction: column;
    height: var(--telnyx-dialer-height, 592px);
    overflow: hidden;
    border-radius: var(--telnyx-radius, 20px);
    background: var(--telnyx-surface, light-dark(#fff, #161c1c));
    box-shadow: 0 0 0 1px light-dark(#dfe4e3, #3a4343);
  }
  :host([hide-keypad]) [part='panel'] {
    height: auto;
  }
  form {
    display: flex;
    flex-direction: column;
    flex: 1;
    gap: 8px;
    padding: 8px 16px 20px;
    container-type: inline-size;
  }
  input {
    box-sizing: border-box;
    width: 100%;
    height: 56px;
    padding: 0;
    border: 0;
    background: none;
    color: inherit;
    font: inherit;
    /* A whole number in a narrow phone as well. */
    font-size: clamp(18px, 9.8cqi, 28px);
    text-align: center;
  }
  input::placeholder {
    font-size: 17px;
    color: light-dark(#5b6666, #a9b4b3);
    opacity: 1;
  }
  .row {
    display: grid;
    grid-template-columns: 1fr 64px 1fr;
    align-items: center;
    justify-items: center;
    margin-top: auto;
  }
  [part='call-button'],
  [part='launcher'] {
    display: grid;
    grid-column: 2;
    place-items: center;
    width: 64px;
    height: 64px;
    border-radius: 50%;
    background: var(--_accent);
    color: var(--_on-accent);
  }
  [part='launcher'] {
    width: 56px;
    height: 56px;
    box-shadow: var(--telnyx-shadow, 0 8px 24px -6px #0006);
  }
`;
