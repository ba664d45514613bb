import { expect } from '@open-wc/testing';
import '../../components/define/all.js';
import { place } from '../support/place.js';

interface Field {
  readonly attribute?: string;
}

interface AskedOf {
  readonly groups: Readonly<Record<string, readonly Field[]>>;
}

let runs = 0;

/** The page as it is after its script has run, in this document. */
async function openConfigurator() {
  const response = await fetch('/demo/configurator.html');
  const page = new DOMParser().parseFromString(await response.text(), 'text/html');
  const main = page.querySelector('main');
  if (!main) throw new Error('The page has no main part.');
  place().append(main);
  const script = `/demo/configurator.js?run=${String((runs += 1))}`;
  await import(script);
  const find = (selector: string) => {
    const element = main.querySelector<HTMLElement>(selector);
    if (!element) throw new Error(`The page has no ${selector}.`);
    return element;
  };
  return {
    main,
    lines: () => find('#snippet').textContent.split('\n'),
    styles: () => (find('#styles').hidden ? null : find('#style-snippet').textContent),
    preview: () => find('#preview').firstElementChild as HTMLElement,
    set: (name: string, value: string) => {
      const field = find(`[name="${name}"]`) as HTMLInputElement;
      field.value = value;
      field.dispatchEvent(new Event('input', { bubbles: true }));
    },
    press: (selector: string) => {
      find(selector).click();
    },
  };
}

describe('demo/configurator.html', () => {
  it('begins with the two lines of the assistant', async () => {
    const { lines } = await openConfigurator();

    expect(lines()).to.deep.equal([
      `<script async src="${location.origin}/telnyx-elements.js"></script>`,
      '<telnyx-ai-agent agent-id="assistant-…"></telnyx-ai-agent>',
    ]);
  });

  it('writes what is chosen into the lines and shows it in the preview', async () => {
    const { lines, preview, press, set } = await openConfigurator();

    set('agent-id', 'assistant-7');
    set('start-text', 'Say "hello"');
    set('placement', 'inline');
    press('[name="push-to-talk"]');

    expect(lines()[1]).to.equal(
      `<telnyx-ai-agent agent-id="assistant-7" push-to-talk placement="inline" start-text='Say "hello"'></telnyx-ai-agent>`,
    );
    expect(preview().getAttribute('start-text')).to.equal('Say "hello"');
    expect(preview().hasAttribute('push-to-talk')).to.equal(true);
    expect(preview().getAttribute('agent-id')).to.equal('assistant-demo');
  });

  it('takes back what is no longer chosen', async () => {
    const { lines, preview, press, set } = await openConfigurator();
    set('theme', 'dark');
    press('[name="muted"]');

    set('theme', '');
    press('[name="muted"]');

    expect(lines()[1]).to.equal('<telnyx-ai-agent agent-id="assistant-…"></telnyx-ai-agent>');
    expect(preview().hasAttribute('theme')).to.equal(false);
    expect(preview().hasAttribute('muted')).to.equal(false);
  });

  it('gives a colour as a rule for the style sheet', async () => {
    const { preview, set, styles } = await openConfigurator();
    expect(styles()).to.equal(null);

    set('--telnyx-accent', '#8a1fd1');

    expect(styles()).to.equal('telnyx-ai-agent {\n  --telnyx-accent: #8a1fd1;\n}');
    expect(getComputedStyle(preview()).getPropertyValue('--telnyx-accent')).to.equal('#8a1fd1');
  });

  it('turns to the phone', async () => {
    const { lines, preview, press, set } = await openConfigurator();

    press('[value="telnyx-dialer"]');
    set('placement', 'bottom-left');

    expect(lines()[1]).to.equal(
      '<telnyx-dialer token-url="/telnyx-token" placement="bottom-left"></telnyx-dialer>',
    );
    expect(preview().localName).to.equal('telnyx-dialer');
  });

  it('asks for nothing that the elements do not know', async () => {
    const fields = '/demo/configurator-fields.js';
    const { ELEMENTS } = (await import(fields)) as { ELEMENTS: Readonly<Record<string, AskedOf>> };

    for (const [tag, { groups }] of Object.entries(ELEMENTS)) {
      const { observedAttributes } = customElements.get(tag) as unknown as { observedAttributes: string[] };
      const asked = Object.values(groups).flatMap((group) =>
        group.flatMap(({ attribute = [] }) => attribute),
      );
      expect([...observedAttributes, 'lang'], tag).to.include.members(asked);
    }
  });

  it('is accessible', async () => {
    const { main, press, set } = await openConfigurator();
    set('--telnyx-accent', '#8a1fd1');

    await expect(main).to.be.accessible();

    press('[value="telnyx-dialer"]');
    await expect(main).to.be.accessible();
  });
});
