import { css } from 'lit';

/**
 * The closed widget and its place on the page, at rest. What hovering and calls add comes with the panel. The
 * place is important, so that a page's reset does not throw the widget into its text.
 */
export const launcherStyles = css`
  :host {
    position: fixed !important;
    z-index: var(--telnyx-z-index, 2147483000) !important;
    inset: auto var(--_beside, 0) var(--_above, 0) auto !important;
    --_block: var(--telnyx-offset-block, var(--telnyx-offset, 20px));
    --_inline: var(--telnyx-offset-inline, var(--telnyx-offset, 20px));
    margin: max(var(--_block), env(safe-area-inset-top)) max(var(--_inline), env(safe-area-inset-right))
      max(var(--_block), env(safe-area-inset-bottom)) max(var(--_inline), env(safe-area-inset-left)) !important;
  }
  :host(
    :is(
      [placement='inline'],
      :not([placement]):is([position='static'], [position='embedded'], [position='inline'])
    )
  ) {
    display: block;
    position: relative !important;
    inset: auto !important;
    margin: 0 !important;
    height: 100%;
    /* Where nothing gives it a height of its own. */
    container: telnyx-agent / size;
    contain-intrinsic-size: 384px 480px;
  }
  [part='launcher'] {
    display: flex;
    align-items: center;
    gap: 10px;
    height: 56px;
    padding: 0 20px;
    /* Forced colours leave nothing else of its edge. */
    border: 1px solid #0000;
    border-radius: 28px;
    background: var(--_accent);
    color: var(--_on-accent);
    box-shadow: var(--telnyx-shadow, 0 8px 24px -6px #0006);
    font-weight: 600;
    font-size: 15px;
    line-height: 22px;
    white-space: nowrap;
  }
  :host([compact]) [part='launcher']:not(:has(telnyx-visualizer)) {
    position: relative;
    width: 56px;
    padding: 15px;
    /* Its words are for screen readers. */
    font-size: 0;
  }
  :host([compact]) ::slotted(*) {
    font-size: 15px;
  }
  [aria-busy='true'] {
    opacity: 0.7;
  }
`;
