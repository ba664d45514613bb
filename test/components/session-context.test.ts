import { ContextConsumer } from '@lit/context';
import { expect, waitUntil } from '@open-wc/testing';
import { html, LitElement } from 'lit';
import { sessionContext } from '../../components/context.js';
import { defineElement } from '../../components/define/define-element.js';
import { consoleLines } from '../support/console-lines.js';
import '../../components/define/parts.js';
import '../support/fake-agent.js';
import type { FakeAiAgent } from '../support/fake-agent.js';
import { FakeSessionElement } from '../support/fake-session-element.js';
import { place } from '../support/place.js';

/** An element of a page, which knows of us only the exported context. */
class PageElement extends LitElement {
  readonly #session = new ContextConsumer(this, { context: sessionContext, subscribe: true });

  get session() {
    return this.#session.value;
  }

  override render() {
    return html`<slot></slot>${this.session?.status ?? 'no session'}`;
  }
}

/** An element of a page that puts a part into its own shadow root. */
class PageBox extends LitElement {
  override render() {
    return html`<div><telnyx-mute-button></telnyx-mute-button></div>`;
  }
}

defineElement('telnyx-session', FakeSessionElement);
/** All that `telnyx-elements/parts` registers. */
const PARTS = [
  ...[
    'call-button',
    'call-list',
    'call-quality',
    'call-timer',
    'device-select',
    'hold-button',
    'incoming-call',
  ],
  ...['keypad', 'message-form', 'mute-button', 'notice', 'visualizer'],
].map((name) => `telnyx-${name}`);

defineElement('page-element', PageElement);
defineElement('page-box', PageBox);

function createPage(markup: string): HTMLElement {
  const page = place();
  page.innerHTML = markup;
  return page;
}

const find = (page: Element, selector: string) => page.querySelector(selector)!;
const hostIn = (page: Element, selector = 'telnyx-session') =>
  page.querySelector<FakeSessionElement>(selector)!;
const consumerIn = (page: Element) => page.querySelector<PageElement>('page-element')!;

/** The switch in a mute button, or in one in the shadow root of a page's element. */
async function switchIn(element: Element): Promise<HTMLButtonElement> {
  const part = element.matches('page-box')
    ? element.shadowRoot!.querySelector('telnyx-mute-button')!
    : element;
  if ('updateComplete' in part) await part.updateComplete;
  return part.shadowRoot!.querySelector('button')!;
}

/** Connects a session and has it talk. */
async function startCall(element: FakeSessionElement) {
  const session = await element.connect();
  session.call();
  return session;
}

