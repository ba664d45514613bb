import { expect, oneEvent, waitUntil } from '@open-wc/testing';
import { sendKeys, setViewport } from '@web/test-runner-commands';
import { html } from 'lit';
import { createAgent } from '../support/agent-scene.js';

describe('<telnyx-ai-agent> focus', () => {
  it('goes to the launcher on closing when nothing had it before', async () => {
    const { agent, root, part, open, updated } = await createAgent();
    (document.activeElement as HTMLElement | null)?.blur();
    await open();

    const closed = oneEvent(agent, 'telnyx-close');
    agent.close();
    await closed;
    await updated();

    expect(root.activeElement).to.equal(part('launcher'));
  });

  it('comes back from what the page has put into the panel', async () => {
    const { agent, part, root, open, updated } = await createAgent({
      content: html`<a slot="footer" href="#terms">Terms</a>`,
    });
    await open();
    agent.querySelector('a')!.focus();

    const closed = oneEvent(agent, 'telnyx-close');
    await sendKeys({ press: 'Escape' });
    await closed;
    await updated();

    expect(root.activeElement).to.equal(part('launcher'));
  });

  it('stays inside on a small screen, with all that the page has put there', async () => {
    await setViewport({ width: 400, height: 800 });
    const { agent, part, root, open } = await createAgent({
      content: html`<label slot="footer">E-mail <input /></label>`,
    });
    await open();
    const input = agent.querySelector('input')!;

    await sendKeys({ press: 'Tab' });
    const afterStart = root.activeElement;
    await sendKeys({ press: 'Tab' });
    const afterDevices = document.activeElement;
    await sendKeys({ press: 'Tab' });
    const afterLast = root.activeElement;
    await sendKeys({ down: 'Shift' });
    await sendKeys({ press: 'Tab' });
    await sendKeys({ up: 'Shift' });
    const beforeFirst = document.activeElement;
    await setViewport({ width: 1280, height: 800 });

    expect(afterStart).to.equal(part('devices-button'));
    expect(afterDevices).to.equal(input);
    expect(afterLast).to.equal(part('close-button'));
    expect(beforeFirst).to.equal(input);
  });

  it('stays inside where the panel stands in the page, from agreeing to the end', async () => {
    const { agent, part, root, updated } = await createAgent({
      attributes: { placement: 'inline', consent: 'We record this call.' },
    });
    await waitUntil(() => part('agree-button') !== null, 'the visitor is asked');
    const press = async (name: string) => {
      part(name)!.focus();
      part(name)!.click();
      await updated();
    };

    await press('agree-button');
    const afterAgreeing = root.activeElement;
    const start = part('start-button');
    const answered = oneEvent(agent, 'telnyx-call-change');
    await press('start-button');
    await answered;
    await waitUntil(() => part('end-button') !== null, 'the call goes on');
    await updated();
    const afterStart = root.activeElement;
    await press('end-button');

    expect(afterAgreeing).to.equal(start);
    expect(afterStart).to.equal(part('panel'));
    expect(root.activeElement).to.equal(part('panel'));
  });

  it('goes to the launcher when the call is ended beside it', async () => {
    const { agent, part, root, startCall, updated } = await createAgent();
    await startCall();
    const closed = oneEvent(agent, 'telnyx-close');
    agent.close();
    await closed;
    await updated();

    part('end-button')!.focus();
    part('end-button')!.click();
    await updated();

    expect(part('end-button')).to.equal(null);
    expect(root.activeElement).to.equal(part('launcher'));
  });

  it('is kept from the page, and said to be, as long as the panel covers it', async () => {
    const { part, open, updated } = await createAgent();
    await open();
    const said = [part('panel')!.ariaModal];

    for (const width of [400, 1280]) {
      await setViewport({ width, height: 800 });
      // A page in the background hears of it only when it comes to the front.
      dispatchEvent(new Event('resize'));
      await updated();
      said.push(part('panel')!.ariaModal);
    }

    expect(said).to.deep.equal([null, 'true', null]);
  });

  it('has a launcher that stays, busy, until the panel is there', async () => {
    const { agent, part, updated } = await createAgent();
    let loaded!: () => void;
    agent.linkDelay = new Promise((resolve) => (loaded = resolve));

    const opened = oneEvent(agent, 'telnyx-open');
    agent.show();
    await agent.updateComplete;
    const meanwhile = [part('launcher')?.ariaBusy, part('panel')];
    loaded();
    await opened;
    await updated();

    expect(meanwhile).to.deep.equal(['true', null]);
    expect(part('launcher')).to.equal(null);
    expect(part('panel')).to.not.equal(null);
  });
});
