import { expect } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import { createAgent } from '../support/agent-scene.js';
import { consoleLines } from '../support/console-lines.js';
import { eventually } from '../support/eventually.js';
import { failureOf } from '../support/failure-of.js';
import { fakeError } from '../support/fake-call.js';

type Scene = Awaited<ReturnType<typeof createAgent>>;

const widthBefore = innerWidth;
const heightBefore = innerHeight;

/** What reaches out of the window, by its part. */
const outside = ({ part, root }: Scene, names: readonly string[]) => {
  // A panel that still opens is smaller than it will be.
  for (const animation of root.querySelector('.panel')?.getAnimations() ?? []) animation.finish();
  return names.filter((name) => {
    const { left, right } = part(name)!.getBoundingClientRect();
    return left < 0 || right > innerWidth || right - left < 44;
  });
};

describe('<telnyx-ai-agent> on a small screen', () => {
  after(() => setViewport({ width: widthBefore, height: heightBefore }));

  for (const lang of ['en', 'de', 'fr', 'pl', 'el', 'ar', 'he']) {
    for (const attributes of [{}, { 'push-to-talk': '' }]) {
      const name = `${lang}, ${'push-to-talk' in attributes ? 'push to talk' : 'with a switch'}`;

      it(`keeps every control of a call in reach: ${name}`, async () => {
        await setViewport({ width: 320, height: 640 });
        const scene = await createAgent({ attributes: { lang, 'max-duration': '20', ...attributes } });
        await scene.startCall();
        const microphone = 'push-to-talk' in attributes ? 'talk-button' : 'mute-button';
        await eventually(
          'the controls are drawn',
          () => scene.part(microphone) !== null && scene.part('countdown') !== null,
        );
        await scene.updated();

        const inPanel = outside(scene, [microphone, 'devices-button', 'end-button', 'send-button']);
        scene.agent.close();
        await scene.updated();
        const inLauncher = outside(scene, ['launcher', microphone, 'end-button']);

        expect(inPanel).to.deep.equal([]);
        expect(inLauncher).to.deep.equal([]);
      });
    }
  }
});

describe('<telnyx-ai-agent> in a page at twice its size', () => {
  after(() => setViewport({ width: widthBefore, height: heightBefore }));

  const isInside = ({ part }: Scene, name: string) => {
    const panel = part('panel')!.getBoundingClientRect();
    const { top, bottom, left, right } = part(name)!.getBoundingClientRect();
    return top >= panel.top && bottom <= panel.bottom && left >= panel.left && right <= panel.right;
  };
  async function createLarge(width: number, height: number, attributes = {}) {
    await setViewport({ width, height });
    const scene = await createAgent({ attributes });
    await scene.open();
    for (const animation of scene.root.querySelector('.panel')!.getAnimations()) animation.finish();
    return scene;
  }

  it('shows the button that starts a call', async () => {
    const scene = await createLarge(640, 400);

    expect(isInside(scene, 'start-button')).to.equal(true);
  });

  it('shows the button that ends it, also beside the choice of devices', async () => {
    const scene = await createLarge(640, 400);
    await scene.startCall();

    scene.part('devices-button')!.click();
    await eventually('the choice is there', () => scene.part('device-list') !== null);
    await scene.updated();

    expect(isInside(scene, 'end-button')).to.equal(true);
  });

  it('leaves two lines of the conversation in sight beside suggestions', async () => {
    const suggestions = '["Opening hours", "Prices of repairs", "Where are you?", "Talk to a person"]';
    const scene = await createLarge(640, 400, { suggestions });
    const session = await scene.startCall();
    session.say({ id: '1', text: 'Hello, how can I help?' });
    await eventually('they are there', () => scene.part('suggestion') !== null);
    await scene.updated();

    expect(scene.part('transcript')!.offsetHeight).to.be.at.least(100);
    expect(scene.part('suggestion')!.offsetHeight).to.be.at.least(44);
    expect(isInside(scene, 'end-button')).to.equal(true);
  });

  it('shows a failure from its beginning', async () => {
    const scene = await createLarge(195, 300);
    scene.engine.session.refusal = fakeError(42001, 'MEDIA_MICROPHONE_PERMISSION_DENIED');

    await consoleLines(() => failureOf(scene.agent.start()));
    await eventually('it is told', () => scene.part('retry-button') !== null);
    await scene.updated();

    const { top } = scene.part('notice')!.getBoundingClientRect();
    expect(top).to.be.at.least(scene.part('header')!.getBoundingClientRect().bottom);
  });

  it('keeps its menu within the window', async () => {
    const scene = await createLarge(195, 422);
    const link = 'https://example.com/';
    scene.engine.session.patch({
      widgetSettings: { give_feedback_url: link, report_issue_url: link, view_history_url: link },
    });

    await eventually('the menu is there', () => scene.part('menu-button') !== null);
    scene.part('menu-button')!.click();
    await scene.updated();

    const { left, right } = scene.root.querySelector('.menu-list')!.getBoundingClientRect();
    expect([left >= 0, right <= 195]).to.deep.equal([true, true]);
  });
});

