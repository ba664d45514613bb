import { expect, oneEvent } from '@open-wc/testing';
import { connectionOf, createAgentPage, eventsOf } from '../support/agent-page.js';
import { eventually } from '../support/eventually.js';
import { failureOf } from '../support/failure-of.js';
import { received } from '../support/frames.js';
import { report, reportWhen } from '../support/gateway.js';

describe('<telnyx-ai-agent> start()', () => {
  it('resolves with the answered call, the same for all who ask at once', async () => {
    const { agent, tag } = createAgentPage();

    const [first, second] = await Promise.all([agent.start(), agent.start()]);
    const third = await agent.start();
    const { calls } = await reportWhen(tag, (current) => current.calls.length > 0);

    expect(first).to.include({ id: calls[0]?.id, state: 'active', direction: 'outbound', isMuted: false });
    expect(first.answeredAt).to.be.a('number');
    expect(second).to.equal(first);
    expect(third.id).to.equal(first.id);
    expect(calls).to.have.length(1);
    expect(agent.call?.id).to.equal(first.id);
    expect(agent.status).to.equal('ready');
  });

  it('connects nothing where the page prevents telnyx-before-start', async () => {
    const { agent, tag } = createAgentPage({ attributes: { variables: '{"first_name":"Ada"}' } });
    const asked = eventsOf(agent, 'telnyx-before-start');
    const errors = eventsOf(agent, 'telnyx-error');
    agent.addEventListener('telnyx-before-start', (event) => event.preventDefault(), { once: true });

    const failure = await failureOf(agent.start());
    const { connections } = await report(tag);

    expect(failure).to.include({ code: 60015, name: 'START_CANCELLED', fatal: false });
    expect(asked.map(({ detail }) => detail.variables)).to.deep.equal([{ first_name: 'Ada' }]);
    expect(connections).to.equal(0);
    expect(errors).to.have.length(0);
    expect((await agent.start()).state).to.equal('active');
  });

  it('rejects with one error when the visitor ends it before the answer, and shows no failure', async () => {
    const { agent, visitor, tag } = createAgentPage({ scenario: 'silent' });
    const errors = eventsOf(agent, 'telnyx-error');
    const failure = failureOf(agent.start());
    await reportWhen(tag, ({ calls }) => calls.length > 0);

    agent.show();
    await visitor.click('Cancel');
    const { calls } = await reportWhen(tag, (current) => current.calls[0]?.state === 'ended');

    expect(await failure).to.include({ code: 60008 });
    expect(calls[0]?.byes.map(({ cause }) => cause)).to.deep.equal(['ORIGINATOR_CANCEL']);
    expect(errors).to.have.length(0);
    expect(agent.error).to.equal(null);
  });

  it('sends variables and own headers as X- headers, and the assistant knows them', async () => {
    const { agent, visitor, tag } = createAgentPage({
      attributes: {
        variables: '{"first_name":"Ada","order":{"id":7}}',
        'data-var-account-tier': 'gold',
        'call-custom-headers': '[{"name":"X-Case","value":"42"}]',
        'call-caller-name': 'Ada Lovelace',
      },
    });
    agent.setVariables({ visits: 3 });

    agent.show();
    await visitor.click('Start call');
    await visitor.reads('Ada');
    const { calls } = await reportWhen(tag, (current) => current.calls.length > 0);

    expect(Object.fromEntries(calls[0]!.headers.map(({ name, value }) => [name, value]))).to.deep.equal({
      'X-First-Name': 'Ada',
      'X-Order': '{"id":7}',
      'X-Account-Tier': 'gold',
      'X-Visits': '3',
      'X-Case': '42',
    });
  });

  it('knows the names under which Telnyx keeps the call, during it and after it', async () => {
    const { agent, tag } = createAgentPage();
    const ended = oneEvent(agent, 'telnyx-call-end');

    const call = await agent.start();
    const { calls } = await reportWhen(tag, (current) => current.calls.length > 0);
    await agent.end();
    const { detail } = (await ended) as CustomEvent<{ call: typeof call }>;

    const { control, session, leg } = calls[0]!.ids;
    for (const { telnyxCallControlId, telnyxSessionId, telnyxLegId } of [call, detail.call]) {
      expect([telnyxCallControlId, telnyxSessionId, telnyxLegId]).to.deep.equal([control, session, leg]);
    }
  });

  it('takes what the attributes say at that moment', async () => {
    const { agent, tag } = createAgentPage({ attributes: { 'data-var-plan': 'free' } });
    await agent.start();
    await agent.end();

    agent.setAttribute('data-var-plan', 'gold');
    agent.setAttribute('muted', '');
    const second = await agent.start();
    const { calls } = await reportWhen(tag, (current) => current.calls.length === 2);

    expect(calls.map(({ headers }) => headers.map(({ value }) => value))).to.deep.equal([['free'], ['gold']]);
    expect(second.isMuted).to.equal(true);
  });

  it('ends by itself after max-duration', async () => {
    const { agent, tag } = createAgentPage({ attributes: { 'max-duration': '1' } });

    const { answeredAt } = await agent.start();
    await eventually('the call is over', () => agent.call?.state === 'ended');
    const current = await reportWhen(tag, ({ calls }) => calls[0]?.state === 'ended');

    expect(agent.call!.endedAt! - answeredAt!).to.be.within(900, 3000);
    expect(received(current, 'telnyx_rtc.bye')).to.have.length(1);
  });

  it('works from a button of the page', async () => {
    const { agent, container, tag } = createAgentPage();
    agent.id = 'agent';
    container.insertAdjacentHTML(
      'beforeend',
      '<button commandfor="agent" command="--start">Call</button><button commandfor="agent" command="--end">End</button>',
    );
    const [start, end] = container.querySelectorAll(':scope > button');

    (start as HTMLButtonElement).click();
    await eventually('the call is up', () => agent.call?.state === 'active');
    (end as HTMLButtonElement).click();
    await reportWhen(tag, ({ calls }) => calls[0]?.state === 'ended');

    expect(connectionOf(agent).connectionState).to.equal('closed');
  });
});
