import { css } from 'lit';

/**
 * Colours and measures, all derived from one accent and three neutral surfaces. `light-dark()` follows the
 * colour scheme that the widget, or the page around a single part, has chosen.
 */
export const tokens = css`
  :host {
    --_surface: var(--telnyx-surface, light-dark(#fff, oklch(21% 0.008 190)));
    --_raised: var(--telnyx-surface-raised, light-dark(oklch(96.4% 0.005 180), oklch(27.5% 0.01 190)));
    --_line: var(--telnyx-line, light-dark(oklch(90.5% 0.006 180), oklch(35% 0.012 190)));
    --_text: var(--telnyx-text, light-dark(oklch(24% 0.015 190), oklch(95% 0.005 180)));
    --_text-quiet: var(--telnyx-text-quiet, light-dark(oklch(47% 0.014 190), oklch(75% 0.01 180)));
    /* Away from the text on it, so that it is read no worse under the pointer. */
    --_accent-hover: color-mix(
      in oklab,
      var(--_accent),
      color(from var(--_on-accent) xyz calc(0.95 - x) calc(1 - y) calc(1.089 - z)) 12%
    );
    --_accent-text: light-dark(
      oklch(from var(--_accent) min(l, 0.48) c h),
      oklch(from var(--_accent) max(l, 0.78) min(c, 0.13) h)
    );
    --_tint: light-dark(
      color-mix(in oklab, var(--_surface), var(--_accent) 13%),
      color-mix(in oklab, var(--_surface), var(--_accent) 32%)
    );
    --_focus: var(--_accent-text);
    --_danger: var(--telnyx-danger, oklch(53% 0.195 27));
    --_danger-text: light-dark(oklch(50% 0.19 27), oklch(76% 0.13 25));
    --_warning: light-dark(oklch(95% 0.05 85), oklch(34% 0.06 80));
    --_warning-text: light-dark(oklch(40% 0.09 70), oklch(90% 0.08 85));
    --_radius: var(--telnyx-radius, 20px);
    --_radius-bubble: var(--telnyx-radius-bubble, 14px);
    --_ease: 0.2s cubic-bezier(0.2, 0, 0, 1);
  }
  /* Browsers of before 2024 read none of this: light, and plain. */
  @supports not (color: light-dark(#000, #fff)) {
    :host {
      --_surface: var(--telnyx-surface, #fff);
      --_raised: var(--telnyx-surface-raised, #f2f4f4);
      --_line: var(--telnyx-line, #dfe3e3);
      --_text: var(--telnyx-text, #172020);
      --_text-quiet: var(--telnyx-text-quiet, #556060);
      --_accent-text: var(--_accent);
      --_tint: #dcebe5;
      --_danger-text: var(--_danger);
      --_warning: #fdf0d0;
      --_warning-text: #5c4200;
    }
  }
`;
