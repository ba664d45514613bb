import { adoptStyles, css, unsafeCSS } from 'lit';
import type { TelnyxAiAgent } from '../ai-agent/ai-agent.js';
import type { AttributeProblem } from '../session/attribute-reader.js';
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
  roundBars: null,
  line: () => import('./shapes/line.js').then(({ line }) => line),
  wave: () => import('./shapes/wave.js').then(({ wave }) => wave),
  circle: () => import('./shapes/circle.js').then(({ circle }) => circle),
  scatteredDots: () => import('./shapes/scattered-dots.js').then(({ scatteredDots }) => scatteredDots),
  frequencyBands,
};

function frequencyBands() {
  return import('./shapes/frequency-bands.js').then(({ frequencyBands }) => frequencyBands);
}

type Dressed = Element & Pick<TelnyxAiAgent, 'visualizer' | 'visualizerColor'>;

const warned = new Set<string>();

/**
 * Gives a visualizer the colours and styles of its presets, in whatever spelling, and returns the shape to
 * draw; an unknown preset is the default and said so once.
 */
export async function chooseLook(visualizer: TelnyxVisualizer): Promise<VisualizerShape | null> {
  const load = known(visualizer, 'preset', shapes);
  const color = known(visualizer, 'color', colors);
  const shape = load ? await load() : null;
  const { elementStyles } = visualizer.constructor as typeof TelnyxVisualizer;
  adoptStyles(visualizer.renderRoot as ShadowRoot, [
    ...elementStyles,
    ...(shape ? [shapeStyles, shape.styles] : []),
    ...(color ? [color] : []),
  ]);
  return shape;
}

function known<T>(
  visualizer: TelnyxVisualizer,
  attribute: 'preset' | 'color',
  table: Readonly<Record<string, T>>,
): T | undefined {
  // An attribute that was taken away reads as null.
  const value = visualizer[attribute] || '';
  const name = value.toLowerCase().replace(/[\s_-]/g, '');
  // The name of the same in older portals.
  const wanted = name === 'bars' ? 'frequencybands' : name;
  const choices = Object.keys(table);
  const choice = choices.find((each) => each.toLowerCase() === wanted);
  if (choice !== undefined) return table[choice];
  if (value !== '') tellUnknown(visualizer, attribute, value, choices);
  return undefined;
}

/** As any other attribute that cannot be used, where the page has written it; what the portal says is no attribute. */
function tellUnknown(
  visualizer: TelnyxVisualizer,
  attribute: 'preset' | 'color',
  value: string,
  choices: readonly string[],
) {
  const { host } = visualizer.getRootNode() as Partial<ShadowRoot>;
  if (host?.localName !== 'telnyx-ai-agent') {
    report(visualizer, { attribute, value, choices });
    return;
  }
  const [named, said] = {
    preset: ['visualizer', (host as Dressed).visualizer] as const,
    color: ['visualizer-color', (host as Dressed).visualizerColor] as const,
  }[attribute];
  if (value === said) report(host, { attribute: named, value, choices });
  else if (!warned.has(attribute + value)) {
    warned.add(attribute + value);
    console.warn(`The portal names a ${attribute} "${value.slice(0, 40)}" that no visualizer knows.`);
  }
}

function report(element: Element, problem: AttributeProblem) {
  Promise.all([import('../session/attribute-report.js'), import('../session/failure-report.js')]).then(
    ([{ reportAttributes }, { FailureReport }]) =>
      reportAttributes(element, [problem], new FailureReport(element as HTMLElement)),
    // Help to the developer, which must not look like a failure of the page.
    () => undefined,
  );
}
