import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { describe, it } from 'node:test';
import type { Viewport } from 'puppeteer-core';
import { type AnswerPage, useBuiltSite } from './built-site.js';
import { clickControl, findControl, openEyes, poll, readText } from './page-eyes.js';

const picture = resolve(import.meta.dirname, '../../docs/agent.png');
const phone: Viewport = { width: 390, height: 844, isMobile: true, hasTouch: true };
const desktop: Viewport = { width: 1280, height: 800 };

const answerPage: AnswerPage = ({ pathname }, _request, response) => {
  if (pathname !== '/page') return false;
  response.setHeader('content-type', 'text/html');
  response.end(
    '<!doctype html><html lang="en"><link rel="icon" href="data:,">' +
      '<meta name="viewport" content="width=device-width">' +
      '<script async src="/telnyx-elements.js"></script>' +
      '<telnyx-ai-agent agent-id="assistant-seen" gateway-url="/gateway"></telnyx-ai-agent>',
  );
  return true;
};

describe('<telnyx-message-form> and the camera', () => {
  const { newPage, at } = useBuiltSite(answerPage);

  /** The buttons of the composer of a call that goes on, by their names. */
  async function callOn(viewport: Viewport) {
    const page = await newPage();
    await page.setViewport(viewport);
    await openEyes(page);
    await page.goto(at('/page'));
    await clickControl(page, 'launcher');
    await clickControl(page, 'start-button');
    await readText(page, 'Hello! I am the demo assistant.');
    const composer = await findControl(page, 'composer');
    const button = (name: string) => composer.$(`button[aria-label="${name}"]`);
    /** The attribute `capture` of the input that the button opens. */
    const choose = async (name: string) => {
      const opener = await poll(`There is no "${name}".`, () => button(name));
      const [chooser] = await Promise.all([page.waitForFileChooser(), opener.click()]);
      const isCamera = await composer.$eval('input[type="file"]', (input) => input.hasAttribute('capture'));
      return { chooser, isCamera };
    };
    return { page, button, choose };
  }

  it('takes a picture with the camera button of a touch device and sends it', async () => {
    const { page, choose } = await callOn(phone);

    const { chooser, isCamera } = await choose('Take a photo');
    await chooser.accept([picture]);
    await findControl(page, 'thumbnail');
    await clickControl(page, 'send-button');
    await readText(page, 'I received 1 image.');

    assert.equal(isCamera, true);
  });

  it('leaves the camera alone where the visitor chooses a file, also after a picture', async () => {
    const { page, choose } = await callOn(phone);
    const { chooser } = await choose('Take a photo');
    await chooser.accept([picture]);
    await findControl(page, 'thumbnail');

    const { isCamera } = await choose('Add image');

    assert.equal(isCamera, false);
  });

  it('has no camera button where there is a mouse', async () => {
    const { button, choose } = await callOn(desktop);

    const { isCamera } = await choose('Add image');

    assert.deepEqual([isCamera, await button('Take a photo')], [false, null]);
  });
});
