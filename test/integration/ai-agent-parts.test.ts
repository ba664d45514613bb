import { expect } from '@open-wc/testing';
import '../../components/define/all.js';
import type { TelnyxSessionElement } from '../../components/index.js';
import { createAgentPage } from '../support/agent-page.js';
import { eventually } from '../support/eventually.js';
import { received } from '../support/frames.js';
import { gatewayUrl, reportWhen, uniqueTag } from '../support/gateway.js';
import { place } from '../support/place.js';
import { Visitor } from '../support/visitor.js';

describe('parts elsewhere on the page', () => {
  it('show the transcript of the agent they name, before and after it loads', async () => {
    const { agent, container, visitor, startCall, tag } = createAgentPage();
    const elsewhere = place();
    elsewhere.innerHTML = '<section><telnyx-transcript for="agent"></telnyx-transcript></section>';
    agent.id = 'agent';
    container.insertAdjacentHTML('afterbegin', '<telnyx-transcript for="agent"></telnyx-transcript>');
    const readers = [elsewhere, container].map(
      (root) => new Visitor(root.querySelector('telnyx-transcript')!),
    );
    await startCall();
    await visitor.reads('Speaking');
    await visitor.reads('Listening');
    const { calls } = await reportWhen(tag, (report) => report.calls[0]?.spoken[0]?.status === 'completed');

    for (const reader of readers) {
      expect(reader.messages).to.deep.equal([{ role: 'assistant', text: calls[0]?.spoken[0]?.text }]);
    }
  });

  it('go on when the agent they name comes later', async () => {
    const elsewhere = place();
    elsewhere.innerHTML = '<telnyx-transcript for="later"></telnyx-transcript>';
    const reader = new Visitor(elsewhere.firstElementChild!);
    const { agent, startCall } = createAgentPage();
    agent.id = 'later';
    await startCall();

    await reader.reads('I am the demo assistant');
  });

  it('work inside <telnyx-session>, built without script', async () => {
    const tag = uniqueTag();
    const page = place();
    page.innerHTML = `
      <telnyx-session agent-id="assistant-test">
        <header><telnyx-call-button></telnyx-call-button> <telnyx-mute-button></telnyx-mute-button>
          <telnyx-call-timer></telnyx-call-timer></header>
        <telnyx-notice></telnyx-notice>
        <main><telnyx-transcript></telnyx-transcript><telnyx-message-form></telnyx-message-form></main>
      </telnyx-session>`;
    const element = page.firstElementChild as TelnyxSessionElement;
    element.setAttribute('gateway-url', gatewayUrl({ tag }));
    const visitor = new Visitor(page);
    const mute = await eventually('the mute button is drawn', () => visitor.find('Mute'));
    expect(mute.matches(':disabled')).to.equal(true);

    await visitor.click('Call');
    await reportWhen(tag, (report) => (report.calls[0]?.media.received.max ?? 0) > 0.01);
    await visitor.click('Mute');
    await visitor.ready('Unmute');
    await reportWhen(tag, ({ calls }) => {
      const last = calls[0]?.media.receivedLastSecond;
      return last !== undefined && last.packets > 25 && last.max < 0.001;
    });
    await visitor.writes('What are your opening hours?');
    await visitor.reads('We are open from nine to five');
    await visitor.reads('0:0');
    const { session } = element;
    page.replaceChildren();
    const report = await reportWhen(tag, ({ socketOpen }) => !socketOpen);

    expect(received(report, 'telnyx_rtc.bye')).to.have.length(1);
    expect(session?.status).to.equal('idle');
  });

  it('say what is wrong inside <telnyx-session>, and try again', async () => {
    const tag = uniqueTag();
    const page = place();
    page.innerHTML =
      '<telnyx-session agent-id="assistant-test"><telnyx-notice></telnyx-notice></telnyx-session>';
    const element = page.firstElementChild as TelnyxSessionElement;
    element.setAttribute('gateway-url', gatewayUrl({ tag, scenario: 'refused-login' }));
    const visitor = new Visitor(page);

    element.connect().catch(() => undefined);
    await visitor.reads("The assistant can't be reached right now");
    element.setAttribute('gateway-url', gatewayUrl({ tag }));
    await visitor.click('Try again');
    await eventually('the session is ready', () => element.status === 'ready');

    await eventually('the notice is gone', () => !visitor.text.includes("can't be reached"));
  });
});
