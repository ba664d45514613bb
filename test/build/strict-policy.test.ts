import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { describe, it } from 'node:test';
import type { Page } from 'puppeteer-core';
import { type AnswerPage, picturePolicy, strictPolicy, useBuiltSite } from './built-site.js';
import { clickControl, findControl, openEyes, poll, readText, violationsOf } from './page-eyes.js';

const picture = resolve(import.meta.dirname, '../../docs/agent.png');

const answerPage: AnswerPage = ({ pathname, searchParams }, _request, response) => {
  if (pathname !== '/page') return false;
  const hasPictures = searchParams.has('pictures');
  response.setHeader('content-security-policy', hasPictures ? picturePolicy : strictPolicy);
  response.setHeader('content-type', 'text/html');
  response.end(
    '<!doctype html><html lang="en">' +
      '<script async src="/telnyx-elements.js"></script>' +
      `<telnyx-ai-agent agent-id="assistant-strict" gateway-url="/gateway" ` +
      `${searchParams.get('attributes') ?? ''}></telnyx-ai-agent>`,
  );
  return true;
};

describe('a strict content security policy with Trusted Types', () => {
  const { newPage, at } = useBuiltSite(answerPage);

  /** A page whose panel is open. */
  async function open(attributes = '', policy = '') {
    const page = await newPage();
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text());
    });
    await openEyes(page);
    await page.goto(at(`/page?${new URLSearchParams({ attributes }).toString()}&${policy}`));
    await clickControl(page, 'launcher');
    return { page, troubles: async () => [...(await violationsOf(page)), ...errors] };
  }

  async function start(page: Page) {
    await clickControl(page, 'start-button');
    await readText(page, 'Hello! I am the demo assistant.');
  }

  async function end(page: Page) {
    await clickControl(page, 'end-button');
    await findControl(page, 'summary');
  }

  it('is told of what is against it', async () => {
    const { page, troubles } = await open();

    await page.evaluate(() => {
      document.body.setAttribute('style', 'color: red');
    });

    await poll('Nothing is told.', async () => (await troubles()).some((each) => each.includes('style-src')));
  });

  it('lets a plain conversation through', async () => {
    const { page, troubles } = await open();

    await start(page);
    await end(page);

    assert.deepEqual(await troubles(), []);
  });

  it('lets consent and push-to-talk through', async () => {
    const { page, troubles } = await open('consent="This call is recorded." push-to-talk');

    await clickControl(page, 'agree-button');
    await start(page);
    const talk = await findControl(page, 'talk-button');
    await talk.hover();
    await page.mouse.down();
    await readText(page, 'Release when done');
    await page.mouse.up();
    await readText(page, 'Hold to talk');
    await end(page);

    assert.deepEqual(await troubles(), []);
  });

  it('lets the choice and the test of devices through', async () => {
    const { page, troubles } = await open();

    await start(page);
    await clickControl(page, 'devices-button');
    const list = await findControl(page, 'device-list');
    await poll('No microphone is offered.', () => list.evaluate((each) => each.children.length > 1));
    await clickControl(page, 'test-button');
    await end(page);

    assert.deepEqual(await troubles(), []);
  });

  it('lets another visualizer through', async () => {
    const { page, troubles } = await open('visualizer="scatteredDots" visualizer-color="bloom"');

    await start(page);
    const visualizer = await findControl(page, 'visualizer');
    const isDrawn = (shape: string) =>
      visualizer.evaluate((each, selector) => each.shadowRoot?.querySelector(selector) !== null, shape);
    await poll('The dots are not drawn.', () => isDrawn('circle'));
    const hasDefault = await isDrawn('[part="orb"]');
    await end(page);

    assert.deepEqual([hasDefault, await troubles()], [false, []]);
  });

  it('lets words through that load on demand', async () => {
    const { page, troubles } = await open('lang="ar"');

    await readText(page, 'بدء المكالمة');
    await start(page);
    await end(page);
    await readText(page, 'انتهت المكالمة');

    assert.deepEqual(await troubles(), []);
  });

  // The one thing that needs more than scripts and sockets: `img-src data:` for the picture.
  it('lets a picture in a message and a saved transcript through, with img-src data:', async () => {
    const { page, troubles } = await open('', 'pictures');
    const downloads = await page.browser().target().createCDPSession();
    await downloads.send('Browser.setDownloadBehavior', { behavior: 'deny', eventsEnabled: true });
    const saved = new Promise<string>((resolve) => {
      downloads.on('Browser.downloadWillBegin', ({ suggestedFilename }) => {
        resolve(suggestedFilename);
      });
    });

    await start(page);
    const [chooser] = await Promise.all([page.waitForFileChooser(), clickControl(page, 'image-button')]);
    await chooser.accept([picture]);
    await findControl(page, 'thumbnail');
    await clickControl(page, 'send-button');
    await readText(page, 'I received 1 image.');
    const image = await findControl(page, 'image');
    await poll('The picture is not shown.', () =>
      image.evaluate((each) => (each.querySelector('img')?.naturalWidth ?? 0) > 0),
    );
    await image.click();
    await findControl(page, 'viewer');
    await page.keyboard.press('Escape');
    await end(page);
    await clickControl(page, 'download-button');
    const name = await saved;

    assert.equal(name, 'transcript.txt');
    assert.deepEqual(await troubles(), []);
  });
});
