import type { CSSResult } from 'lit';

/**
 * A way to show sound. It is drawn once; the levels move it through the custom properties `--_input` and
 * `--_output` (0 to 1) of the stage, and `--_bar` of each of its bars.
 */
export interface VisualizerShape {
  readonly styles: CSSResult;
  render(): unknown;
  /** Which earlier reading a bar shows: 0 for the newest, ten a second, eleven at most. */
  age(index: number, count: number): number;
}