describe('the context of <telnyx-session>', () => {
  it("gives its session to a page's own element that was there before the engine", async () => {
    const page = createPage(
      '<telnyx-session agent-id="a"><main><page-element></page-element></main></telnyx-session>',
    );
    const before = consumerIn(page).session;

    const session = await hostIn(page).connect();
    await consumerIn(page).updateComplete;

    expect(before).to.equal(null);
    expect(consumerIn(page).session).to.equal(session);
    expect(find(page, 'page-element').shadowRoot?.textContent).not.to.include('no session');
  });

  it("tells a page's own element nothing more that was moved out", async () => {
    const page = createPage('<telnyx-session agent-id="a"><page-element></page-element></telnyx-session>');
    const element = hostIn(page);
    const released = element.engine.released();
    const session = await element.connect();
    const consumer = consumerIn(page);

    page.append(consumer);
    element.remove();
    await released;

    // It hears no more of a session that it is not inside of.
    expect(consumer.session).to.equal(session);
    expect(element.session).to.equal(null);
  });

  it('reaches parts in any depth and across shadow roots, also when they come later', async () => {
    const page = createPage(
      '<telnyx-session agent-id="a"><section><p><telnyx-mute-button></telnyx-mute-button></p></section>' +
        '<page-element></page-element></telnyx-session>',
    );
    const element = hostIn(page);
    await startCall(element);

    const box = document.createElement('page-box');
    find(page, 'page-element').append(box);
    if ('updateComplete' in box) await box.updateComplete;

    expect((await switchIn(find(page, 'telnyx-mute-button'))).disabled).to.equal(false);
    expect((await switchIn(box)).disabled).to.equal(false);
  });

  it('follows a part from one session into another and out of both', async () => {
    const page = createPage(
      '<telnyx-session id="one" agent-id="a"></telnyx-session><telnyx-session id="two" agent-id="b"></telnyx-session>',
    );
    const one = hostIn(page, '#one');
    const two = hostIn(page, '#two');
    await startCall(one);
    await two.connect();
    const part = document.createElement('telnyx-mute-button');

    const states: boolean[] = [];
    await consoleLines(async () => {
      for (const parent of [one, two, page, one]) {
        parent.append(part);
        states.push((await switchIn(part)).disabled);
      }
    });

    expect(states).to.deep.equal([false, true, true, false]);
  });

  it('keeps two sessions apart', async () => {
    const page = createPage(
      '<telnyx-session id="one" agent-id="a"><telnyx-mute-button></telnyx-mute-button></telnyx-session>' +
        '<telnyx-session id="two" agent-id="b"><telnyx-mute-button></telnyx-mute-button></telnyx-session>',
    );
    const one = hostIn(page, '#one');
    const two = hostIn(page, '#two');
    const heard: string[] = [];
    two.addEventListener('telnyx-call-change', ({ detail }) => heard.push(detail.call.id));
    await startCall(one);
    await startCall(two);
    heard.length = 0;

    (await switchIn(find(page, '#one telnyx-mute-button'))).click();

    expect(one.call?.isMuted).to.equal(true);
    expect(two.call?.isMuted).to.equal(false);
    expect(heard).to.have.lengthOf(0);
  });

  it('serves the parts of an inner session by that one, although it comes later', async () => {
    const page = createPage(
      '<telnyx-session id="outer" agent-id="a"><div><telnyx-mute-button></telnyx-mute-button></div></telnyx-session>',
    );
    const outer = hostIn(page, '#outer');
    await startCall(outer);
    const part = find(page, 'telnyx-mute-button');
    find(page, 'div').innerHTML = '<telnyx-session id="inner" agent-id="b"></telnyx-session>';
    find(page, '#inner').append(part);
    await hostIn(page, '#inner').connect();

    expect((await switchIn(part)).disabled).to.equal(true);
    expect(outer.call?.isMuted).to.equal(false);
  });

  it('serves parts that were upgraded before the session around them', async () => {
    class LateSession extends FakeSessionElement {}
    const page = createPage(
      '<telnyx-session id="outer" agent-id="a"><telnyx-dialer agent-id="b"><telnyx-mute-button></telnyx-mute-button></telnyx-dialer></telnyx-session>',
    );
    await startCall(hostIn(page, '#outer'));
    const before = (await switchIn(find(page, 'telnyx-mute-button'))).disabled;

    // Stands for any large element, whose file may come after that of the parts inside.
    defineElement('telnyx-dialer', LateSession);
    await hostIn(page, 'telnyx-dialer').connect();

    expect(before).to.equal(false);
    await waitUntil(async () => (await switchIn(find(page, 'telnyx-mute-button'))).disabled);
  });
});

describe('the context of <telnyx-ai-agent>', () => {
  it("gives its session to a page's own element inside, as soon as it has one", async () => {
    const page = createPage(
      '<telnyx-ai-agent agent-id="a"><page-element slot="footer"></page-element></telnyx-ai-agent>',
    );
    const agent = page.querySelector<FakeAiAgent>('telnyx-ai-agent')!;
    const consumer = consumerIn(page);
    const before = consumer.session;

    await agent.start();

    expect(before).to.equal(null);
    expect(consumer.session).to.equal(agent.session);
  });
});

describe('a part outside any session', () => {
  it('says so once, is disabled, and works when it is moved into one', async () => {
    const page = createPage('<telnyx-session agent-id="a"></telnyx-session>');
    const part = document.createElement('telnyx-mute-button');

    const lines = await consoleLines(async () => {
      page.append(part);
      await part.updateComplete;
      page.prepend(part);
      await part.updateComplete;
    });
    const before = (await switchIn(part)).disabled;
    find(page, 'telnyx-session').append(part);
    await startCall(hostIn(page));

    expect(lines).to.have.lengthOf(1);
    expect(before).to.equal(true);
    expect((await switchIn(part)).disabled).to.equal(false);
  });
});

describe('every part outside any session', () => {
  for (const tag of PARTS) {
    it(`is disabled: <${tag}>`, async () => {
      const part = document.createElement(tag as 'telnyx-keypad');
      part.setAttribute('images', '');

      await consoleLines(async () => {
        createPage('').append(part);
        await part.updateComplete;
      });

      const controls = [...part.shadowRoot!.querySelectorAll('button, input, select, textarea')];
      expect(controls.filter((control) => !control.matches(':disabled'))).to.have.lengthOf(0);
    });
  }

  it('is not only to be seen: the keys of the keypad are dead', async () => {
    const keypad = document.createElement('telnyx-keypad');
    await consoleLines(() => createPage('').append(keypad));

    expect(keypad.press('1')).to.equal(false);
  });
});

describe('accessibility', () => {
  it('finds nothing wrong with parts inside a session, and those outside', async () => {
    const page = createPage(
      '<telnyx-session agent-id="a"><telnyx-mute-button></telnyx-mute-button></telnyx-session>',
    );
    await expect(page).to.be.accessible();

    await startCall(hostIn(page));
    await switchIn(find(page, 'telnyx-mute-button'));

    await expect(page).to.be.accessible();
  });
});
