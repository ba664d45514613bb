import { css } from 'lit';

/** The closed widget and its place on the page, at rest. What hovering and calls add comes with the panel. */
export const launcherStyles = css`
  :host {
    position: fixed;
    z-index: var(--telnyx-z-index, 2147483000);
    right: 0;
    bottom: 0;
    margin: max(var(--telnyx-offset, 20px), env(safe-area-inset-bottom));
  }
  :host([placement$='left']) {
    right: auto;
    left: 0;
  }
  :host([placement^='top']) {
    bottom: auto;
    top: 0;
  }
  :host([placement='inline']),
  :host([position]:not([position='fixed'])) {
    display: block;
    position: relative;
    margin: 0;
    height: 100%;
    min-height: 480px;
  }
  [part='launcher'] {
    display: flex;
    align-items: center;
    gap: 10px;
    height: 56px;
    padding: 0 20px;
    border-radius: 28px;
    background: var(--_accent);
    color: var(--_on-accent);
    box-shadow: var(--telnyx-shadow, 0 8px 24px -6px #0006);
    font-weight: 600;
    white-space: nowrap;
  }
`;
