import { expect } from '@open-wc/testing';
import { connectionOf, createAgentPage } from '../support/agent-page.js';
import { BrowserLedger } from '../support/browser-ledger.js';
import { eventually } from '../support/eventually.js';
import { report, reportWhen } from '../support/gateway.js';

describe('<telnyx-ai-agent> modes on real media', () => {
  it('text-only begins with the first message, asks for no microphone and plays no sound', async () => {
    const ledger = new BrowserLedger();
    const { agent, visitor, tag } = createAgentPage({ attributes: { 'text-only': '' } });
    await visitor.click('Talk to us');
    const hadStart = visitor.find('Start call') !== null;

    await visitor.writes('What are your opening hours?');
    await eventually('the agent answers', () => visitor.messages.some(({ role }) => role === 'assistant'));
    const hears = connectionOf(agent)
      .getReceivers()
      .some(({ track }) => track.enabled);
    const sends = connectionOf(agent)
      .getSenders()
      .some(({ track }) => track !== null);
    await visitor.click('End chat');
    await reportWhen(tag, ({ calls }) => calls[0]?.state === 'ended');
    ledger.close();

    expect(hadStart).to.equal(false);
    expect([hears, sends, ledger.microphoneRequests]).to.deep.equal([false, false, 0]);
  });

  it('push-to-talk is heard at the far end only while the button is held', async () => {
    const { visitor, tag } = createAgentPage({ attributes: { 'push-to-talk': '' } });
    await visitor.click('Talk to us');
    await visitor.click('Start call');
    const button = await visitor.ready('Hold to talk');
    const isSilent = () =>
      reportWhen(tag, ({ calls }) => {
        const last = calls[0]?.media.receivedLastSecond;
        return last !== undefined && last.packets > 25 && last.max < 0.001;
      });
    await isSilent();

    button.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, composed: true }));
    await reportWhen(tag, ({ calls }) => (calls[0]?.media.receivedLastSecond.max ?? 0) > 0.01);
    button.dispatchEvent(new PointerEvent('pointerup', { bubbles: true, composed: true }));
    await isSilent();
  });

  it('muted starts in silence', async () => {
    const { visitor, tag } = createAgentPage({ attributes: { muted: '' } });
    await visitor.click('Talk to us');
    await visitor.click('Start call');
    await visitor.ready('Unmute');

    const { calls } = await reportWhen(
      tag,
      (current) => (current.calls[0]?.media.receivedLastSecond.packets ?? 0) > 25,
    );

    expect(calls[0]?.media.received.max).to.be.lessThan(0.001);
  });

  it('consent keeps microphone and network closed until the visitor agrees', async () => {
    const ledger = new BrowserLedger();
    const { visitor, tag } = createAgentPage({ attributes: { consent: 'This call is recorded.' } });
    visitor.pointsAt(document.querySelector('telnyx-ai-agent')!);
    await visitor.click('Talk to us');
    await visitor.reads('This call is recorded.');
    const before = [ledger.sockets.length, ledger.microphoneRequests, (await report(tag)).connections];

    await visitor.click('Agree and continue');
    await visitor.click('Start call');
    await visitor.ready('Mute');
    ledger.close();

    expect(before).to.deep.equal([0, 0, 0]);
  });

  it('max-duration ends the call at the far end too', async () => {
    const { visitor, tag, startCall } = createAgentPage({ attributes: { 'max-duration': '3' } });
    await startCall();

    await visitor.reads('Ends in 0:0');
    await visitor.reads('Call ended');
    const { calls } = await reportWhen(tag, (current) => current.calls[0]?.state === 'ended');

    expect(calls[0]?.byes).to.have.length(1);
  });
});
