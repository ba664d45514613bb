import { css } from 'lit';

/** The two colours of every shape but the default, and how it shows the states in which nothing sounds. */
export const shapeStyles = css`
  .stage {
    --_bright: color-mix(in oklch, var(--_deep), #fff 45%);
    /* As they are seen on the surface. */
    --_ink: light-dark(var(--_deep), color-mix(in oklab, var(--_deep), var(--_bright) 50%));
    --_edge: light-dark(color-mix(in oklab, var(--_bright), var(--_deep) 25%), var(--_bright));
  }
  :is(.connecting, .reconnecting, .thinking) > * {
    animation: breathe 1.8s ease-in-out infinite;
  }
  .stage.reconnecting {
    --_ink: var(--_warning-text);
    --_edge: var(--_warning-text);
  }
  :is(.ended, .failed, .muted) > * {
    filter: saturate(0.25);
  }
  @media (forced-colors: active) {
    .stage {
      --_ink: CanvasText;
      --_edge: CanvasText;
      forced-color-adjust: none;
    }
  }
`;
