import { expect, oneEvent } from '@open-wc/testing';
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

  it('registers with a login that comes after the first use of the page', async () => {
    const { dialer, visitor } = await createDialer({ login: '' });
    dispatchEvent(new PointerEvent('pointermove'));
    await visitor.reads('Not registered');

    dialer.login = 'alice';

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
      'caller-number': '+15550009999',
      'custom-headers': '[{"name":"X-Case","value":"42"}]',
    });

    await type('+1 (555) 010-0100');
    await visitor.click('Call');
    await visitor.click('End call');
    await visitor.reads('Call ended');

    expect(session.lastCall.options).to.deep.include({
      destination: '+15550100100',
      callerName: 'Alice',
      callerNumber: '+15550009999',
      customHeaders: [{ name: 'X-Case', value: '42' }],
    });
    expect(dialer.number).to.equal('');
    await visitor.ready('Call');
  });

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

  /** Pastes; true where the browser puts the text into the field by itself. */
  const paste = (field: HTMLInputElement, text: string) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text', text);
    return field.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
    );
  };

  it('cleans what is pasted', async () => {
    const { dialer, field } = await createReadyDialer();

    const isLeftToBrowser = paste(field, ' +1 (555) 010–0100\n');

    expect([dialer.number, isLeftToBrowser]).to.deep.equal(['+15550100100', false]);
  });

  it('cleans what was pasted before the phone has loaded', async () => {
    const { dialer, field, type } = await createDialer();

    const isLeftToBrowser = paste(field, ' +1 (555) 010–0100');
    await type(' +1 (555) 010–0100');

    expect(isLeftToBrowser).to.equal(true);
    await eventually(
      'it is cleaned',
      () => dialer.number === '+15550100100' && field.value === dialer.number,
    );
  });

  it('says that it is too long when ten thousand characters are pasted', async () => {
    const { session, dialer, field, visitor } = await createReadyDialer();

    paste(field, '7'.repeat(10_000));
    await visitor.click('Call');
    await visitor.reads('This is too long for a phone number.');

    expect(dialer.number.length).to.be.lessThan(300);
    expect(session.calls).to.have.lengthOf(0);
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

  for (const [what, create] of [
    ['a field of the page', () => document.createElement('textarea')],
    [
      'a text of the page that can be edited',
      () => Object.assign(document.createElement('div'), { contentEditable: 'true' }),
    ],
    [
      'a field in a closed shadow root of the page',
      () => {
        const element = document.createElement('closed-field');
        const field = document.createElement('input');
        // eslint-disable-next-line wc/no-closed-shadow-root -- as elements of pages have them
        element.attachShadow({ mode: 'closed', delegatesFocus: true }).append(field);
        return element;
      },
    ],
  ] as const) {
    it(`leaves alone what is typed into ${what}, also during a call`, async () => {
      const { dialer, session, updated } = await createReadyDialer();
      const field = create();
      field.slot = 'footer';
      dialer.append(field);
      const typed: string[] = [];
      field.addEventListener('input', (event) => typed.push(event.data ?? ''));

      field.focus();
      await sendKeys({ press: '5' });
      await dialer.dial('bob');
      await updated();
      field.focus();
      await sendKeys({ press: '6' });

      expect([typed, dialer.number, session.lastCall.digits]).to.deep.equal([['5', '6'], '', []]);
    });
  }

  it('takes no shortcut of the page for a key', async () => {
    const { dialer, visitor } = await createReadyDialer();
    (await visitor.ready('Audio')).focus();

    for (const modifier of ['Alt', 'Control', 'Meta']) {
      await sendKeys({ down: modifier });
      await sendKeys({ press: '5' });
      await sendKeys({ up: modifier });
    }

    expect(dialer.number).to.equal('');
  });

  it('takes the # of keyboards that have it on the Alt key', async () => {
    const { dialer, visitor } = await createReadyDialer();
    const button = await visitor.ready('Audio');

    for (const key of ['3', '#']) {
      button.dispatchEvent(
        new KeyboardEvent('keydown', { key, altKey: true, bubbles: true, composed: true }),
      );
    }

    expect(dialer.number).to.equal('#');
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

  it('takes its devices, and the microphone of a call, from the page', async () => {
    const { dialer, session } = await createReadyDialer();
    const chosen: (string | null)[] = [];
    session.setMicrophone = session.setSpeaker = (id) => {
      chosen.push(id);
      return Promise.resolve();
    };
    await dialer.dial('bob');

    await dialer.setMicrophone('desk');
    await dialer.setSpeaker(null);
    dialer.mute();
    const { isMuted } = session.lastCall.snapshot;
    dialer.unmute();

    expect(chosen).to.deep.equal(['desk', null]);
    expect([isMuted, session.lastCall.snapshot.isMuted]).to.deep.equal([true, false]);
  });

  it('shows no keys with hide-keypad, but during a call', async () => {
    const { dialer, visitor, updated } = await createReadyDialer({ 'hide-keypad': '' });
    const atRest = visitor.find('5 JKL');

    await dialer.dial('bob');
    await visitor.click('Keypad');
    const inCall = await visitor.ready('5 JKL');
    await dialer.hangup();
    dialer.hideKeypad = false;
    await updated();

    expect(atRest).to.equal(null);
    expect(inCall).to.not.equal(null);
    await visitor.ready('5 JKL');
  });
});
