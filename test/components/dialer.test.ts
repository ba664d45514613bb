import { expect, oneEvent } from '@open-wc/testing';
import type { CallInfoDetail } from '../../components/index.js';
import { sendKeys } from '@web/test-runner-commands';
import { consoleLines } from '../support/console-lines.js';
import { createDialer, createReadyDialer } from '../support/dialer-scene.js';
import { eventually } from '../support/eventually.js';
import { failureOf } from '../support/failure-of.js';
import { fakeError } from '../support/fake-call.js';
import { place } from '../support/place.js';

describe('<telnyx-dialer>', () => {
  it('is drawn before anything is loaded, and keeps what is typed meanwhile', async () => {
    const { dialer, visitor, field, type, updated } = await createDialer();
    await type('+1555');

    expect(dialer.loadCount).to.equal(0);
    expect(visitor.find('Call')).to.not.equal(null);
    dispatchEvent(new PointerEvent('pointermove'));
    await visitor.ready('9 WXYZ');
    await updated();

    expect(field.isConnected).to.equal(true);
    expect(field.value).to.equal('+1555');
  });

  it('registers with the first use of the page, and only then', async () => {
    const { dialer, engine } = await createDialer();
    expect(engine.sessions).to.have.lengthOf(0);

    const ready = oneEvent(dialer, 'telnyx-ready');
    dispatchEvent(new KeyboardEvent('keydown', { key: 'Tab' }));
    await ready;

    expect(dialer.status).to.equal('ready');
  });

  it('registers at once with prewarm="eager"', async () => {
    const { dialer, visitor } = await createDialer({ prewarm: 'eager' });

    await visitor.reads('Ready');

    expect(dialer.status).to.equal('ready');
  });

  it('waits to be told with prewarm="off"', async () => {
    const { dialer, visitor } = await createDialer({ prewarm: 'off' });

    dispatchEvent(new PointerEvent('pointermove'));
    await visitor.click('Go online');
    await visitor.reads('Ready');

    expect(dialer.status).to.equal('ready');
  });

  it('logs in with a token of the page', async () => {
    const { dialer, engine } = await createDialer({ login: '', password: '', 'login-token': 'secret' });

    await dialer.connect();

    expect(engine.session.options?.auth).to.deep.equal({ token: 'secret' });
  });

  it('registers with the first use after the login has come', async () => {
    const { dialer, visitor, updated } = await createDialer({ login: '' });
    dispatchEvent(new PointerEvent('pointermove'));
    await visitor.reads('Not registered');

    dialer.login = 'alice';
    await updated();
    dispatchEvent(new PointerEvent('pointermove'));

    await visitor.reads('Ready');
  });

  it('goes on with another login that comes while it connects', async () => {
    const { dialer, engine, visitor } = await createDialer();
    const { acquireSession } = engine;
    engine.acquireSession = (options) => {
      const handle = acquireSession(options);
      if (engine.sessions.length > 1) return handle;
      let giveUp: (reason: Error) => void = () => undefined;
      const given = new Promise<never>((_, reject) => {
        giveUp = reject;
      });
      given.catch(() => undefined);
      engine.session.connect = () => given;
      return {
        session: handle.session,
        release: () => {
          giveUp(fakeError(60008, 'ABORTED'));
          handle.release();
        },
      };
    };
    const connecting = failureOf(dialer.connect());
    await engine.acquired();

    dialer.login = `other-${dialer.login}`;

    await visitor.reads('Ready');
    expect(await connecting).to.include({ code: 60008 });
    expect(dialer.error).to.equal(null);
    expect(visitor.text).to.not.include('60008');
  });

  it('says in words that the login was refused, and tries again', async () => {
    const { dialer, engine, visitor } = await createDialer();
    await consoleLines(async () => {
      const connecting = dialer.connect();
      await engine.acquired();
      engine.session.refusal = fakeError(46001, 'LOGIN_FAILED');
      await failureOf(connecting);
    });

    await visitor.reads('The phone could not log in');
    await visitor.reads('Not registered');
    engine.session.refusal = null;
    await visitor.click('Try again');

    await visitor.reads('Ready');
  });

  it('calls its destination each time that nothing else stands in the field', async () => {
    const { session, dialer } = await createReadyDialer({ destination: 'bob' });

    await dialer.dial();
    await dialer.hangup();
    await dialer.dial();

    expect(session.calls.map(({ options }) => options.destination)).to.deep.equal(['bob', 'bob']);
  });

  it('keeps a number that was set before it was drawn', async () => {
    const container = place();
    const dialer = document.createElement('telnyx-dialer');
    dialer.number = '+15550100100';

    container.append(dialer);
    await dialer.updateComplete;

    expect(dialer.number).to.equal('+15550100100');
  });

  it('calls what was typed, shows it, and comes back to the keys afterwards', async () => {
    const { session, visitor, type, dialer } = await createReadyDialer({
      'caller-name': 'Alice',
      'custom-headers': '[{"name":"X-Case","value":"42"}]',
    });

    await type('+1 (555) 010-0100');
    await visitor.click('Call');
    await visitor.click('End call');
    await visitor.reads('Call ended');

    expect(session.lastCall.options).to.deep.include({
      destination: '+15550100100',
      callerName: 'Alice',
      customHeaders: [{ name: 'X-Case', value: '42' }],
    });
    expect(dialer.number).to.equal('');
    await visitor.ready('Call');
  });

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
    await visitor.reads('Reconnecting…');
  });

  for (const [sipCode, cause, words] of [
    [486, 'USER_BUSY', 'Busy'],
    [480, 'NO_ANSWER', 'No answer'],
    [603, 'CALL_REJECTED', 'Declined'],
    [404, 'UNALLOCATED_NUMBER', 'This number is not in use'],
    [null, 'ALLOTTED_TIMEOUT', 'No answer'],
    [500, 'NETWORK_OUT_OF_ORDER', 'The call failed'],
  ] as const) {
    it(`says "${words}" for ${cause}, and offers the call again`, async () => {
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

  for (const [text, words] of [
    ['', 'Enter a number first.'],
    ['call me', 'This is not a phone number or SIP address.'],
    ['📞', 'This is not a phone number or SIP address.'],
    ['7'.repeat(10_000), 'This is too long for a phone number.'],
  ] as const) {
    it(`says what is wrong with ${JSON.stringify(text.slice(0, 20))}, and calls nobody`, async () => {
      const { session, visitor, type } = await createReadyDialer();

      await type(text);
      await visitor.click('Call');
      await visitor.reads(words);
      await type('1');

      expect(session.calls).to.have.lengthOf(0);
      expect(visitor.text).to.not.include(words);
    });
  }

  it('tells the page of a number that cannot be called', async () => {
    const { dialer } = await createReadyDialer();
    const told = oneEvent(dialer, 'telnyx-error');

    const failure = await failureOf(dialer.dial('call me'));

    expect(failure).to.include({ code: 44002 });
    expect((await told).detail).to.include({ code: 44002, fatal: false });
  });

  it('cleans what is pasted', async () => {
    const { dialer, field } = await createReadyDialer();
    const clipboardData = new DataTransfer();
    clipboardData.setData('text', ' +1 (555) 010–0100\n');

    field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));

    expect(dialer.number).to.equal('+15550100100');
  });

  it('types with its keys, and takes the last digit back', async () => {
    const { dialer, visitor } = await createReadyDialer();

    await visitor.click('4 GHI');
    await visitor.click('2 ABC');
    await visitor.click('Delete last digit');

    expect(dialer.number).to.equal('4');
  });

  it('presses its keys for what is typed anywhere in it', async () => {
    const { dialer, visitor, session, updated } = await createReadyDialer();
    (await visitor.ready('Audio')).focus();

    await sendKeys({ press: '5' });
    const number = dialer.number;
    await dialer.dial('bob');
    await updated();
    (await visitor.ready('Audio')).focus();
    await sendKeys({ press: '6' });

    expect(number).to.equal('5');
    expect(session.lastCall.digits).to.deep.equal(['6']);
  });

  it('puts no keys into the field while it rings at the far end', async () => {
    const { dialer, visitor, session } = await createReadyDialer();
    session.answersCalls = false;
    dialer.dial('bob').catch(() => undefined);
    await visitor.reads('Calling…');
    (await visitor.ready('Audio')).focus();

    await sendKeys({ press: '5' });

    expect(dialer.number).to.equal('');
  });

  it('calls the last number again', async () => {
    const { session, dialer, visitor } = await createReadyDialer();
    await dialer.dial('+15550100100');
    await dialer.hangup();

    await visitor.click('Redial +15550100100');

    expect(session.calls).to.have.lengthOf(2);
  });

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

  it('shows the way of the page to reach somebody while there is no gateway, and takes it back', async () => {
    const { session, dialer, visitor } = await createReadyDialer();
    const link = document.createElement('a');
    link.slot = 'fallback';
    link.textContent = 'Mail us';
    dialer.append(link);

    await consoleLines(async () => {
      session.patch({ status: 'failed', error: fakeError(45001, 'WEBSOCKET_CONNECTION_FAILED') });
      await visitor.reads('Mail us');
    });
    session.patch({ status: 'ready', error: null });

    await eventually('it is gone', () => !visitor.text.includes('Mail us'));
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

  for (const [status, words] of [
    [401, 'You are signed out'],
    [403, 'You are signed out'],
    [500, 'The phone has no login yet'],
    [undefined, 'The phone has no login yet'],
  ] as const) {
    it(`says "${words}" when the site answers ${String(status)} instead of a token`, async () => {
      const { dialer, engine, visitor } = await createDialer();
      const error = Object.assign(fakeError(46002, 'INVALID_CREDENTIALS'), { context: { status } });

      await consoleLines(async () => {
        const connecting = dialer.connect();
        await engine.acquired();
        engine.session.refusal = error;
        await failureOf(connecting);
      });

      await visitor.reads(words);
      expect(visitor.text).to.include('46002');
      expect(visitor.text).to.not.include('assistant');
      engine.session.refusal = null;
      await visitor.click('Go online');
      await visitor.reads('Ready');
    });
  }

  it('can be commanded by buttons of the page', async () => {
    const { dialer, session, container, updated } = await createReadyDialer({
      id: 'phone',
      destination: 'bob',
    });
    const buttons = place();
    container.append(buttons);
    const command = async (name: string) => {
      const button = document.createElement('button');
      button.setAttribute('commandfor', 'phone');
      button.setAttribute('command', name);
      buttons.append(button);
      button.click();
      await updated();
    };

    await command('--call');
    await eventually('there is a call', () => dialer.call?.state === 'active');
    await command('--hold');
    await eventually('it is held', () => dialer.call?.state === 'held');
    await command('--resume');
    await eventually('it is active', () => dialer.call?.state === 'active');
    await command('--mute');
    await eventually('it is muted', () => dialer.call?.isMuted);
    await command('--hangup');
    await eventually('it is over', () => dialer.call?.state === 'ended');
    session.ring();
    await command('--answer');

    await eventually('it is answered', () => session.lastCall.state === 'active');
  });

  it('floats with a placement: opens, closes, and opens by itself when somebody calls', async () => {
    const { dialer, session, visitor, updated } = await createReadyDialer({ placement: 'bottom-right' });
    expect(visitor.find('Call')).to.equal(null);

    await visitor.click('Phone');
    await visitor.ready('Call');
    await visitor.click('Close');
    const isOpen = dialer.open;
    session.ring();
    await updated();

    expect(isOpen).to.equal(false);
    await visitor.ready('Answer');
  });

  it('takes the focus when it is opened, and gives it back to its launcher', async () => {
    const { dialer, visitor, root, updated } = await createReadyDialer({ placement: 'bottom-right' });
    const launcher = await visitor.ready('Phone');
    launcher.focus();

    launcher.click();
    await visitor.ready('Call');
    const focused = root.activeElement?.part.value;
    await sendKeys({ press: '5' });
    await sendKeys({ press: 'Escape' });
    await updated();

    expect([focused, dialer.number]).to.deep.equal(['panel', '5']);
    expect(root.activeElement === launcher).to.equal(true);
  });

  it('leaves the focus where it is when somebody calls', async () => {
    const { session, visitor, container } = await createReadyDialer({ placement: 'bottom-right' });
    const field = document.createElement('input');
    container.append(field);
    field.focus();

    session.ring();
    await visitor.ready('Answer');

    expect(document.activeElement === field).to.equal(true);
  });

  it('shows the call in its launcher while it is closed, with mute and end', async () => {
    const { session, dialer, visitor, updated } = await createReadyDialer({ placement: 'bottom-right' });
    session.answersCalls = false;
    dialer.dial('bob').catch(() => undefined);
    await visitor.reads('Calling…');

    session.lastCall.accept(65_000);
    await visitor.reads('1:05');
    await visitor.click('Mute');
    await updated();
    const { isMuted } = session.lastCall.snapshot;
    await visitor.click('End call');
    await updated();

    expect([isMuted, session.lastCall.state]).to.deep.equal([true, 'ended']);
    expect(visitor.find('End call') === null).to.equal(true);
    expect(visitor.find('Phone') === null).to.equal(false);
  });

  it('takes an icon of the page into its launcher', async () => {
    const { dialer, visitor } = await createReadyDialer({ placement: 'bottom-right' });
    const icon = document.createElement('b');
    icon.slot = 'icon';
    icon.textContent = 'R';

    dialer.append(icon);

    await visitor.reads('R');
  });

  for (const lang of ['en', 'de', 'fr', 'it', 'nl', 'pl', 'pt-BR']) {
    it(`fits into 240 px while it is offline, in ${lang}`, async () => {
      const { dialer, container, root, visitor, updated } = await createDialer({
        prewarm: 'off',
        history: 'session',
        lang,
        placement: 'bottom-right',
        open: '',
      });
      container.style.setProperty('--telnyx-dialer-width', '240px');
      await eventually('it is drawn in its language', () =>
        dialer.shadowRoot?.querySelector('.header .text'),
      );
      await eventually('it has its words', () => (lang === 'en') === visitor.text.includes('Go online'));
      await updated();

      const header = root.querySelector('.header')!;
      expect(header.getBoundingClientRect().width).to.equal(240);
      for (const part of [header, ...header.querySelectorAll('.state, .text')]) {
        expect(part.scrollWidth, part.className).to.be.at.most(part.clientWidth);
      }
    });
  }

  it('fits into 240 px', async () => {
    const { dialer, container, root, updated } = await createReadyDialer();
    container.style.width = '240px';
    await dialer.dial('+15550100100');
    await updated();

    const panel = root.querySelector('[part=panel]')!;
    expect(panel.getBoundingClientRect().width).to.equal(240);
    expect(panel.scrollWidth).to.be.at.most(240);
  });
});
