import { expect } from '@open-wc/testing';
import { connectionWith } from '../support/dialer-page.js';
import { eventually } from '../support/eventually.js';
import { gatewayUrl, reportWhen, uniqueTag } from '../support/gateway.js';
import { inboundEnergyOver } from '../support/inbound-audio.js';
import { phoneInAFrame } from '../support/phone-in-a-frame.js';

const ECHO = '+15550100100';

describe('a page with a <telnyx-dialer> that is reloaded during a call', function () {
  this.timeout(40_000);

  it('shows the call again, with its time, its controls and its sound', async () => {
    const tag = uniqueTag();
    const { ready, reload } = phoneInAFrame({
      login: `eve-${tag}`,
      password: 'x',
      'gateway-url': gatewayUrl({ tag }),
      prewarm: 'eager',
      history: 'off',
    });
    const before = await ready();
    await before.dialer.dial(ECHO);
    await before.visitor.reads('In call');
    const answered = before.dialer.call!;
    await reportWhen(tag, ({ calls }) => (calls[0]?.media.receivedLastSecond.packets ?? 0) > 40);

    const { dialer, visitor } = await reload();
    await visitor.reads(`${ECHO} In call`);
    const recovered = await eventually('the call is back', () => {
      const { call } = dialer;
      return call?.recovered && call.state === 'active' && call;
    });
    const heard = await inboundEnergyOver(connectionWith(dialer, ECHO), 60);
    await visitor.click('Hold');
    await visitor.reads('On hold');
    await visitor.click('End call');
    const { calls } = await reportWhen(tag, (report) => report.calls[0]?.state === 'ended');
    dialer.session?.disconnect();

    expect(recovered).to.include({ id: answered.id, answeredAt: answered.answeredAt, remoteNumber: ECHO });
    expect(heard).to.be.greaterThan(0);
    expect(calls).to.have.lengthOf(1);
    expect(calls[0]?.byes.map(({ from }) => from)).to.deep.equal(['client']);
  });
});
