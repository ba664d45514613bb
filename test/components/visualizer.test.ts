import { ContextProvider } from '@lit/context';
import { expect } from '@open-wc/testing';
import { emulateMedia } from '@web/test-runner-commands';
import { sessionContext } from '../../components/context.js';
import { defineElement } from '../../components/define/define-element.js';
import { TelnyxVisualizer } from '../../components/visualizer/visualizer.js';
import { consoleLines } from '../support/console-lines.js';
import { eventually } from '../support/eventually.js';
import { FakeSession } from '../support/fake-session.js';
import { place } from '../support/place.js';

defineElement('telnyx-visualizer', TelnyxVisualizer);

const PRESETS = ['roundBars', 'line', 'wave', 'circle', 'scatteredDots', 'frequencyBands'];

async function createVisualizer(attributes: Readonly<Record<string, string>> = {}) {
  const session = new FakeSession();
  const provider = place();
  new ContextProvider(provider, { context: sessionContext, initialValue: session.asSession });
  const visualizer = document.createElement('telnyx-visualizer');
  for (const [name, value] of Object.entries(attributes)) visualizer.setAttribute(name, value);
  session.call();
  session.patch({ agentState: 'speaking' });
  provider.append(visualizer);
  await visualizer.updateComplete;
  const root = visualizer.shadowRoot!;
  const stage = () => root.querySelector<HTMLElement>('.stage')!;
  const levels = () => ['--_input', '--_output'].map((name) => stage().style.getPropertyValue(name));
  return { session, visualizer, root, stage, levels };
}

/** The page may stand in either, by which of several runs in the front. */
const standInTab = ({ hidden }: { readonly hidden: boolean }) =>
  Object.defineProperty(document, 'hidden', { value: hidden, configurable: true });

