import { expect } from '@open-wc/testing';
import { createAgentPage, eventsOf } from '../support/agent-page.js';
import { BrowserLedger } from '../support/browser-ledger.js';
import { consoleLines } from '../support/console-lines.js';
import { eventually } from '../support/eventually.js';
import { inInsecurePage, withoutMicrophone } from '../support/failing-microphone.js';
import { report } from '../support/gateway.js';

const failures = [
  ['no microphone', 42002, 'No microphone was found', 'Plug in', 'NotFoundError'],
  ['a denied microphone', 42001, 'The microphone is blocked', 'Allow it', 'NotAllowedError'],
  ['a microphone in use', 60013, "The microphone didn't open", 'Close other apps', 'NotReadableError'],
  ['a page without TLS', 60003, 'This page is not secure', 'Open the secure address', null],
] as const;

describe('<telnyx-ai-agent> without a microphone', () => {
  for (const [what, code, title, advice, errorName] of failures) {
    for (const isWarm of [false, true]) {
      it(`explains ${what}, ${isWarm ? 'warmed up' : 'cold'}, and calls at the next try`, async () => {
        const ledger = new BrowserLedger();
        const { agent, visitor, tag } = createAgentPage({ attributes: isWarm ? {} : { prewarm: 'off' } });
        const errors = eventsOf(agent, 'telnyx-error');
        if (isWarm) visitor.pointsAt(agent);
        await visitor.click('Talk to us');
        if (isWarm) await eventually('the session is ready', () => agent.status === 'ready');

        const lines = await consoleLines(() => {
          const fails = async () => {
            await visitor.click('Start call');
            await visitor.reads(title);
          };
          return errorName === null ? inInsecurePage(fails) : withoutMicrophone(errorName, fails);
        });
        const { calls } = await report(tag);
        ledger.close();

        expect(errors.map(({ detail }) => detail.code)).to.deep.equal([code]);
        expect(lines).to.have.length(1);
        expect(lines[0]).to.include(String(code));
        expect(visitor.text).to.include(advice).and.include(String(code));
        expect(calls.filter(({ state }) => state !== 'ended')).to.have.length(0);
        expect(ledger.liveMicrophones).to.equal(0);
        if (!isWarm) expect(ledger.openConnections).to.equal(0);

        await visitor.click('Try again');
        await visitor.ready('Mute');
        expect(visitor.text).to.not.include(title);
        expect(agent.error).to.equal(null);
      });
    }
  }

  it('calls with another one that is chosen instead', async () => {
    const { agent, visitor } = createAgentPage();
    await visitor.click('Talk to us');
    await consoleLines(() =>
      withoutMicrophone('NotReadableError', async () => {
        await visitor.click('Start call');
        await visitor.reads("The microphone didn't open");
      }),
    );
    await visitor.click('Audio');
    const list = (await visitor.ready('Microphone')) as HTMLSelectElement;
    const other = list.options[list.options.length - 1]!;

    list.value = other.value;
    list.dispatchEvent(new Event('change'));
    await visitor.click('Try again');
    await visitor.ready('Mute');

    const track = await eventually('the microphone is open', () => {
      const [sender] = agent.session!.getCall(agent.call!.id)!.peerConnection!.getSenders();
      return sender?.track;
    });
    expect(track.label).to.equal(other.text);
    localStorage.clear();
  });

  it('needs none for a conversation in text', async () => {
    const { visitor, agent } = createAgentPage({ attributes: { 'text-only': '' } });

    await withoutMicrophone('NotFoundError', async () => {
      await visitor.click('Talk to us');
      await visitor.writes('What are your opening hours?');
      await visitor.reads('What are your opening hours?');
    });
    await visitor.reads('We are open from nine to five');

    expect(agent.error).to.equal(null);
    expect(visitor.find('Mute')).to.equal(null);
  });
});
