import { expect } from '@open-wc/testing';

import type { Call, TelnyxSession } from '../../src/index.js';
import { eventually } from '../support/eventually.js';
import { gatewayUrl, reportWhen, uniqueTag } from '../support/gateway.js';
import { place } from '../support/place.js';

/** What the page in the frame leaves for the test to look at. */
interface FramePage extends Window {
  session?: TelnyxSession;
  call?: Call | undefined;
}

/**
 * A page of its own with a session, and with a call if `call` says so; loaded from the test server, so that it
 * can be left and come back as any page.
 */
function pageAddress(tag: string): string {
  const url = new URL('/test/support/reload-page.html', location.href);
  url.searchParams.set('gateway', gatewayUrl({ tag }));
  return url.href;
}

describe('a page that reloads during a call', function () {
  this.timeout(40_000);

  it('goes on with the call: same id, same direction, sound again, and no BYE', async () => {
    const tag = uniqueTag();
    const frame = document.createElement('iframe');
    frame.allow = 'microphone';
    frame.src = pageAddress(tag);
    place().append(frame);
    const page = (): FramePage | null => frame.contentWindow;
    const callOf = (isMet: (call: Call) => boolean) =>
      eventually('the call is there', () => {
        const call = page()?.call;
        return call && isMet(call) ? call.snapshot : null;
      });
    const before = await callOf(({ state }) => state === 'active');
    await reportWhen(tag, ({ calls }) => (calls[0]?.media.receivedLastSecond.packets ?? 0) > 40);

    const old = page()?.session;
    page()?.location.reload();
    await eventually('another page is there', () => page()?.session && page()?.session !== old);
    const after = await callOf(({ state, snapshot }) => state === 'active' && snapshot.recovered);
    const { calls, frames } = await reportWhen(tag, (report) => {
      return (
        (report.calls[0]?.reattached ?? 0) === 1 &&
        (report.calls[0]?.media.receivedLastSecond.packets ?? 0) > 40
      );
    });
    page()?.session?.disconnect();

    expect(after.id).to.equal(before.id);
    expect(after.direction).to.equal('outbound');
    expect(after.answeredAt).to.equal(before.answeredAt);
    expect(calls).to.have.length(1);
    expect(frames.filter(({ method }) => method === 'telnyx_rtc.bye')).to.deep.equal([]);
  });
});
