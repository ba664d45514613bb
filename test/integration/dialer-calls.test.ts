import { expect } from '@open-wc/testing';
import { connectionWith, createPhone } from '../support/dialer-page.js';
import { eventually } from '../support/eventually.js';
import { failureOf } from '../support/failure-of.js';
import { command, reportWhen } from '../support/gateway.js';
import { inboundEnergyOver } from '../support/inbound-audio.js';

const PACKETS = 60;

/** Two phones in one page, talking to each other. */
async function createConversation() {
  const [alice, bob] = await Promise.all([createPhone('alice'), createPhone('bob')]);
  const answered = alice.dialer.dial(bob.user);
  await bob.visitor.click('Answer');
  await answered;
  await bob.visitor.reads('In call');
  return { alice, bob };
}

describe('two <telnyx-dialer> on the gateway', () => {
  it('call each other, and each hears the other', async () => {
    const [alice, bob] = await Promise.all([createPhone('alice'), createPhone('bob')]);

    const field = alice.dialer.shadowRoot!.querySelector('input')!;
    field.value = bob.user;
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    await alice.visitor.click('Call');
    await alice.visitor.reads('Ringing…');
    await bob.visitor.reads('Incoming call alice');
    await bob.visitor.click('Answer');
    await alice.visitor.reads('In call · 0:0');
    const heard = await Promise.all([
      inboundEnergyOver(connectionWith(alice.dialer, bob.user), PACKETS),
      inboundEnergyOver(connectionWith(bob.dialer, alice.user), PACKETS),
    ]);
    await alice.visitor.click('End call');
    await bob.visitor.reads('Call ended');

    expect(heard[0], 'what alice hears').to.be.greaterThan(0);
    expect(heard[1], 'what bob hears').to.be.greaterThan(0);
  });

  it('send keys that are shown here and arrive there', async () => {
    const { alice, bob } = await createConversation();

    await alice.visitor.click('Keypad');
    for (const key of ['4 GHI', '2 ABC', '#']) await alice.visitor.click(key);
    await alice.visitor.reads('42#');
    await bob.visitor.reads('Keys received: 42#');
    const { calls } = await reportWhen(alice.tag, (report) => report.calls[0]?.digits === '42#');

    expect(calls[0]?.state).to.equal('active');
  });

  it('hand their calls to the same phones that the page draws anew', async () => {
    const { alice, bob } = await createConversation();
    const { id } = alice.dialer.call!;
    const container = alice.dialer.parentElement!;

    container.innerHTML = alice.dialer.outerHTML.replace('prewarm="eager"', '');
    const successor = container.querySelector('telnyx-dialer')!;
    await eventually('it has the call', () => successor.call?.id === id);
    await inboundEnergyOver(connectionWith(successor, bob.user), 2 * PACKETS);
    const report = await reportWhen(alice.tag, ({ calls }) => calls[0]?.state === 'active');

    expect(successor).not.to.equal(alice.dialer);
    expect([successor.status, successor.call?.state]).to.deep.equal(['ready', 'active']);
    expect(report.connections).to.equal(1);
    expect(report.calls[0]?.byes).to.deep.equal([]);
    await successor.hangup();
    await bob.visitor.reads('Call ended');
  });

  it('park a call and take it back', async () => {
    const { alice } = await createConversation();

    await alice.visitor.click('Hold');
    await alice.visitor.reads('On hold');
    await reportWhen(alice.tag, ({ calls }) => calls[0]?.state === 'held');
    await alice.visitor.click('Resume');
    await alice.visitor.reads('In call');

    await reportWhen(alice.tag, ({ calls }) => calls[0]?.state === 'active');
  });

  it('hold one call for another, swap, and end each', async () => {
    const { alice, bob } = await createConversation();
    const stateWith = (party: string) =>
      alice.dialer.session?.snapshot.calls.find(({ remoteNumber }) => remoteNumber === party)?.state;

    await alice.dialer.dial('+15550100100');
    await eventually('bob is parked', () => stateWith(bob.user) === 'held');
    const list = alice.dialer.shadowRoot!.querySelector('telnyx-call-list')!;
    await eventually('both are listed', () => list.shadowRoot!.querySelector<HTMLElement>('button.who')).then(
      (chip) => chip.click(),
    );
    await eventually(
      'they are swapped',
      () => stateWith(bob.user) === 'active' && stateWith('+15550100100') === 'held',
    );
    const heard = await inboundEnergyOver(connectionWith(bob.dialer, alice.user), PACKETS);
    await alice.visitor.click('End call with +15550100100');
    await alice.visitor.click('End call');
    await bob.visitor.reads('Call ended');

    expect(heard, 'what bob hears after the swap').to.be.greaterThan(0);
  });

  it('take a second call while talking', async () => {
    const { alice, bob } = await createConversation();
    const carol = await createPhone('carol');

    const answered = carol.dialer.dial(alice.user);
    await alice.visitor.reads('Incoming call carol');
    await alice.visitor.click('Hold and answer');
    await answered;
    await eventually('bob is parked', () =>
      alice.dialer.session?.snapshot.calls.some(
        ({ remoteNumber, isHeld }) => remoteNumber === bob.user && isHeld,
      ),
    );

    expect(alice.dialer.call?.remoteNumber).to.equal(carol.user);
  });

  it('move the active slot from call to call: whoever is parked hears nothing', async () => {
    const { alice, bob } = await createConversation();
    const carol = await createPhone('carol');
    const states = () =>
      Object.fromEntries(
        (alice.dialer.session?.snapshot.calls ?? []).map(({ remoteNumber, state }) => [remoteNumber, state]),
      );
    const heardBy = (phone: typeof bob) =>
      inboundEnergyOver(connectionWith(phone.dialer, alice.user), PACKETS);

    carol.dialer.dial(alice.user).catch(() => undefined);
    await alice.visitor.click('Hold and answer');
    await eventually(
      "the slot is carol's",
      () => states()[carol.user] === 'active' && states()[bob.user] === 'held',
    );
    const withCarol = { carol: await heardBy(carol), bob: await heardBy(bob) };
    await alice.visitor.click('Hold');
    await eventually('nobody has the slot', () => states()[carol.user] === 'held');
    const parked = alice.dialer.call?.remoteNumber;
    await alice.visitor.click('Resume');
    await eventually('carol has it back', () => states()[carol.user] === 'active');
    await alice.dialer.hangup();
    await alice.visitor.click('Resume');
    await eventually("the slot is bob's", () => states()[bob.user] === 'active');
    const withBob = await heardBy(bob);

    expect(withCarol.carol, 'what carol hears').to.be.greaterThan(0);
    expect(withCarol.bob, 'what bob hears while he is parked').to.be.lessThan(withCarol.carol / 100);
    expect(parked).to.equal(carol.user);
    expect(withBob, 'what bob hears at the end').to.be.greaterThan(0);
  });

  it('say so when the other one declines', async () => {
    const [alice, bob] = await Promise.all([createPhone('alice'), createPhone('bob')]);

    const refused = failureOf(alice.dialer.dial(bob.user));
    await bob.visitor.click('Decline');

    expect(await refused).to.include({ code: 60007 });
    await alice.visitor.reads('Busy');
    await alice.visitor.ready('Call again');
  });

  it('stop ringing when the caller gives up', async () => {
    const [alice, bob] = await Promise.all([createPhone('alice'), createPhone('bob')]);

    const refused = failureOf(alice.dialer.dial(bob.user));
    await bob.visitor.ready('Answer');
    await alice.visitor.click('End call');

    expect(await refused).to.include({ code: 60007 });
    await eventually('it stops ringing', () => !bob.visitor.find('Answer'));
  });
});

