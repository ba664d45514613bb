import { expect } from '@open-wc/testing';
import { en } from '../../components/strings/en.js';
import { loadLocale } from '../../components/strings/languages.js';
import { consoleLines } from '../support/console-lines.js';
import { createReadyDialer } from '../support/dialer-scene.js';
import { eventually } from '../support/eventually.js';
import { failureOf } from '../support/failure-of.js';
import { fakeError } from '../support/fake-call.js';
import { languages } from '../support/languages.js';

type Scene = Awaited<ReturnType<typeof createReadyDialer>>;

const WIDTH = 240;
const NAME = 'Katherine Johnson';

/** Presses what has this part, as soon as it is there. */
async function press({ root, updated }: Scene, part: string) {
  const button = await eventually(`there is a ${part}`, () =>
    everything(root).find((each) => each.part.contains(part)),
  );
  (button as HTMLElement).click();
  await updated();
}

/** What shows several calls loads with the first of them. */
const drawn = ({ root }: Scene, part: string) =>
  eventually(`there is a ${part}`, () => everything(root).some((each) => each.part.contains(part)));

const talk = async ({ dialer, session, updated }: Scene, remoteName = NAME) => {
  await dialer.dial('+15550100100');
  session.lastCall.patch({ remoteName });
  await updated();
};

/** What a phone shows beside its number field. */
const pages: Readonly<Record<string, (scene: Scene) => Promise<unknown>>> = {
  'the number field': ({ type }) => type('+15550100100'),
  'a call': (scene) => talk(scene),
  'a call with its keys': async (scene) => {
    await talk(scene);
    await press(scene, 'keypad-button');
  },
  'two calls': async (scene) => {
    await talk(scene);
    await scene.dialer.hold();
    await talk(scene, 'Ada Lovelace');
    await drawn(scene, 'swap-button');
  },
  'a call that comes in beside another': async (scene) => {
    await talk(scene);
    scene.session.ring({ remoteName: 'Ada Lovelace' });
    await drawn(scene, 'incoming-call');
  },
  'three that come in': async (scene) => {
    for (const remoteName of ['Ada Lovelace', NAME, 'Alan Turing']) scene.session.ring({ remoteName });
    await drawn(scene, 'decline-all-button');
  },
  devices: async (scene) => {
    await press(scene, 'devices-button');
    await eventually(
      'the devices are there',
      () => scene.root.querySelectorAll('telnyx-device-select').length === 3,
    );
  },
  'recent calls': async (scene) => {
    for (const change of [{ answeredAt: Date.now() - 60_000 }, {}]) {
      scene.session.ring({ remoteName: NAME }).patch({ state: 'ended', endedAt: Date.now(), ...change });
    }
    await press(scene, 'history-button');
    await eventually('they are listed', () => scene.root.querySelector('.history'));
  },
  'a refused login': async ({ dialer, session, root }) => {
    await consoleLines(async () => {
      session.refusal = fakeError(46001, 'LOGIN_FAILED');
      await failureOf(dialer.connect());
    });
    await eventually('it is told', () => everything(root).some((each) => each.matches('.failure h2')));
  },
};

const everything = (root: ShadowRoot): Element[] =>
  [...root.querySelectorAll('*')].flatMap((each) => [
    each,
    ...(each.shadowRoot ? everything(each.shadowRoot) : []),
  ]);

const nameOf = (element: Element) => `${element.localName}.${element.className || element.part.value}`;

/** What is wrong with the drawing of a phone that is this narrow. */
function complaints(root: ShadowRoot): string[] {
  const panel = root.querySelector('[part=panel]')!.getBoundingClientRect();
  const visible = everything(root).filter(
    (each) => each instanceof HTMLElement && each.checkVisibility() && !each.matches('.visually-hidden'),
  ) as HTMLElement[];
  return visible.flatMap((element) => {
    const { left, right, width, height } = element.getBoundingClientRect();
    const { textOverflow, position } = getComputedStyle(element);
    // A word that is wider than its column runs into the next one.
    const parent = position === 'absolute' ? null : element.parentElement;
    const isShortened = parent !== null && getComputedStyle(parent).textOverflow === 'ellipsis';
    const around = isShortened ? null : parent?.getBoundingClientRect();
    const { left: start, right: end } = around?.width ? around : panel;
    const says = (what: string) => `${nameOf(element)} "${element.textContent.trim().slice(0, 30)}" ${what}`;
    return [
      ...(left < start - 0.5 || right > end + 0.5 ? [says('sticks out')] : []),
      ...(textOverflow !== 'ellipsis' &&
      element.clientWidth > 0 &&
      element.scrollWidth > element.clientWidth + 1
        ? [says('is cut')]
        : []),
      ...(element.matches('button, select') && Math.round(Math.min(width, height)) < 44
        ? [says(`is no target: ${String(width)} x ${String(height)}`)]
        : []),
      ...(element.matches('.name') && element.scrollWidth > element.clientWidth + 1 ? [says('is cut')] : []),
    ];
  });
}

describe(`<telnyx-dialer> at ${String(WIDTH)} px`, () => {
  afterEach(() => sessionStorage.clear());

  for (const [page, enter] of Object.entries(pages)) {
    for (const lang of ['en', ...languages]) {
      it(`has room for ${page}, in ${lang}`, async () => {
        const scene = await createReadyDialer({ lang, history: 'session' });
        const { container, root, updated, dialer } = scene;
        container.style.width = `${String(WIDTH)}px`;
        const { history } = (await loadLocale(dialer)) ?? en;
        await eventually(
          'it has its words',
          () => root.querySelector('[part=history-button]')?.ariaLabel === history,
        );

        await enter(scene);
        await updated();
        await updated();

        expect(complaints(root)).to.deep.equal([]);
      });
    }
  }
});
