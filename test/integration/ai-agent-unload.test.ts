import { expect } from '@open-wc/testing';
import { eventually } from '../support/eventually.js';
import { gatewayUrl, reportWhen, uniqueTag } from '../support/gateway.js';
import { place } from '../support/place.js';
import { Visitor } from '../support/visitor.js';

/** A page of its own, in a frame, in which the visitor talks to an agent. */
async function createFrame() {
  const tag = uniqueTag();
  const frame = document.createElement('iframe');
  const address = gatewayUrl({ tag }).replaceAll('&', '&amp;');
  frame.srcdoc = `
    <script type="module" src="/components/define/all.ts"></script>
    <telnyx-ai-agent placement="inline" agent-id="assistant-test" gateway-url="${address}"></telnyx-ai-agent>`;
  place().append(frame);
  const agent = await eventually('the frame has an agent', () => {
    return frame.contentDocument?.querySelector('telnyx-ai-agent');
  });
  const visitor = new Visitor(agent);
  await visitor.click('Start call');
  await visitor.reads('Speaking');
  return { tag, frame, visitor };
}

describe('<telnyx-ai-agent> in a page that is left', () => {
  for (const [how, leave] of [
    [
      'goes to another page',
      (frame: HTMLIFrameElement) => frame.contentWindow?.location.replace('about:blank'),
    ],
    ['closes it', (frame: HTMLIFrameElement) => frame.remove()],
  ] as const) {
    it(`says goodbye to the far end when the visitor ${how}`, async () => {
      const { tag, frame } = await createFrame();

      leave(frame);
      const { calls } = await reportWhen(tag, (report) => report.calls[0]?.state === 'ended');
      await reportWhen(tag, ({ socketOpen }) => !socketOpen);

      expect(calls[0]?.byes.map(({ from, cause }) => [from, cause])).to.deep.equal([
        ['client', 'NORMAL_CLEARING'],
      ]);
    });
  }

  it('can call again when the browser brings the page back as it was', async () => {
    const { tag, frame, visitor } = await createFrame();

    frame.contentWindow?.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
    await reportWhen(tag, ({ socketOpen }) => !socketOpen);
    frame.contentWindow?.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    await visitor.click('Start again');
    await visitor.ready('Mute');
    const { calls } = await reportWhen(tag, (report) => report.calls.length === 2);

    expect(calls.map(({ state }) => state)).to.deep.equal(['ended', 'active']);
  });
});
