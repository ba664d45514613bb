import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Page } from 'puppeteer-core';
import { type AnswerPage, useBuiltSite } from './built-site.js';
import { clickControl, findControl, openEyes, poll, readText } from './page-eyes.js';

const answerPage: AnswerPage = ({ pathname }, _request, response) => {
  if (pathname !== '/page') return false;
  response.setHeader('content-type', 'text/html');
  response.end(
    '<!doctype html><html lang="en"><link rel="icon" href="data:,">' +
      '<script async src="/telnyx-elements.js"></script>' +
      '<telnyx-ai-agent agent-id="assistant-forced" gateway-url="/gateway"></telnyx-ai-agent>',
  );
  return true;
};

/** Whether each has a line around it that can be told from what it stands on. */
async function edgesOf(page: Page, ...parts: readonly string[]): Promise<Record<string, boolean>> {
  const edges: Record<string, boolean> = {};
  for (const part of parts) {
    const control = await findControl(page, part);
    edges[part] = await control.evaluate((element) => {
      const canvas = document.createElement('i');
      canvas.style.color = 'Canvas';
      document.body.append(canvas);
      const background = getComputedStyle(canvas).color;
      canvas.remove();
      const style = getComputedStyle(element.querySelector('.bubble') ?? element);
      return ['border-top', 'outline'].some((line) => {
        const color = style.getPropertyValue(`${line}-color`);
        const isPainted = style.getPropertyValue(`${line}-style`) === 'solid' && color !== 'rgba(0, 0, 0, 0)';
        return isPainted && parseFloat(style.getPropertyValue(`${line}-width`)) > 0 && color !== background;
      });
    });
  }
  return edges;
}

const all = (...parts: readonly string[]) => Object.fromEntries(parts.map((part) => [part, true]));

describe('an agent in forced colours', () => {
  const { newPage, at } = useBuiltSite(answerPage);

  it('shows by lines what colours do not show any more', async () => {
    const page = await newPage();
    await openEyes(page);
    const devtools = await page.createCDPSession();
    const features = [{ name: 'forced-colors', value: 'active' }];
    await devtools.send('Emulation.setEmulatedMedia', { features });
    await page.goto(at('/page'));

    const closed = await edgesOf(page, 'launcher');
    await clickControl(page, 'launcher');
    const before = ['panel', 'start-button', 'close-button', 'devices-button', 'orb'];
    const idle = await edgesOf(page, ...before);
    await clickControl(page, 'start-button');
    await readText(page, 'Hello! I am the demo assistant.');
    const during = ['message-assistant', 'composer', 'mute-button', 'end-button', 'send-button', 'orb'];
    const inCall = await edgesOf(page, ...during);
    await clickControl(page, 'mute-button');
    const bars = await (
      await findControl(page, 'orb')
    ).evaluate((orb) => {
      const [first] = orb.children;
      return [getComputedStyle(first!).backgroundColor, getComputedStyle(orb).backgroundColor];
    });
    const mute = await findControl(page, 'mute-button');
    const pressedLook = () => mute.evaluate((each) => getComputedStyle(each).backgroundColor);
    const pressed = await pressedLook();
    await clickControl(page, 'mute-button');
    await poll('It looks the same, pressed or not.', async () => (await pressedLook()) !== pressed);
    await clickControl(page, 'close-button');
    const minimised = await edgesOf(page, 'dock', 'launcher', 'end-button');
    await page.close();

    assert.deepEqual(closed, all('launcher'));
    assert.deepEqual(idle, all(...before));
    assert.deepEqual(inCall, all(...during));
    assert.notEqual(bars[0], bars[1]);
    assert.deepEqual(minimised, all('dock', 'launcher', 'end-button'));
  });
});
