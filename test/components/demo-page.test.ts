import { expect } from '@open-wc/testing';
import { scenarioMenu } from '../../demo/gateway/scenarios.js';

const PAGES = ['index', 'configurator', 'softphone', 'composed-phone', 'agent-desk', 'states'];

/** Pages that stand in others, in frames. */
const FRAMES = ['framed-state'];

async function loadDemoPage(name = 'index') {
  const response = await fetch(`/demo/${name}.html`);
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

describe('demo/softphone.html', () => {
  it('offers scenarios of the gateway, the token that is about to expire among them', async () => {
    const page = await loadDemoPage('softphone');

    const [first, ...options] = page.querySelectorAll<HTMLOptionElement>('#scenario option');
    const offered = options.map(({ value, text }) => ({ name: value, description: text }));
    const known = scenarioMenu.filter(({ name }) => offered.some((option) => option.name === name));
    expect(first?.value).to.equal('assistant');
    expect(offered).to.have.deep.members(known);
    expect(offered.map(({ name }) => name)).to.include('expiring-token');
  });
});

describe('the pages of the demo', () => {
  for (const name of PAGES.slice(1)) {
    it(`are linked from the first one: ${name}`, async () => {
      const first = await loadDemoPage();

      expect(first.querySelector(`a[href="./${name}.html"]`)).not.to.equal(null);
    });
  }

  for (const name of [...PAGES, ...FRAMES]) {
    it(`keep to a strict policy: ${name}`, async () => {
      const page = await loadDemoPage(name);

      const policy = page
        .querySelector('meta[http-equiv="Content-Security-Policy"]')
        ?.getAttribute('content');
      expect(policy).to.match(/^default-src 'none'; script-src 'self'; style-src 'self'; /);
      expect(policy).to.contain("require-trusted-types-for 'script'");
      expect(page.querySelector('style, [style], script:not([src])')).to.equal(null);
    });
  }
});