describe('<telnyx-ai-agent> in the middle of an edge', () => {
  for (const edge of ['bottom', 'top'] as const) {
    it(`stands there closed and open, at the ${edge}`, async () => {
      const { agent, part, open, updated } = await createAgent({
        attributes: { placement: `${edge}-center` },
      });
      const offset = (name: string) => {
        const { left, right, top, bottom } = part(name)!.getBoundingClientRect();
        const width = document.documentElement.clientWidth;
        return [Math.round(left - (width - right)), edge === 'top' ? top : innerHeight - bottom];
      };
      await agent.updateComplete;
      const closed = offset('launcher');

      await open();
      await updated();
      for (const animation of part('panel')!.getAnimations()) animation.finish();

      expect(agent.error).to.equal(null);
      expect([closed, offset('panel')]).to.deep.equal([
        [0, 20],
        [0, 20],
      ]);
    });
  }
});

describe('<telnyx-ai-agent placement="inline">', () => {
  async function createInline(size: string) {
    const scene = await createAgent({ attributes: { placement: 'inline' } });
    scene.agent.parentElement!.setAttribute('style', size);
    await scene.agent.start();
    await scene.updated();
    return scene;
  }

  it('stays inside a small box with all that a call needs', async () => {
    const { agent, part } = await createInline('width: 200px; height: 200px');
    const box = agent.parentElement!.getBoundingClientRect();
    const isInside = (name: string) => {
      const { top, bottom, left, right } = part(name)!.getBoundingClientRect();
      return top >= box.top && bottom <= box.bottom && left >= box.left && right <= box.right;
    };

    await eventually('every control is inside', () => isInside('end-button') && isInside('mute-button'));

    const { width, height } = part('panel')!.getBoundingClientRect();
    expect([width, height]).to.deep.equal([200, 200]);
  });

  for (const lang of ['en', 'de', 'es', 'fr', 'it', 'nl', 'pl', 'pt-br', 'el', 'ro', 'uk']) {
    it(`keeps the time between the controls in a narrow box: ${lang}`, async () => {
      const scene = await createAgent({ attributes: { placement: 'inline', lang } });
      scene.agent.parentElement!.setAttribute('style', 'width: 358px; height: 520px');
      await scene.agent.start();
      await eventually(
        'the words are there',
        () => lang === 'en' || !['End call', undefined].includes(scene.part('end-button')?.title),
      );
      await scene.updated();
      const time = scene.part('time')!.getBoundingClientRect();
      const middle = (time.top + time.bottom) / 2;

      const beside = ['mute-button', 'devices-button', 'end-button'].filter((name) => {
        const { top, bottom } = scene.part(name)!.getBoundingClientRect();
        return top < middle && middle < bottom;
      });

      expect(beside).to.have.lengthOf(3);
      expect(outside(scene, ['mute-button', 'devices-button', 'end-button'])).to.deep.equal([]);
    });
  }

  it('has a height of its own where the page gives it none', async () => {
    const { part } = await createInline('width: 400px');

    expect(part('panel')!.offsetHeight).to.equal(480);
  });

  it('is as high as the page says', async () => {
    const { agent, part } = await createInline('width: 400px; height: 300px');
    agent.setAttribute('style', 'height: 250px');

    expect(part('panel')!.offsetHeight).to.equal(250);
  });
});
