import { expect } from '@open-wc/testing';
import { scenarioMenu } from '../../demo/gateway/scenarios.js';

async function loadDemoPage() {
  const response = await fetch('/demo/index.html');
  return new DOMParser().parseFromString(await response.text(), 'text/html');
}

describe('demo/index.html', () => {
  it('offers every scenario of the gateway', async () => {
    const page = await loadDemoPage();

    const options = [...page.querySelectorAll<HTMLOptionElement>('#scenario option')];
    const offered = options.map(({ value, text }) => ({ name: value, description: text }));
    expect(offered).to.deep.equal(scenarioMenu);
  });

  it('embeds the widget with the two lines that it shows', async () => {
    const page = await loadDemoPage();
    const shown = new DOMParser().parseFromString(
      page.querySelector('#snippet')?.textContent ?? '',
      'text/html',
    );
    const attributesOf = (element: Element | null) =>
      [...(element?.attributes ?? [])]
        .map(({ name, value }) => [name, value])
        .filter(([name]) => name !== 'id');

    const [agent, script] = ['telnyx-ai-agent', 'script'];
    expect(attributesOf(shown.querySelector(agent))).to.deep.equal(attributesOf(page.querySelector(agent)));
    expect(attributesOf(shown.querySelector(script))).to.deep.equal(attributesOf(page.querySelector(script)));
  });
});