describe('<telnyx-dialer> on the gateway', () => {
  it('says that a line is busy', async () => {
    const { dialer, visitor } = await createPhone('alice');

    const failure = await failureOf(dialer.dial('+15550100486'));

    expect(failure).to.include({ code: 60007 });
    await visitor.reads('Busy');
  });

  it('rings until somebody gives up where nobody answers', async () => {
    const { dialer, visitor, tag } = await createPhone('alice');

    dialer.dial('+15550100408').catch(() => undefined);
    await visitor.reads('Calling…');
    // Given up before, it would never have come to the gateway.
    await reportWhen(tag, ({ calls }) => calls.length === 1);
    await visitor.click('End call');

    await visitor.reads('Cancelled');
    await reportWhen(tag, ({ calls }) => calls[0]?.state === 'ended');
  });

  for (const [reason, words] of [
    ['no-answer', 'No answer NO_ANSWER · 480 Temporarily Unavailable'],
    ['no-profile', 'This call is not allowed INVALID_GATEWAY · 403 no outbound profile, D38'],
  ] as const) {
    it(`says in words how a call came to nothing, and how the network calls it: ${reason}`, async () => {
      const { dialer, visitor, tag } = await createPhone('alice');

      const refused = failureOf(dialer.dial('+15550100408'));
      await reportWhen(tag, ({ calls }) => calls.length === 1);
      await command(tag, { type: 'bye', reason });

      expect(await refused).to.include({ code: 60007 });
      await visitor.reads(words);
    });
  }

  it('says that a number is not in use', async () => {
    const { dialer, visitor } = await createPhone('alice');

    await failureOf(dialer.dial('nobody-of-this-name'));

    await visitor.reads('This number is not in use');
  });

  it('keeps the call and says so while the connection is restored', async () => {
    const { dialer, visitor } = await createPhone('alice', { scenario: 'drop', after: 500 });

    await dialer.dial('+15550100100');
    await visitor.reads('Reconnecting… your call is kept');
    await eventually('the call goes on', () => dialer.call?.recovered && dialer.call.state === 'active');
    const heard = await inboundEnergyOver(connectionWith(dialer, '+15550100100'), PACKETS);

    expect(heard).to.be.greaterThan(0);
  });
});
