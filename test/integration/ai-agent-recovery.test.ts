import { expect } from '@open-wc/testing';
import { createAgentPage } from '../support/agent-page.js';
import { command, reportWhen } from '../support/gateway.js';
import { consoleLines } from '../support/console-lines.js';

const GAP = 'The connection was interrupted. Something may be missing here.';

describe('<telnyx-ai-agent> and a connection that fails during a call', function () {
  this.timeout(40_000);

  for (const [name, isOpen] of [
    ['in its panel', true],
    ['while minimised', false],
  ] as const) {
    it(`says that it reconnects, marks the gap, and goes on in the same call: ${name}`, async () => {
      const { agent, visitor, startCall, tag } = createAgentPage();
      await startCall();
      await visitor.reads('Speaking');
      await visitor.reads('Listening');
      const { call } = agent;
      const [greeting] = visitor.messages;
      if (!isOpen) agent.close();

      await consoleLines(async () => {
        // Longer than any test: it is brought back below.
        await command(tag, { type: 'drop', forMs: 60_000 });
        await visitor.reads(isOpen ? 'Reconnecting… your call is kept' : 'Reconnecting…');
        await command(tag, { type: 'restore' });
        agent.session?.reconnectNow();
        await reportWhen(tag, (report) => report.calls[0]?.reattached === 1);
      });
      agent.show();
      await visitor.reads(GAP);
      await visitor.reads('Listening');
      const said = visitor.text;
      await visitor.writes('What are your opening hours?');
      await visitor.reads('We are open from nine to five');

      const texts = visitor.messages.map(({ text }) => text);
      expect(agent.call).to.include({ id: call?.id, state: 'active', recovered: true });
      expect(agent.call?.answeredAt).to.equal(call?.answeredAt);
      expect(said).to.not.include('Reconnecting');
      expect(texts.slice(0, 3)).to.deep.equal([greeting?.text, GAP, 'What are your opening hours?']);
      await agent.end();
    });
  }

  it('says in plain words that the sound has stopped', async () => {
    const { agent, visitor, startCall } = createAgentPage({ scenario: 'lost-media' });
    await startCall();

    await consoleLines(() => visitor.reads('The sound has stopped. We are trying to get it back.'));

    expect(agent.call?.state).to.equal('active');
    await agent.end();
  });
});