describe('<telnyx-visualizer>', () => {
  before(() => standInTab({ hidden: false }));
  after(() => Reflect.deleteProperty(document, 'hidden'));

  for (const preset of PRESETS) {
    it(`follows both voices with ${preset}, and draws nothing for assistive technology`, async () => {
      const { session, visualizer, stage, levels } = await createVisualizer({ preset });

      session.levels.set({ input: 0.2, output: 0.5 });
      const [input, output] = levels().map(Number);

      expect(output).to.be.greaterThan(input ?? 1);
      expect(input).to.be.greaterThan(0);
      expect(stage()).to.have.attribute('aria-hidden', 'true');
      await expect(visualizer).to.be.accessible();
    });
  }

  const geometry: Readonly<Record<string, readonly (readonly [selector: string, property: string])[]>> = {
    roundBars: [
      ['.halo', 'scale'],
      ['i:nth-child(3)', 'clip-path'],
    ],
    line: [['.curves path:first-of-type', 'transform']],
    wave: [['.ball path:last-child', 'transform']],
    circle: [
      ['.rings i:first-child', 'scale'],
      ['.rings i:last-child', 'scale'],
    ],
    scatteredDots: [['.dots circle:first-child', 'transform']],
    frequencyBands: [['.bands i:nth-child(8)', 'clip-path']],
  };
  for (const [preset, shapes] of Object.entries(geometry)) {
    it(`has ${preset} grow with the voice, and rest when it is over`, async () => {
      const { session, root, stage } = await createVisualizer({ preset });
      const look = () => {
        for (const animation of stage().getAnimations({ subtree: true })) animation.finish();
        return shapes.map(([selector, property]) =>
          getComputedStyle(root.querySelector(selector)!).getPropertyValue(property),
        );
      };
      const say = (output: number) => {
        // Longer than a shape remembers.
        for (let turn = 0; turn < 20; turn += 1) session.levels.set({ input: 0, output });
        return look();
      };

      const atFirst = look();
      const quiet = say(0.05);
      const loud = say(0.9);
      const after = say(0);

      for (const [index, [selector, property]] of shapes.entries()) {
        const seen = new Set([atFirst[index], quiet[index], loud[index]]);
        expect(seen.size, `${selector} ${property}: ${[...seen].join(', ')}`).to.equal(3);
        expect(after[index]).to.equal(atFirst[index]);
      }
    });
  }

  for (const preset of ['roundBars', 'line', 'wave']) {
    it(`shows the visitor's voice apart from the agent's with ${preset}`, async () => {
      const { session, root, stage } = await createVisualizer({ preset });
      session.patch({ agentState: 'listening' });
      const own = { roundBars: '.ring', line: '.curves path:last-of-type', wave: '.ball path:first-child' }[
        preset
      ]!;
      const look = () => {
        for (const animation of stage().getAnimations({ subtree: true })) animation.finish();
        const { scale, transform } = getComputedStyle(root.querySelector(own)!);
        return scale + transform;
      };
      session.levels.set({ input: 0, output: 0 });
      const silent = look();

      session.levels.set({ input: 0.8, output: 0 });

      expect(look()).to.not.equal(silent);
    });
  }

  it('draws each preset in its own way, by either spelling', async () => {
    const drawings = new Set<string>();

    for (const preset of [...PRESETS, 'scattered_dots', 'round-bars', 'bars']) {
      const { stage } = await createVisualizer({ preset });
      drawings.add(stage().innerHTML.replace(/<!--.*?-->/g, ''));
    }

    expect(drawings.size).to.equal(PRESETS.length);
  });

  for (const color of ['verdant', 'twilight', 'bloom', 'mystic', 'flare', 'glacier']) {
    it(`takes the colours of ${color}`, async () => {
      const { stage } = await createVisualizer({ color });

      expect(colorOf(stage())).to.match(/^#[0-9a-f]{6}$/);
    });
  }

  it('shows the default for presets that do not exist, and says so once', async () => {
    const told: string[] = [];
    const listen = ({ detail }: HTMLElementEventMap['telnyx-error']) => {
      told.push(`${detail.code} ${String(detail.fatal)} ${detail.message}`);
    };
    document.addEventListener('telnyx-error', listen);
    let drawing = '';
    const lines = await consoleLines(async () => {
      const { visualizer, stage } = await createVisualizer({ preset: 'toString', color: 'beige' });
      await eventually('both are told', () => told.length === 2);
      drawing = stage().innerHTML;
      expect(colorOf(stage())).to.not.match(/^#/);
      visualizer.preset = 'line';
      await visualizer.updateComplete;
      visualizer.preset = 'toString';
      await visualizer.updateComplete;
      visualizer.preset = 'blob';
      await eventually('another one is told', () => told.length === 3);
    });
    document.removeEventListener('telnyx-error', listen);

    const presets = PRESETS.join(', ');
    expect(told).to.have.members([
      `60002 false The attribute preset is ignored: "toString" is none of ${presets}.`,
      '60002 false The attribute color is ignored: "beige" is none of verdant, twilight, bloom, mystic, flare, glacier.',
      `60002 false The attribute preset is ignored: "blob" is none of ${presets}.`,
    ]);
    expect(lines).to.have.lengthOf(3);
    expect(drawing).to.include('orb');
  });

  it('changes with its attributes', async () => {
    const { visualizer, root, stage } = await createVisualizer({ preset: 'line', color: 'flare' });

    visualizer.removeAttribute('preset');
    visualizer.removeAttribute('color');
    await visualizer.updateComplete;

    expect(root.querySelector('.orb')).to.not.equal(null);
    expect(colorOf(stage())).to.not.match(/^#/);
  });

  it('writes nothing while nothing sounds', async () => {
    const { session, stage } = await createVisualizer({ preset: 'frequencyBands' });
    session.levels.set({ input: 0, output: 0 });
    const changes = new MutationObserver(() => undefined);
    changes.observe(stage(), { attributes: true, childList: true, subtree: true });

    for (let reading = 0; reading < 50; reading += 1) session.levels.set({ input: 0, output: 0 });

    expect(changes.takeRecords()).to.deep.equal([]);
    changes.disconnect();
  });

  it('writes nothing where nobody can see it, and the present again when they can', async () => {
    const { IntersectionObserver: Native } = globalThis;
    let tell: (isIntersecting: boolean) => void = () => undefined;
    // The browser tells nothing to a page in the background, as this one may be.
    class ToldObserver extends Native {
      constructor(callback: IntersectionObserverCallback) {
        super(() => undefined);
        tell = (isIntersecting) => callback([{ isIntersecting } as IntersectionObserverEntry], this);
      }
    }
    Object.assign(globalThis, { IntersectionObserver: ToldObserver });
    const { session, stage, levels } = await createVisualizer({ preset: 'frequencyBands' }).finally(() =>
      Object.assign(globalThis, { IntersectionObserver: Native }),
    );
    session.levels.set({ input: 0.1, output: 0.1 });
    const seen = [levels(), stage().innerHTML];

    tell(false);
    session.levels.set({ input: 0.9, output: 0.9 });
    const unseen = [levels(), stage().innerHTML];
    const isStopped = stage().classList.contains('unseen');
    tell(true);
    session.levels.set({ input: 0.5, output: 0.5 });

    expect(unseen).to.deep.equal(seen);
    expect([isStopped, stage().classList.contains('unseen')]).to.deep.equal([true, false]);
    expect(levels()).to.not.deep.equal(seen[0]);
  });

  it('writes nothing in a tab in the background', async () => {
    const { session, levels } = await createVisualizer();
    session.levels.set({ input: 0.1, output: 0.1 });
    const seen = levels();

    standInTab({ hidden: true });
    session.levels.set({ input: 0.9, output: 0.9 });
    const meanwhile = levels();
    standInTab({ hidden: false });
    session.levels.set({ input: 0.5, output: 0.5 });

    expect(meanwhile).to.deep.equal(seen);
    expect(levels()).to.not.deep.equal(seen);
  });

  it('takes no animation frame, whatever happens', async () => {
    const original = globalThis.requestAnimationFrame;
    let frames = 0;
    globalThis.requestAnimationFrame = (callback) => {
      frames += 1;
      return original(callback);
    };
    try {
      const { session, visualizer } = await createVisualizer({ preset: 'wave' });
      session.levels.set({ input: 0.4, output: 0.4 });
      await visualizer.updateComplete;
    } finally {
      globalThis.requestAnimationFrame = original;
    }

    expect(frames).to.equal(0);
  });

  it('stands still for those who want no motion, and shows the state all the same', async () => {
    await emulateMedia({ reducedMotion: 'reduce' });
    try {
      const { session, levels, stage } = await createVisualizer();

      session.levels.set({ input: 0.4, output: 0.4 });

      expect(levels()).to.deep.equal(['', '']);
      expect(stage()).to.have.class('speaking');
    } finally {
      await emulateMedia({ reducedMotion: 'no-preference' });
    }
  });

  it('shows the one call that it names', async () => {
    const { session, visualizer, stage, levels } = await createVisualizer({ 'call-id': 'call-2' });
    const before = stage().className;
    session.patch({ agentState: 'idle' });
    session.call();
    await visualizer.updateComplete;
    const [first, second] = session.calls;

    session.levels.set({ input: 1, output: 1 });
    first?.levels.set({ input: 1, output: 1 });
    const untouched = levels();
    second?.levels.set({ input: 0.2, output: 0.5 });
    const own = levels().map(Number);
    second?.mute();
    await visualizer.updateComplete;

    expect(before).to.include('idle');
    expect(untouched).to.deep.equal(['', '']);
    expect(own[1]).to.be.greaterThan(own[0] ?? 1);
    expect(stage()).to.have.class('listening').and.have.class('muted');

    await second?.hangup();
    await visualizer.updateComplete;
    expect(stage()).to.have.class('ended');
  });

  it('goes over from one call to another, and to the conversation', async () => {
    const { session, visualizer, levels } = await createVisualizer({ 'call-id': 'call-1' });
    const [call] = session.calls;

    visualizer.callId = '';
    await visualizer.updateComplete;
    session.levels.set({ input: 0.2, output: 0.5 });
    const [, output] = levels();
    call?.levels.set({ input: 1, output: 1 });

    expect(call?.levels.listenerCount).to.equal(0);
    expect(levels()[1]).to.equal(output);
    expect(Number(output)).to.be.greaterThan(0);
  });

  it('lets go of its session when it is removed', async () => {
    const { session, visualizer } = await createVisualizer();

    visualizer.remove();

    expect(session.levels.listeners.size).to.equal(0);
  });
});

const colorOf = (stage: HTMLElement) => getComputedStyle(stage).getPropertyValue('--_deep');
