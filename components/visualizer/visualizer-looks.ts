import { adoptStyles, css, unsafeCSS } from 'lit';
import { shapeStyles } from './shapes/shape.styles.js';
import type { TelnyxVisualizer } from './visualizer.js';
import type { VisualizerShape } from './visualizer-shape.js';

/** The bright colour at the edges, the deep one in the middle, and what reads on the deep one. */
const stage = (bright: string, deep: string, on = '#fff') => css`
  .stage {
    --_bright: ${unsafeCSS(bright)};
    --_deep: ${unsafeCSS(deep)};
    --_on-deep: ${unsafeCSS(on)};
  }
`;

/** Telnyx's colours; made dark or bright enough to be seen where they are neither. */
const colors = {
  verdant: stage('#d3ffa6', '#036b5b'),
  twilight: stage('#81b9ff', '#371a5e'),
  bloom: stage('#ffd4fe', '#fd05f9'),
  mystic: stage('#7a2fb8', '#ca76ff', '#1f023a'),
  flare: stage('#ffc39a', '#fc5f00'),
  glacier: stage('#4ce5f2', '#005a98'),
} as const;

/** Each shape is a file of its own. `null` stands for the default, which is there already. */
const shapes: Readonly<Record<string, (() => Promise<VisualizerShape>) | null>> = {
  roundbars: null,
  line: () => import('./shapes/line.js').then(({ line }) => line),
  wave: () => import('./shapes/wave.js').then(({ wave }) => wave),
  circle: () => import('./shapes/circle.js').then(({ circle }) => circle),
  scattereddots: () => import('./shapes/scattered-dots.js').then(({ scatteredDots }) => scatteredDots),
  frequencybands: frequencyBands,
  // The name of the same in older portals.
  bars: frequencyBands,
};

function frequencyBands() {
  return import('./shapes/frequency-bands.js').then(({ frequencyBands }) => frequencyBands);
}

const warned = new Set<string>();

/**
 * Gives a visualizer the colours and styles of its presets, in whatever spelling, and returns the shape to
 * draw; an unknown preset is the default and said so once.
 */
export async function chooseLook(visualizer: TelnyxVisualizer): Promise<VisualizerShape | null> {
  // An attribute that was taken away reads as null.
  const load = known('preset', visualizer.preset || '', shapes);
  const color = known('color', visualizer.color || '', colors);
  const shape = load ? await load() : null;
  const { elementStyles } = visualizer.constructor as typeof TelnyxVisualizer;
  adoptStyles(visualizer.renderRoot as ShadowRoot, [
    ...elementStyles,
    ...(shape ? [shapeStyles, shape.styles] : []),
    ...(color ? [color] : []),
  ]);
  return shape;
}

function known<T>(kind: string, value: string, table: Readonly<Record<string, T>>): T | undefined {
  const name = value.toLowerCase().replace(/[\s_-]/g, '');
  if (Object.hasOwn(table, name)) return table[name];
  if (value !== '' && !warned.has(kind + value)) {
    warned.add(kind + value);
    console.warn(`<telnyx-visualizer> knows no ${kind} "${value.slice(0, 40)}"; the default is shown.`);
  }
  return undefined;
}
