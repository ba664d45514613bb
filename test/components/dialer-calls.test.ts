import { expect, oneEvent } from '@open-wc/testing';
import type { CallInfoDetail, TelnyxDialer } from '../../components/index.js';
import { consoleLines } from '../support/console-lines.js';
import { createPart } from '../support/phone-part.js';
import { createDialer, createReadyDialer } from '../support/dialer-scene.js';
import { eventually } from '../support/eventually.js';
import { failureOf } from '../support/failure-of.js';
import { fakeError } from '../support/fake-call.js';

describe('<telnyx-dialer> and its calls', () => {
  it('shows where a call is, truthfully', async () => {
    const { session, dialer, visitor } = await createReadyDialer();
    session.answersCalls = false;
    dialer.dial('bob').catch(() => undefined);

    await visitor.reads('Calling…');
    session.lastCall.patch({ state: 'ringing' });
    await visitor.reads('Ringing…');
    session.lastCall.accept();
    await visitor.reads('In call · 0:00');
    session.lastCall.patch({ state: 'reconnecting' });
    await eventually('the time goes on', () => /Reconnecting… · 0:0[1-9]/.test(visitor.text));
  });

  it('says at once that the network is gone, in the words for itself too', async () => {
    const { session, visitor } = await createReadyDialer();
    await visitor.reads('Ready');

    await consoleLines(() => session.options?.onWarning?.(fakeError(48001, 'NETWORK_OFFLINE')));
    await visitor.reads('Reconnecting…');
    window.dispatchEvent(new Event('online'));

    await visitor.reads('Ready');
  });

  for (const [sipCode, cause, words] of [
    [486, 'USER_BUSY', 'Busy'],
    [480, 'NO_ANSWER', 'No answer'],
    [603, 'CALL_REJECTED', 'Declined'],
    [404, 'UNALLOCATED_NUMBER', 'This number is not in use'],
    [null, 'ALLOTTED_TIMEOUT', 'No answer'],
    [403, 'INVALID_GATEWAY', 'This call is not allowed'],
    [null, 'OUTGOING_CALL_BARRED', 'This call is not allowed'],
    [403, 'CALL_REJECTED', 'Declined'],
    [403, 'NORMAL_UNSPECIFIED', 'This call is not allowed'],
    [500, 'NETWORK_OUT_OF_ORDER', 'The call failed'],
  ] as const) {
    it(`says "${words}" for ${cause} ${String(sipCode)}, and offers the call again`, async () => {
      const { session, dialer, visitor } = await createReadyDialer();
      session.answersCalls = false;
      const dialed = failureOf(dialer.dial('+15550100486'));
      await visitor.reads('Calling…');

      session.lastCall.patch({
        state: 'ended',
        endedAt: Date.now(),
        cause: { cause, causeCode: null, sipCode, sipReason: null },
      });
      session.lastCall.refuse(fakeError(60007, 'CALL_NOT_ANSWERED'));
      session.lastCall.patch({ cause: { cause, causeCode: null, sipCode, sipReason: null } });
      expect(await dialed).to.include({ code: 60007 });

      await visitor.reads(words);
      await visitor.click('Call again');
      expect(session.calls).to.have.lengthOf(2);
    });
  }

  it('mutes, holds and sends digits', async () => {
    const { session, dialer, visitor } = await createReadyDialer();
    await dialer.dial('bob');

    await visitor.click('Mute');
    await visitor.click('Unmute');
    dialer.mute();
    await dialer.hold();
    await visitor.reads('On hold');
    await dialer.resume();
    await dialer.sendDigits('12#');
    await visitor.click('Keypad');
    await visitor.click('7 PQRS');

    expect(session.lastCall.snapshot).to.deep.include({ isMuted: true, isHeld: false });
    expect(session.lastCall.digits).to.deep.equal(['12#', '7']);
    await visitor.reads(' 7 1 2 ABC');
  });

  it('answers and declines by method, by name of the call if wanted', async () => {
    const { session, dialer } = await createReadyDialer();
    const [first, second, third] = [session.ring(), session.ring(), session.ring()];

    await dialer.answer(second.id);
    await dialer.hangup(third.id);
    await dialer.answer();

    expect([first.state, second.state, third.state]).to.deep.equal(['active', 'active', 'ended']);
  });

  for (const [method, command] of [
    ['answer()', (dialer) => dialer.answer()],
    ['answer() of a call that nobody knows', (dialer) => dialer.answer('gone')],
    ['hold()', (dialer) => dialer.hold()],
    ['resume()', (dialer) => dialer.resume()],
    ['sendDigits()', (dialer) => dialer.sendDigits('1')],
  ] as const satisfies readonly [string, (dialer: TelnyxDialer) => Promise<void>][]) {
    it(`says that there is no call for ${method}, before its first use too`, async () => {
      const { dialer } = await createReadyDialer();
      const { dialer: unused } = await createDialer();
      const told = oneEvent(dialer, 'telnyx-error');

      const failures = await Promise.all([failureOf(command(dialer)), failureOf(command(unused))]);

      for (const failure of failures) expect(failure).to.include({ code: 60010, fatal: false });
      expect((await told).detail).to.include({ code: 60010 });
    });
  }

  it('declines a second call, and goes on with the first', async () => {
    const { session, dialer, visitor, updated } = await createReadyDialer();
    await dialer.dial('bob');
    const second = session.ring({ remoteName: 'Grace' });

    await visitor.click('Decline');
    await updated();

    expect([session.calls[0]?.state, second.state]).to.deep.equal(['active', 'ended']);
    await visitor.reads('bob In call');
    expect(visitor.find('Hold and answer')).to.equal(null);
  });

  it('lets the page take a call that comes in', async () => {
    const { session, dialer, visitor, updated } = await createReadyDialer();
    dialer.addEventListener('telnyx-incoming-call', (event) => event.preventDefault(), { once: true });

    session.ring({ remoteName: 'Taken' });
    session.ring({ remoteName: 'Shown' });
    await visitor.reads('Shown');
    await updated();

    expect(visitor.text).to.not.include('Taken');
  });

  it('answers by itself with auto-answer, but not while there is another call', async () => {
    const { session } = await createReadyDialer({ 'auto-answer': '' });

    const first = session.ring();
    const second = session.ring();

    expect([first.state, second.state]).to.deep.equal(['active', 'ringing']);
  });

  it('opens and says why, when it could not answer by itself', async () => {
    const { session, dialer, visitor } = await createReadyDialer({
      'auto-answer': '',
      placement: 'bottom-right',
    });
    const refused = fakeError(42001, 'MEDIA_MICROPHONE_PERMISSION_DENIED');

    const call = session.ring({}, (ringing) => {
      ringing.answer = () => {
        session.patch({ error: Object.assign(refused, { fatal: false, callId: ringing.id }) });
        return Promise.reject(refused);
      };
    });

    await visitor.reads('The microphone is blocked');
    expect([dialer.open, call.state]).to.deep.equal([true, 'ringing']);
  });

  it('shows a call that was answered in place of a page or the field for another number', async () => {
    const { session, dialer, visitor, updated } = await createReadyDialer();
    await dialer.dial('bob');
    await visitor.click('Add call');
    await session.ring({ remoteName: 'Grace' }).answer();
    await updated();
    const isFieldShown = visitor.find('Back to call') !== null;
    await visitor.click('Audio');
    await visitor.ready('Play test tone');

    await session.ring({ remoteName: 'Tom' }).answer();
    await updated();

    expect(isFieldShown).to.equal(false);
    expect(visitor.text).to.include('Tom In call');
    expect(visitor.find('Play test tone')).to.equal(null);
  });

  it('comes back to the number field after calls that ended one after the other', async () => {
    const { session, dialer, visitor } = await createReadyDialer();
    await dialer.dial('bob');
    await dialer.dial('carol');
    const [bob, carol] = session.calls;

    bob?.patch({ state: 'ended', endedAt: Date.now() - 3000 });
    carol?.patch({ state: 'ended', endedAt: Date.now() - 2000 });
    await visitor.reads('Call ended');

    await visitor.ready('Call');
  });

  it('shows several calls, swaps between them and ends each', async () => {
    const { session, dialer, visitor, updated } = await createReadyDialer();
    await dialer.dial('bob');
    await dialer.hold();
    await visitor.click('Add call');
    await dialer.dial('carol');
    const [bob, carol] = session.calls;
    await updated();

    await visitor.click('End call with carol');
    await visitor.reads('Call ended');
    await visitor.click('Resume');

    expect([bob?.state, carol?.state]).to.deep.equal(['active', 'ended']);
    await eventually('the ended one leaves', () => !visitor.text.includes('carol'));
  });

  it('says that a swap failed, until one has succeeded', async () => {
    const { session, dialer, visitor, updated } = await createReadyDialer();
    await dialer.dial('bob');
    await dialer.hold();
    await dialer.dial('carol');
    const [bob] = session.calls;
    const resume = bob!.resume;
    bob!.resume = () => Promise.reject(fakeError(44001, 'HOLD_FAILED'));

    await visitor.click('bob On hold · 0:00');
    await visitor.reads('bob The call could not be held or resumed.');
    bob!.resume = resume;
    await dialer.resume();
    await updated();

    expect(visitor.text).to.not.include('could not');
  });

  it('stays with the call that was parked last until another is talked on', async () => {
    const { session, dialer, visitor } = await createReadyDialer();
    await dialer.dial('bob');
    await dialer.hold();
    await dialer.dial('carol');
    const [bob] = session.calls;

    await dialer.hold();
    await visitor.reads('carol On hold');
    const parked = dialer.call?.remoteNumber;
    await dialer.resume();
    await dialer.hangup();
    const left = dialer.call?.remoteNumber;
    await dialer.resume();

    expect([parked, left]).to.deep.equal(['carol', 'bob']);
    expect(bob?.state).to.equal('active');
  });

  it('shows the keys that the far end presses, of that call alone, and tells the page', async () => {
    const { session, dialer, visitor, updated } = await createReadyDialer();
    await dialer.dial('bob');
    const [bob] = session.calls;
    const heard: CallInfoDetail[] = [];
    dialer.addEventListener('telnyx-call-info', ({ detail }) => heard.push(detail));
    const tell = (params: Readonly<Record<string, unknown>>) =>
      session.options?.onCallInfo?.({ callId: bob?.id ?? '', params });

    tell({ dtmf: '4<i>' });
    tell({ dtmf: '2#' });
    tell({ dtmf: { not: 'a text' } });
    await visitor.reads('Keys received: 42#');
    await dialer.hold();
    await dialer.dial('carol');
    await updated();

    expect(heard[0]).to.deep.equal({ callId: bob?.id, digits: '4', params: { dtmf: '4<i>' } });
    expect(visitor.text).to.not.include('Keys received');
  });

  it('keeps the width of its list in a row of the page', async () => {
    const { part, session, provider, updated } = await createPart('telnyx-call-list');
    provider.style.display = 'flex';

    for (const remoteName of ['Ada Lovelace', 'Katherine Johnson']) {
      session.ring({ remoteName });
      await session.lastCall.answer();
    }
    await updated();

    expect(part.offsetWidth).to.be.at.least(150);
  });
});
