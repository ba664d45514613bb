import { ContextConsumer } from '@lit/context';
import { expect } from '@open-wc/testing';
import { LitElement } from 'lit';
import { sessionContext } from '../../components/context.js';
import { defineElement } from '../../components/define/define-element.js';
import { FakeSessionElement } from '../support/fake-session-element.js';
import { place } from '../support/place.js';

/** An element of a page, which knows of us only the exported context. */
class PageElement extends LitElement {
  readonly told: unknown[] = [];
  readonly consumer = new ContextConsumer(this, {
    context: sessionContext,
    subscribe: true,
    callback: (session) => this.told.push(session),
  });
}
defineElement('page-element', PageElement);

/** Each name can be defined once in a page: one test each. */
function createPage(markup: string) {
  const page = place();
  page.innerHTML = markup;
  const host = (selector: string) => page.querySelector<FakeSessionElement>(selector)!;
  const consumer = page.querySelector<PageElement>('page-element')!;
  return { page, host, consumer };
}

describe("a page's own element that is there before what serves it", () => {
  it('gets the session of a host that is defined later, and then what changes', async () => {
    const { host, consumer } = createPage(
      '<telnyx-session agent-id="a"><p><page-element></page-element></p></telnyx-session>',
    );
    const before = [...consumer.told];

    defineElement('telnyx-session', class extends FakeSessionElement {});
    const session = await host('telnyx-session').connect();

    expect(before).to.deep.equal([]);
    expect(consumer.told.length).to.equal(2);
    expect(consumer.told[0]).to.equal(null);
    expect(consumer.told[1] === session).to.equal(true);
  });

  it('is handed over to an inner host that is defined later', async () => {
    const { host, consumer } = createPage(
      '<telnyx-session agent-id="a"><telnyx-dialer agent-id="b"><page-element></page-element></telnyx-dialer></telnyx-session>',
    );
    const outer = host('telnyx-session');
    const session = await outer.connect();
    const wasOuters = consumer.consumer.value === session;

    defineElement('telnyx-dialer', class extends FakeSessionElement {});
    const handedOver = consumer.consumer.value;
    const inner = await host('telnyx-dialer').connect();
    const { length } = consumer.told;
    const released = outer.engine.released();
    outer.setAttribute('agent-id', 'c');
    await released;

    expect(wasOuters).to.equal(true);
    expect(handedOver).to.equal(null);
    expect(consumer.consumer.value === inner).to.equal(true);
    expect(consumer.told.length).to.equal(length);
  });

  it('stays with its host when another one comes beside it', async () => {
    const { page, host, consumer } = createPage(
      '<telnyx-session agent-id="a"><page-element></page-element><p></p></telnyx-session>',
    );

    page.querySelector('p')!.innerHTML = '<telnyx-session agent-id="b"></telnyx-session>';
    const session = await host('telnyx-session').connect();

    expect(consumer.consumer.value === session).to.equal(true);
  });

  it('stays with the host it has named when another one comes inside that', async () => {
    const { page, host } = createPage(
      '<named-host agent-id="a"><inner-host agent-id="b"></inner-host></named-host><p></p>',
    );
    defineElement('named-host', class extends FakeSessionElement {});
    const outside = page.querySelector('p')!;
    const told: unknown[] = [];
    const request = Object.assign(new Event('context-request', { bubbles: true, composed: true }), {
      context: sessionContext,
      contextTarget: outside,
      subscribe: true,
      callback: (session: unknown) => told.push(session),
    });
    // As a part with `for` asks, whose request does not come from inside.
    host('named-host').dispatchEvent(request);
    defineElement('inner-host', class extends FakeSessionElement {});
    const session = await host('named-host').connect();

    expect(told.at(-1) === session).to.equal(true);
  });
});
