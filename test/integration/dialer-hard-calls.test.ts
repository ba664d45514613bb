import { expect } from '@open-wc/testing';
import { connectionWith, createPhone } from '../support/dialer-page.js';
import { eventually } from '../support/eventually.js';
import { failureOf } from '../support/failure-of.js';
import { withoutMicrophone } from '../support/failing-microphone.js';
import { command, reportWhen } from '../support/gateway.js';
import { inboundEnergyOver } from '../support/inbound-audio.js';

const CALLER = { from: '+15550001111', name: 'Grace', farEnd: 'echo' } as const;
const PACKETS = 60;

describe('<telnyx-dialer> on a hard day', () => {
  it('lets the caller hear what the network plays before anybody answers', async () => {
    const { dialer, visitor } = await createPhone('alice', { scenario: 'early-media', after: 4000 });

    const answered = dialer.dial('+15550100100');
    await eventually('there is early media', () => dialer.call?.state === 'early');
    const heard = await inboundEnergyOver(connectionWith(dialer, '+15550100100'), PACKETS);
    const stateWhileHeard = dialer.call?.state;
    await visitor.reads('Ringing…');
    await answered;
    await visitor.reads('In call');

    expect(heard).to.be.greaterThan(0);
    expect(stateWhileHeard).to.equal('early');
  });

  it('rings on while the microphone is refused, and answers when it is allowed', async () => {
    const { dialer, visitor, tag } = await createPhone('bob');
    await command(tag, { type: 'call', ...CALLER });
    await visitor.reads('Incoming call Grace');

    await withoutMicrophone('NotAllowedError', async () => {
      await visitor.click('Answer');
      await visitor.reads('The microphone is blocked');
    });
    const state = dialer.call?.state;
    const offers = visitor.text.match(/Try again/g);
    await visitor.click('Try again');
    await visitor.reads('In call');
    const heard = await inboundEnergyOver(connectionWith(dialer, CALLER.from), PACKETS);

    expect(state).to.equal('ringing');
    expect(offers, 'one place to try again').to.have.lengthOf(1);
    expect(heard).to.be.greaterThan(0);
  });

  it('can decline a call for which the microphone is refused', async () => {
    const { visitor, tag } = await createPhone('bob');
    await command(tag, { type: 'call', ...CALLER });

    await withoutMicrophone('NotAllowedError', async () => {
      await visitor.click('Answer');
      await visitor.reads('The microphone is blocked');
      await visitor.click('Decline');
    });

    const { calls } = await reportWhen(tag, (report) => report.calls[0]?.state === 'ended');
    await visitor.reads('Call ended');
    expect(visitor.text).to.not.include('blocked');
    expect(calls[0]?.byes[0]).to.include({ from: 'client', cause: 'USER_BUSY' });
  });

  it('stays usable with forty calls at once', async function () {
    this.timeout(60_000);
    const { dialer, visitor, tag } = await createPhone('bob');

    await command(tag, { type: 'call', ...CALLER, farEnd: 'silent', count: 40 });
    await visitor.reads('40 incoming calls');
    await visitor.click('Decline all');
    await reportWhen(tag, ({ calls }) => calls.every(({ state }) => state === 'ended'));
    await dialer.dial('+15550100100');

    await visitor.reads('In call');
  });

  it('shows a call whose ring tone does not load, and tells the page', async () => {
    const { dialer, visitor, tag } = await createPhone('bob', {}, { ringtone: '/no-such-sound.flac' });

    const warnings: number[] = [];
    dialer.addEventListener('telnyx-warning', ({ detail }) => warnings.push(detail.code));
    await command(tag, { type: 'call', ...CALLER });
    await eventually('the page is told', () => warnings.includes(60022));
    await visitor.click('Answer');

    await visitor.reads('In call');
  });

  it('plays its own tones, which lie beside the script', async () => {
    const { dialer, visitor, tag } = await createPhone('bob', {}, { ringtone: '', ringback: '' });
    const warnings: number[] = [];
    dialer.addEventListener('telnyx-warning', ({ detail }) => warnings.push(detail.code));

    await command(tag, { type: 'call', ...CALLER });
    await visitor.click('Answer');
    await visitor.reads('In call');

    expect(warnings).to.not.include(60022);
  });

  it('goes on with the call after its socket was cut, and its controls work', async () => {
    const { dialer, visitor, tag } = await createPhone('alice');
    await dialer.dial('+15550100100');

    // Longer than any test: it is brought back below.
    await command(tag, { type: 'drop', forMs: 60_000 });
    await visitor.reads('Reconnecting… your call is kept');
    const hold = visitor.find('Hold');
    const whileReconnecting = { isDisabled: hold?.matches(':disabled'), title: hold?.title };
    await command(tag, { type: 'restore' });
    dialer.session?.reconnectNow();
    await eventually('the call goes on', () => dialer.call?.recovered && dialer.call.state === 'active');
    const heard = await inboundEnergyOver(connectionWith(dialer, '+15550100100'), PACKETS);
    await visitor.click('Hold');
    await visitor.reads('On hold');

    expect(whileReconnecting).to.deep.equal({
      isDisabled: true,
      title: 'Not while the call reconnects.',
    });
    expect(heard).to.be.greaterThan(0);
  });

  it('tells both sides how a call came to nothing', async () => {
    const [alice, bob] = await Promise.all([createPhone('alice'), createPhone('bob')]);

    const refused = failureOf(alice.dialer.dial(bob.user));
    await bob.visitor.click('Decline');
    await refused;
    await alice.visitor.reads(`${bob.user} Busy`);
    const given = failureOf(alice.dialer.dial(bob.user));
    await bob.visitor.ready('Answer');
    await alice.visitor.click('End call');
    await given;
    await alice.visitor.reads('Cancelled');

    await bob.visitor.reads('Missed');
  });
});
