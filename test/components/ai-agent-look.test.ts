import { expect } from '@open-wc/testing';
import { emulateMedia } from '@web/test-runner-commands';
import { createAgent } from '../support/agent-scene.js';
import { agentStates, enterState } from '../support/agent-states.js';
import { contrastOf, luminanceOf } from '../support/contrast.js';
import { eventually } from '../support/eventually.js';

const styleOf = (element: Element | null | undefined) => getComputedStyle(element!);

describe('<telnyx-ai-agent> and the colours of the system', () => {
  afterEach(() => emulateMedia({ colorScheme: 'light' }));

  for (const [theme, colorScheme, isDark] of [
    ['auto', 'light', false],
    ['auto', 'dark', true],
    ['', 'dark', true],
    ['light', 'dark', false],
    ['dark', 'light', true],
  ] as const) {
    it(`is ${isDark ? 'dark' : 'light'} with theme="${theme}" where the system is ${colorScheme}`, async () => {
      await emulateMedia({ colorScheme });

      const { part, root } = await enterState(agentStates.listening!, { theme });

      const bubble = root.querySelector('telnyx-transcript')!.shadowRoot!.querySelector('.assistant .bubble');
      const surfaces = [styleOf(part('panel')), styleOf(bubble), styleOf(part('mute-button'))];
      expect(surfaces.map(({ backgroundColor }) => luminanceOf(backgroundColor) < 0.1)).to.deep.equal(
        Array(3).fill(isDark),
      );
      expect(luminanceOf(styleOf(part('title')).color) > 0.5).to.equal(isDark);
    });
  }

  it('follows the system while it is open', async () => {
    const { part } = await enterState(agentStates.listening!, { theme: 'auto' });
    const before = luminanceOf(styleOf(part('panel')).backgroundColor);

    await emulateMedia({ colorScheme: 'dark' });

    expect(before).to.be.greaterThan(0.9);
    expect(luminanceOf(styleOf(part('panel')).backgroundColor)).to.be.lessThan(0.1);
  });
});

describe('<telnyx-ai-agent> where no motion is wanted', () => {
  before(() => emulateMedia({ reducedMotion: 'reduce' }));
  after(() => emulateMedia({ reducedMotion: 'no-preference' }));

  /** What moves, or would: keyframes and transitions of anything but opacity and colour. */
  const moving = (root: ShadowRoot): string[] => {
    const inner = [...root.querySelectorAll('*')].flatMap(({ shadowRoot }) =>
      shadowRoot ? moving(shadowRoot) : [],
    );
    const animated = root.getAnimations().flatMap(({ effect }) => {
      const frames = (effect as KeyframeEffect).getKeyframes();
      return frames.flatMap((frame) => Object.keys(frame)).filter((property) => !isStill(property));
    });
    const changing = [...root.querySelectorAll('*')]
      .map((each) => styleOf(each))
      .filter(({ transitionDuration }) => !/^0s(, 0s)*$/.test(transitionDuration))
      .flatMap(({ transitionProperty }) => transitionProperty.split(', '))
      .filter((property) => !isStill(property));
    return [...animated, ...changing, ...inner];
  };
  const isStill = (property: string) =>
    /^(offset|computedOffset|easing|composite|opacity|.*color|.*Color|none)$/.test(property);

  for (const [name, state] of Object.entries(agentStates)) {
    it(`moves nothing: ${name}`, async () => {
      const { root } = await enterState(state);

      expect(moving(root)).to.deep.equal([]);
    });
  }

  it('opens by opacity alone', async () => {
    const { open, root } = await createAgent();

    await open();

    const [opening] = root.querySelector('.panel')!.getAnimations() as [CSSAnimation];
    const frames = (opening.effect as KeyframeEffect).getKeyframes();
    expect(frames.map(({ opacity, scale, translate }) => [opacity, scale, translate])).to.deep.equal([
      ['0.2', undefined, undefined],
      ['1', undefined, undefined],
    ]);
  });
});

