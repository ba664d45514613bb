import { expect } from '@open-wc/testing';
import { eventually } from '../support/eventually.js';
import { fakeError } from '../support/fake-call.js';
import { createPart } from '../support/phone-part.js';

const createIncoming = () => createPart('telnyx-incoming-call');

describe('<telnyx-incoming-call>', () => {
  it('shows nothing while nobody calls', async () => {
    const { text } = await createIncoming();

    expect(text()).to.equal('');
  });

  it('is accessible with one call, while talking, and with many', async () => {
    const { part, session, updated } = await createIncoming();
    const first = session.ring();
    await updated();
    settle(part);
    await expect(part).to.be.accessible();

    await first.answer();
    session.ring();
    await updated();
    settle(part);
    await expect(part).to.be.accessible();

    for (let calls = 0; calls < 40; calls += 1) session.ring({ remoteName: `Caller ${String(calls)}` });
    await updated();
    settle(part);
    await expect(part).to.be.accessible();
  });

  it('says who calls, aloud and in the card', async () => {
    const { session, updated, find, root } = await createIncoming();

    session.ring({ remoteName: 'Grace <b>H</b>', remoteNumber: '+15550001111' });
    await updated();

    expect(root().querySelector('[role=alert]')?.textContent).to.equal('Incoming call from Grace <b>H</b>');
    expect(find('incoming-call')?.textContent).to.include('+15550001111');
  });

  it('has a word for who hides the number', async () => {
    const { session, updated, text } = await createIncoming();

    session.ring({ remoteName: '', remoteNumber: '' });
    await updated();

    expect(text()).to.include('Unknown caller');
  });

  it('answers and declines', async () => {
    const { session, updated, click } = await createIncoming();
    const [answered, declined] = [session.ring(), session.ring()];
    await updated();

    await click('answer-button');
    await click('decline-button');

    expect([answered.state, declined.state]).to.deep.equal(['active', 'ended']);
  });

  it('offers to hold or to end the present call first', async () => {
    const { session, updated, click, text } = await createIncoming();
    session.call();
    const [present] = session.calls;
    const incoming = session.ring();
    await updated();
    const words = text();

    await click('end-and-answer-button');
    await updated();

    expect(words).to.include('Hold and answer').and.include('End and answer').and.include('Decline');
    expect([present?.state, incoming.state]).to.deep.equal(['ended', 'active']);
  });

  it('names the buttons by caller where several call, and plainly for one', async () => {
    const { session, updated, root } = await createIncoming();
    const labels = () =>
      [...root().querySelectorAll('button')].map(
        (button) => button.getAttribute('aria-label') ?? button.textContent.trim(),
      );
    session.call();
    session.ring({ remoteName: 'Grace' });
    await updated();
    const alone = labels();

    session.ring({ remoteName: 'Tom' });
    await updated();

    const words = ['Decline', 'Hold and answer', 'End and answer'];
    expect(alone).to.deep.equal(words);
    expect(labels()).to.deep.equal(
      ['Grace', 'Tom'].flatMap((name) => words.map((word) => `${word}: ${name}`)),
    );
  });

  it('answers plainly while the only other call is on hold', async () => {
    const { session, updated, text, find } = await createIncoming();
    session.call();
    await session.lastCall.hold();
    session.ring();

    await updated();

    expect(find('end-and-answer-button') === null).to.equal(true);
    expect(text()).to.include('Answer').and.not.include('Hold and answer');
  });

  for (const width of [240, 320]) {
    it(`keeps its buttons in sight for a name of 200 characters at ${String(width)} px`, async () => {
      const { session, provider, updated, find } = await createIncoming();
      provider.style.width = `${String(width)}px`;
      session.ring({ remoteName: 'n'.repeat(200), remoteNumber: `sip:${'n'.repeat(200)}@example.com` });

      await updated();

      const { right } = provider.getBoundingClientRect();
      for (const part of ['incoming-call', 'answer-button', 'decline-button']) {
        expect(find(part)?.getBoundingClientRect().right, part).to.be.at.most(right);
      }
    });
  }

  it('says why an answer failed while it rings on, and answers the next time', async () => {
    const { session, updated, click, text } = await createIncoming();
    const call = session.ring();
    const { answer } = call;
    call.answer = () => Promise.reject(fakeError(42001, 'MEDIA_MICROPHONE_PERMISSION_DENIED'));
    await updated();

    await click('answer-button');
    const words = await eventually('the failure is told', () => text().includes('blocked') && text());
    call.answer = answer;
    await click('answer-button');

    expect(words).to.include('The microphone is blocked').and.include('Try again').and.include('Decline');
    expect(call.state).to.equal('active');
    expect(text()).to.not.include('The microphone is blocked');
  });

  it('says why an answer failed that was not given here', async () => {
    const { session, updated, click, text } = await createIncoming();
    const [call, other] = [session.ring(), session.ring({ remoteName: 'Tom' })];
    await updated();
    const refused = fakeError(42001, 'MEDIA_MICROPHONE_PERMISSION_DENIED');

    session.patch({ error: Object.assign(refused, { fatal: false, callId: call.id }) });
    await eventually('the failure is told', () => text().includes('The microphone is blocked'));
    await click('answer-button');
    const isTold = text().includes('The microphone is blocked');
    await other.hangup();

    expect([call.state, isTold]).to.deep.equal(['active', false]);
  });

  it('stays usable with forty calls at once: one sentence aloud, a list that scrolls, all declined at once', async () => {
    const { part, session, updated, root, click } = await createIncoming();
    const calls = Array.from({ length: 40 }, (_, index) =>
      session.ring({ remoteName: `Caller ${String(index)}` }),
    );
    await updated();

    const names = [...root().querySelectorAll('.name')].map(({ textContent }) => textContent);
    const height = part.getBoundingClientRect().height;
    const alert = root().querySelector('[role=alert]')?.textContent;
    await click('decline-all-button');

    expect(alert).to.equal('40 incoming calls');
    expect(names).to.have.lengthOf(40);
    expect(height).to.be.lessThan(340);
    expect(calls.every(({ state }) => state === 'ended')).to.equal(true);
  });
});

/** A card that is still fading in has less contrast than it will have. */
function settle({ shadowRoot }: Element) {
  for (const animation of shadowRoot?.querySelector('section')?.getAnimations() ?? []) animation.finish();
}
