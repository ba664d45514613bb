import { expect } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import { createAgent } from '../support/agent-scene.js';
import { createReadyDialer } from '../support/dialer-scene.js';
import { eventually } from '../support/eventually.js';

const widthBefore = innerWidth;
const heightBefore = innerHeight;

/** Resolves when each stands whole in the window, and none on another. */
const haveTheirPlaces = (elements: readonly Element[]) =>
  eventually('each has a place of its own in the window', () => {
    const boxes = elements.map((element) => element.getBoundingClientRect());
    return boxes.every(
      (box, index) =>
        box.width > 0 &&
        box.left >= 0 &&
        box.top >= 0 &&
        box.right <= innerWidth &&
        box.bottom <= innerHeight &&
        boxes.slice(index + 1).every((other) => !areTouching(box, other)),
    );
  });

const areTouching = (a: DOMRect, b: DOMRect) =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

describe('elements that float in the same corner', () => {
  afterEach(() => setViewport({ width: widthBefore, height: heightBefore }));

  for (const placement of ['bottom-right', 'top-left']) {
    it(`stand side by side, closed and open: ${placement}`, async () => {
      await setViewport({ width: 1280, height: 720 });
      const { agent: first, open } = await createAgent({ attributes: { placement } });
      const { agent: second } = await createAgent({ attributes: { placement } });
      const { dialer } = await createReadyDialer({ placement });

      await haveTheirPlaces([first, second, dialer]);
      await open();
      await haveTheirPlaces([first, second, dialer]);
    });
  }

  it('stand side by side where one has a misspelt place, and so the first one', async () => {
    await setViewport({ width: 1280, height: 720 });
    const { agent: first } = await createAgent({ attributes: { placement: 'botom-right' } });
    const { agent: second } = await createAgent();

    await haveTheirPlaces([first, second]);
  });

  for (const placement of ['bottom-right', 'bottom-center']) {
    it(`stand above one another where there is no room beside: ${placement}`, async () => {
      await setViewport({ width: 320, height: 640 });
      const { agent: first } = await createAgent({ attributes: { placement } });
      const { agent: second } = await createAgent({ attributes: { placement } });

      await haveTheirPlaces([first, second]);
    });
  }

  it('are covered by a panel that fills the window', async () => {
    await setViewport({ width: 390, height: 844 });
    const { open, part } = await createAgent();
    const { agent: second } = await createAgent();

    await open();

    await eventually('the second is behind the panel', () => {
      const { x, y, width, height } = second.getBoundingClientRect();
      return width > 0 && document.elementFromPoint(x + width / 2, y + height / 2) !== second;
    });
    expect(part('panel')!.offsetWidth).to.equal(390);
  });

  it('close up when one leaves, and make room when one moves in', async () => {
    await setViewport({ width: 1280, height: 720 });
    const { agent: first } = await createAgent();
    const { agent: second } = await createAgent({ attributes: { placement: 'bottom-left' } });
    const { right } = first.getBoundingClientRect();

    second.setAttribute('placement', 'bottom-right');
    await haveTheirPlaces([first, second]);
    first.remove();

    await eventually('the second takes its place', () => second.getBoundingClientRect().right === right);
  });
});