describe('<telnyx-ai-agent> and an accent of the page', () => {
  const accents = [
    ...['#fff', '#000', '#808080', '#767676', '#ffe600', '#ffa500', '#f00', '#0f0', '#00f', '#0ff', '#f0f'],
    ...['#5b21b6', '#ffd1dc', '#0b3d2e', 'oklch(48% 0.11 165)', 'oklch(53% 0.2 27)', 'oklch(70% 0.3 145)'],
    ...['oklch(78% 0.13 25)', 'oklch(78% 0.15 200)', 'oklch(56.5% 0 0)', 'oklch(60% 0.14 250)'],
  ];
  /** Text on the accent or its tint, or in its colour, found in the shadow roots one inside the other. */
  const texts: Readonly<Record<string, readonly (readonly string[])[]>> = {
    closed: [['[part="launcher"]']],
    idle: [['[part="start-button"]'], ['.avatar']],
    connecting: [['[part="start-button"]']],
    listening: [
      ['[part="state"]'],
      ['telnyx-message-form', '[part="send-button"]'],
      ['telnyx-transcript', '.user .bubble'],
      ['telnyx-transcript', '.user .bubble a'],
    ],
    'not heard': [['telnyx-notice', '.strip']],
    ended: [['[part="start-button"]']],
    failed: [
      ['telnyx-notice', '[part="retry-button"]'],
      ['telnyx-notice', '[part="details-button"]'],
    ],
    'minimised call': [['[part="launcher"]']],
  };
  const find = (root: ShadowRoot, path: readonly string[]) =>
    path.reduce<Element | null>((within, selector, step) => {
      return (step === 0 ? root : within!.shadowRoot!).querySelector(selector);
    }, null)!;

  for (const accent of accents) {
    for (const theme of ['light', 'dark']) {
      it(`keeps every text readable: ${accent}, ${theme}`, async () => {
        const read: Record<string, number> = {};
        for (const [name, paths] of Object.entries(texts)) {
          const { agent, root } = await enterState(agentStates[name]!, {
            theme,
            style: `--telnyx-accent: ${accent}`,
          });
          for (const path of paths) {
            const element = find(root, path);
            // Nothing fades any more.
            for (const animation of agent.getAnimations({ subtree: true })) animation.cancel();
            read[`${name}: ${path.join(' ')}`] = contrastOf(element);
          }
        }

        const { root } = await enterState(agentStates.listening!, {
          theme,
          style: `--telnyx-accent: ${accent}`,
        });
        const hovered = document.createElement('b');
        hovered.style.cssText = 'background: var(--_accent-hover); color: var(--_on-accent)';
        root.append(hovered);
        read['under the pointer'] = contrastOf(hovered);

        const poor = Object.entries(read).filter(([, contrast]) => contrast < 4.5);
        expect(poor).to.deep.equal([]);
      });
    }
  }
});

describe('<telnyx-ai-agent> in a language from right to left', () => {
  /** What stands in a row, in its order from left to right. */
  const inOrder = (elements: Readonly<Record<string, Element | null | undefined>>) =>
    Object.entries(elements)
      .map(([name, element]) => ({ name, left: element!.getBoundingClientRect().left }))
      .sort((a, b) => a.left - b.left)
      .map(({ name }) => name);

  async function rowsIn(lang: string) {
    const { agent, part, root, updated } = await enterState(agentStates['its menu open']!, { lang });
    const isTurned = () => styleOf(part('panel')).direction === (lang === 'ar' ? 'rtl' : 'ltr');
    await eventually('it is turned the way of its words', isTurned);
    await updated();
    const { shadowRoot: list } = root.querySelector('telnyx-transcript')!;
    const { left, right } = list!.querySelector('ol')!.getBoundingClientRect();
    const sideOf = (selector: string) => {
      const box = list!.querySelector(selector)!.getBoundingClientRect();
      return box.left - left < right - box.right ? 'left' : 'right';
    };
    const menu = root.querySelector('.menu-list')!.getBoundingClientRect();
    const menuButton = part('menu-button')!.getBoundingClientRect();
    const rows = {
      header: inOrder({
        avatar: part('avatar'),
        title: part('title'),
        menu: part('menu-button'),
        close: part('close-button'),
      }),
      composer: inOrder({ image: part('image-button'), field: part('input'), send: part('send-button') }),
      'call bar': inOrder({
        mute: part('mute-button'),
        devices: part('devices-button'),
        time: part('time'),
        end: part('end-button'),
      }),
    };
    const sides = {
      agent: sideOf('.assistant .bubble'),
      visitor: sideOf('.user .bubble'),
      menu: Math.abs(menu.left - menuButton.left) < 1 ? 'left' : 'right',
    };
    const { left: panelLeft } = part('panel')!.getBoundingClientRect();
    agent.close();
    await updated();
    const minimised = inOrder({
      launcher: part('launcher'),
      mute: part('mute-button'),
      end: part('end-button'),
    });
    // The next one has the corner for itself.
    agent.remove();
    return { rows: { ...rows, minimised }, sides, panelLeft };
  }

  it('is the mirror image of one from left to right, in the same corner', async () => {
    const english = await rowsIn('en');
    const arabic = await rowsIn('ar');

    for (const [name, row] of Object.entries(english.rows)) {
      expect(arabic.rows[name as keyof typeof arabic.rows], name).to.deep.equal(row.toReversed());
    }
    expect(english.rows.header).to.deep.equal(['avatar', 'title', 'menu', 'close']);
    expect(english.sides).to.deep.equal({ agent: 'left', visitor: 'right', menu: 'right' });
    expect(arabic.sides).to.deep.equal({ agent: 'right', visitor: 'left', menu: 'left' });
    expect(arabic.panelLeft).to.equal(english.panelLeft);
  });
});
