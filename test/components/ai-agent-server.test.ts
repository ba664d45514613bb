import { expect, oneEvent, waitUntil } from '@open-wc/testing';
import type { WidgetSettings } from '../../src/index.js';
import { type AgentSceneOptions, createAgent } from '../support/agent-scene.js';
import { consoleLines } from '../support/console-lines.js';
import { eventually } from '../support/eventually.js';

/** An agent with a session that has just been told how the portal wants it. */
async function createDressed(settings: Partial<WidgetSettings>, options: AgentSceneOptions = {}) {
  const scene = await createAgent(options);
  scene.agent.dispatchEvent(new PointerEvent('pointerenter'));
  await scene.engine.acquired();
  scene.engine.session.patch({ widgetSettings: settings });
  await scene.updated();
  return scene;
}

const schemeOf = (element: Element) => getComputedStyle(element).colorScheme;

describe('<telnyx-ai-agent> and the settings of the portal', () => {
  it('wears the theme', async () => {
    const { agent } = await createDressed({ theme: 'dark' });

    await waitUntil(() => schemeOf(agent) === 'dark');
  });

  it('wears the theme of the page instead', async () => {
    const { agent } = await createDressed({ theme: 'dark' }, { attributes: { theme: 'light' } });
    await import('../../components/ai-agent/server-look.js');
    await agent.updateComplete;

    expect(schemeOf(agent)).to.equal('light');
  });

  it('stands in the text of the page with position static, unless the page places it', async () => {
    const { agent, part, updated } = await createDressed({ position: 'static' });
    const placed = await createDressed(
      { position: 'static' },
      { attributes: { 'agent-id': 'other', placement: 'bottom-left' } },
    );

    await waitUntil(() => agent.isInline);
    await updated();

    expect(getComputedStyle(agent).position).to.equal('relative');
    expect(part('panel')).to.have.attribute('role', 'region');
    expect(placed.agent.isInline).to.equal(false);
    expect(getComputedStyle(placed.agent).position).to.equal('fixed');
  });

  it('opens with default_state expanded, without taking the focus', async () => {
    const { agent, root } = await createDressed(
      { default_state: 'expanded' },
      { attributes: { prewarm: 'eager' } },
    );

    expect(agent.open).to.equal(true);
    expect(root.activeElement).to.equal(null);
  });

  it('stays closed with default_state expanded for a pointer that passes by, and opens with a call', async () => {
    const { agent } = await createDressed({ default_state: 'expanded' });
    const afterHover = agent.open;

    await agent.start();

    expect(afterHover).to.equal(false);
    expect(agent.open).to.equal(true);
  });

  it('stays closed with default_state expanded when the visitor has closed it', async () => {
    const { agent, engine, open, updated } = await createAgent();
    await open();
    const closed = oneEvent(agent, 'telnyx-close');
    agent.close();
    await closed;
    await engine.acquired();

    engine.session.patch({ widgetSettings: { default_state: 'expanded' } });
    await updated();

    expect(agent.open).to.equal(false);
  });

  it('offers the links that lead to secure pages, and no others', async () => {
    const scene = await createDressed({
      give_feedback_url: 'https://example.com/feedback',
      report_issue_url: 'javascript:alert(1)',
      view_history_url: 'http://example.com/history',
    });
    await scene.open();
    await waitUntil(() => scene.part('menu-button') !== null);

    scene.part('menu-button')!.click();
    const links = [...scene.root.querySelectorAll<HTMLAnchorElement>('[part="menu"] a')];

    expect(links.map(({ href, rel, target }) => [href, rel, target])).to.deep.equal([
      ['https://example.com/feedback', 'noopener noreferrer', '_blank'],
    ]);
    expect(links[0]).to.have.text('Give feedback');
  });

  it('shows the links that are set beside one that is empty', async () => {
    const scene = await createDressed({
      give_feedback_url: '',
      report_issue_url: 'https://example.com/problems',
    });
    await scene.open();

    await waitUntil(() => scene.part('menu-button') !== null, 'the menu is drawn');
  });

  it('closes the menu, not the panel, on Escape', async () => {
    const scene = await createDressed({ give_feedback_url: 'https://example.com/feedback' });
    await scene.open();
    await waitUntil(() => scene.part('menu-button') !== null);
    const button = scene.part('menu-button')!;
    button.click();
    scene.root.querySelector<HTMLAnchorElement>('[part="menu"] a')!.focus();

    scene.root.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));

    expect(button.closest('details')?.open).to.equal(false);
    expect(scene.root.activeElement).to.equal(button);
    expect(scene.agent.open).to.equal(true);
  });

  const logos = {
    'https://example.com/logo.png': true,
    'data:image/png;base64,iVBORw0KGgo=': true,
    'http://example.com/logo.png': false,
    'javascript:alert(1)': false,
    '/logo.png': false,
  };
  for (const [url, isShown] of Object.entries(logos)) {
    it(`${isShown ? 'shows' : 'does not load'} the logo ${url}`, async () => {
      const { root, open } = await createDressed({ logo_icon_url: url });
      await open();

      const image = root.querySelector<HTMLImageElement>('[part="avatar"] img');

      expect(image !== null).to.equal(isShown);
      if (image) expect(image.referrerPolicy).to.equal('no-referrer');
    });
  }

  it("shows the page's own logo, from its own server too", async () => {
    const { root, open } = await createAgent({ attributes: { 'logo-url': '/logo.png' } });
    await open();

    expect(root.querySelector<HTMLImageElement>('[part="avatar"] img')?.src).to.equal(
      `${location.origin}/logo.png`,
    );
  });

  it('tells of a preset and a colour that no visualizer knows, as its own where the page has named them', async () => {
    const settings = { audio_visualizer_config: { preset: 'cube', color: 'beige' } };
    const told: string[] = [];
    const lines = await consoleLines(async (written) => {
      const { agent, open } = await createDressed(settings, { attributes: { visualizer: 'blob' } });
      agent.addEventListener('telnyx-error', ({ detail }) => told.push(`${detail.code} ${detail.message}`));
      await open();
      await eventually('both are told', () => written.length === 2);
    });

    expect(told).to.have.lengthOf(1);
    expect(told[0]).to.match(
      /^60002 The attribute visualizer is ignored: "blob" is none of roundBars, line, /,
    );
    expect(lines.filter((line) => line.includes('portal'))).to.deep.equal([
      'The portal names a color "beige" that no visualizer knows.',
    ]);
  });

  it('hands the visualizer its preset and colour, those of the page first', async () => {
    const settings = { audio_visualizer_config: { preset: 'circle', color: 'bloom' } };
    const { part, open } = await createDressed(settings, { attributes: { 'visualizer-color': 'flare' } });
    await open();

    expect(part('visualizer')).to.have.attribute('preset', 'circle');
    expect(part('visualizer')).to.have.attribute('color', 'flare');
  });
});
