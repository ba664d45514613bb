import { expect } from '@open-wc/testing';
import { createAgentPage, eventsOf } from '../support/agent-page.js';
import { BrowserLedger } from '../support/browser-ledger.js';
import { consoleLines } from '../support/console-lines.js';
import { gatewayUrl, reportWhen } from '../support/gateway.js';

/** Nobody listens there. */
const CLOSED_PORT = 'ws://127.0.0.1:49151';
/** Browsers do not let pages connect to it at all. */
const FORBIDDEN_PORT = 'ws://127.0.0.1:25';

describe('<telnyx-ai-agent> at a gateway that does not serve it', () => {
  it('explains a refused login and asks again only when the visitor does', async () => {
    const { agent, visitor, tag } = createAgentPage({ scenario: 'refused-login' });
    const errors = eventsOf(agent, 'telnyx-error');
    visitor.pointsAt(agent);
    await reportWhen(tag, ({ connections, socketOpen }) => connections === 1 && !socketOpen);
    await visitor.click('Talk to us');
    const { length: toldBefore } = errors;

    const lines = await consoleLines(async () => {
      await visitor.click('Start call');
      await reportWhen(tag, ({ connections, socketOpen }) => connections === 2 && !socketOpen);
      await visitor.reads("The assistant can't be reached right now");
    });
    const { length: toldFirst } = errors;
    await consoleLines(async () => {
      await visitor.click('Try again');
      await reportWhen(tag, ({ connections, socketOpen }) => connections === 3 && !socketOpen);
      await visitor.ready('Try again');
    });

    expect([toldBefore, toldFirst]).to.deep.equal([0, 1]);
    expect(errors.map(({ detail }) => detail.code)).to.deep.equal([46001, 46001]);
    expect(lines).to.have.length(2);
    expect(lines[0]).to.include('46001');
    expect(lines[1]).to.include('supports_unauthenticated_web_calls');
    expect(visitor.text).to.include("isn't taking calls").and.include('46001');
  });

  for (const [what, url] of [
    ['a gateway that does not listen', CLOSED_PORT],
    ['a port that the browser forbids', FORBIDDEN_PORT],
  ] as const) {
    it(`explains ${what}, gives everything back, and works when it is there`, async () => {
      const ledger = new BrowserLedger();
      const { agent, visitor } = createAgentPage({ attributes: { 'gateway-url': url } });
      const errors = eventsOf(agent, 'telnyx-error');

      const lines = await consoleLines(async () => {
        await visitor.click('Talk to us');
        await visitor.click('Start call');
        await visitor.reads("We can't connect");
      });
      ledger.close();

      expect(errors.map(({ detail }) => detail.code)).to.deep.equal([45001]);
      expect(lines).to.have.length(1);
      expect(lines[0]).to.include('45001');
      expect(visitor.text).to.include('Check your internet connection');
      expect([ledger.openSockets, ledger.microphoneRequests]).to.deep.equal([0, 0]);

      agent.setAttribute('gateway-url', gatewayUrl());
      await visitor.click('Try again');
      await visitor.ready('Mute');
      expect(agent.error).to.equal(null);
    });
  }

  it('works through nonsense frames with nothing but warnings', async () => {
    const { agent, visitor, startCall } = createAgentPage({ scenario: 'garbage' });
    const errors = eventsOf(agent, 'telnyx-error');
    const warnings = eventsOf(agent, 'telnyx-warning');

    const lines = await consoleLines(async () => {
      await startCall();
      await visitor.reads('Speaking');
      await visitor.reads('Listening');
    });

    expect(errors).to.have.length(0);
    expect(new Set(warnings.map(({ detail }) => detail.code))).to.deep.equal(new Set([60009]));
    expect(lines.length).to.be.greaterThan(0);
    expect(visitor.messages.map(({ role }) => role)).to.deep.equal(['assistant']);
    expect(agent.error).to.equal(null);
  });

  it('explains a busy line and calls again', async () => {
    const { agent, visitor, tag } = createAgentPage({ scenario: 'busy' });
    const errors = eventsOf(agent, 'telnyx-error');
    const ends = eventsOf(agent, 'telnyx-call-end');

    const lines = await consoleLines(async () => {
      await visitor.click('Talk to us');
      await visitor.click('Start call');
      await visitor.reads('The line is busy');
    });
    const toldFirst = errors.map(({ detail }) => detail.code);
    await consoleLines(async () => {
      await visitor.click('Try again');
      await reportWhen(tag, ({ calls }) => calls.length === 2 && calls[1]?.state === 'ended');
      await visitor.reads('The line is busy');
    });

    expect(toldFirst).to.deep.equal([60007]);
    expect(ends[0]?.detail).to.include({ cause: 'USER_BUSY', sipCode: 486, durationMs: 0 });
    expect(lines).to.have.length(1);
    expect(visitor.text).to.include('Wait a moment').and.include('60007');
  });

  it('lets the visitor give up on a call that nobody answers, as no failure', async () => {
    const ledger = new BrowserLedger();
    const { agent, visitor, tag } = createAgentPage({ scenario: 'silent' });
    const errors = eventsOf(agent, 'telnyx-error');
    await visitor.click('Talk to us');
    await visitor.click('Start call');
    await reportWhen(tag, ({ calls }) => calls.length === 1);

    const lines = await consoleLines(async () => {
      await visitor.click('Cancel');
      await reportWhen(tag, ({ calls }) => calls[0]?.state === 'ended');
      await visitor.ready('Start again');
    });
    ledger.close();

    expect(errors).to.have.length(0);
    expect(lines).to.deep.equal([]);
    expect(visitor.text).to.include('Call ended');
    expect([ledger.openConnections, ledger.liveMicrophones]).to.deep.equal([0, 0]);
  });
});
