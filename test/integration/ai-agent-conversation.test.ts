import { expect } from '@open-wc/testing';
import { connectionOf, createAgentPage } from '../support/agent-page.js';
import { BrowserLedger } from '../support/browser-ledger.js';
import { eventually } from '../support/eventually.js';
import { received } from '../support/frames.js';
import { reportWhen } from '../support/gateway.js';
import { inboundEnergyOver } from '../support/inbound-audio.js';
import { noisyImage, sizeOf } from '../support/test-images.js';

/** Sound per received packet below this is silence; speech lies four orders of magnitude above. */
const SILENT_ENERGY = 1e-6;

describe('a conversation with <telnyx-ai-agent>', () => {
  it('speaks the greeting and writes down exactly the words that are spoken', async () => {
    const { agent, visitor, startCall, tag } = createAgentPage();
    await startCall();

    await visitor.reads('Speaking');
    const whileSpeaking = await inboundEnergyOver(connectionOf(agent), 25);
    await visitor.reads('Listening');
    const whileSilent = await inboundEnergyOver(connectionOf(agent), 25);
    const { calls } = await reportWhen(tag, (report) => report.calls[0]?.spoken[0]?.status === 'completed');

    expect(whileSpeaking).to.be.greaterThan(SILENT_ENERGY * 100);
    expect(whileSilent).to.be.lessThan(SILENT_ENERGY);
    expect(visitor.messages).to.deep.equal([{ role: 'assistant', text: calls[0]?.spoken[0]?.text }]);
  });

  it('shows the words while they are spoken, in one growing message', async () => {
    const { visitor, startCall, tag } = createAgentPage();
    await startCall();

    const lengths = new Set<number>();
    await eventually('several lengths of the greeting were to be seen', () => {
      lengths.add(visitor.messages[0]?.text.length ?? 0);
      return lengths.size > 5;
    });
    const { calls } = await reportWhen(tag, (report) => report.calls[0]?.spoken[0]?.status === 'speaking');

    expect(visitor.messages).to.have.length(1);
    expect(calls[0]?.spoken[0]?.text.startsWith(visitor.messages[0]!.text)).to.equal(true);
  });

  it('mutes the visitor at the far end and opens the microphone again', async () => {
    const { visitor, startCall, tag } = createAgentPage();
    await startCall();
    await reportWhen(tag, (report) => (report.calls[0]?.media.received.max ?? 0) > 0.01);

    await visitor.click('Mute');
    await visitor.ready('Unmute');
    await reportWhen(tag, ({ calls }) => {
      const last = calls[0]?.media.receivedLastSecond;
      return last !== undefined && last.packets > 25 && last.max < 0.001;
    });
    expect(visitor.find('Unmute')?.ariaPressed).to.equal('true');

    await visitor.click('Unmute');
    await visitor.ready('Mute');
    await reportWhen(tag, ({ calls }) => (calls[0]?.media.receivedLastSecond.max ?? 0) > 0.01);
  });

  it('shows a typed message once and answers it in words and voice', async () => {
    const { agent, visitor, startCall, tag } = createAgentPage();
    await startCall();
    await visitor.reads('Speaking');
    await visitor.reads('Listening');

    await visitor.writes('What are your opening hours?');
    await visitor.reads('Speaking');
    const energy = await inboundEnergyOver(connectionOf(agent), 25);
    const report = await reportWhen(tag, ({ calls }) => calls[0]?.spoken[1]?.status === 'completed');
    const answer = report.calls[0]!.spoken[1]!.text;
    await visitor.reads(answer);

    expect(visitor.messages.slice(1)).to.deep.equal([
      { role: 'user', text: 'What are your opening hours?' },
      { role: 'assistant', text: answer },
    ]);
    expect(received(report, 'ai_conversation').filter(({ values }) => values.role === 'user')).to.have.length(
      1,
    );
    expect(energy).to.be.greaterThan(SILENT_ENERGY * 100);
    expect((visitor.find('Message') as HTMLTextAreaElement).value).to.equal('');
  });

  it('sends a pasted image once and shows it in the transcript', async () => {
    const { agent, visitor, startCall, tag } = createAgentPage();
    await startCall();
    await visitor.reads('Speaking');
    await visitor.reads('Listening');
    const clipboardData = new DataTransfer();
    clipboardData.items.add(await noisyImage(20, 10));

    const field = await visitor.ready('Message');
    field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    await visitor.click('Send');
    const report = await reportWhen(tag, ({ calls }) => calls[0]?.spoken[1]?.status === 'completed');
    const images = await eventually('the image is drawn', () => {
      const drawn = agent.shadowRoot?.querySelector('telnyx-transcript')?.shadowRoot?.querySelectorAll('img');
      return drawn?.length ? [...drawn] : null;
    });

    const users = received(report, 'ai_conversation').filter(({ values }) => values.role === 'user');
    expect(users).to.have.length(1);
    expect(report.calls[0]?.spoken[1]?.text).to.equal('I received 1 image.');
    expect(agent.transcript.slice(1).map(({ role, images: sent = [] }) => [role, sent.length])).to.deep.equal(
      [
        ['user', 1],
        ['assistant', 0],
      ],
    );
    expect(images.map(({ src }) => src)).to.deep.equal(agent.transcript[1]?.images);
    expect(await sizeOf(images[0]!.src)).to.deep.equal([20, 10]);
  });

  it('ends with one BYE and gives everything back', async () => {
    const ledger = new BrowserLedger();
    const { agent, visitor, startCall, tag } = createAgentPage();
    await startCall();
    await visitor.reads('Speaking');
    const during = [ledger.openConnections, ledger.liveMicrophones, ledger.openSockets];
    const timersDuring = ledger.timers.length;

    await visitor.click('End call');
    await visitor.reads('Call ended');
    const ended = await reportWhen(tag, (report) => report.calls[0]?.state === 'ended');
    const after = [ledger.openConnections, ledger.liveMicrophones, agent.status];
    agent.remove();
    await reportWhen(tag, ({ socketOpen }) => !socketOpen);
    await eventually('no timer is left', () => ledger.timers.length === 0);
    ledger.close();

    expect(timersDuring).to.be.greaterThan(0);
    expect(during).to.deep.equal([1, 1, 1]);
    expect(after).to.deep.equal([0, 0, 'ready']);
    expect(received(ended, 'telnyx_rtc.bye')).to.have.length(1);
    expect(ended.calls[0]?.byes).to.have.length(1);
    expect([ledger.openConnections, ledger.openSockets]).to.deep.equal([0, 0]);
  });

  it('begins a second conversation after the first', async () => {
    const { visitor, startCall, tag } = createAgentPage();
    await startCall();
    await visitor.click('End call');

    await visitor.click('Start again');
    await visitor.ready('Mute');
    await visitor.reads('Speaking');
    const { calls, connections } = await reportWhen(tag, (report) => report.calls.length === 2);

    expect(calls.map(({ state }) => state)).to.deep.equal(['ended', 'active']);
    expect(connections).to.equal(1);
  });
});
