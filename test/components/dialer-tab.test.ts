import { expect } from '@open-wc/testing';
import { createReadyDialer } from '../support/dialer-scene.js';
import { eventually } from '../support/eventually.js';

const HISTORY = 'telnyx-elements:history:alice';

describe('<telnyx-dialer> and what is around it', () => {
  afterEach(() => {
    localStorage.clear();
    sessionStorage.clear();
  });

  it('tells of a call in the title of the page, and takes it back', async () => {
    const { session } = await createReadyDialer();
    document.title = 'Desk';

    const call = session.ring({ remoteName: 'Grace' });
    const during = document.title;
    await call.hangup();

    expect(during).to.equal('(Incoming call from Grace) Desk');
    expect(document.title).to.equal('Desk');
  });

  it('leaves a title alone that the page has changed meanwhile', async () => {
    const { session } = await createReadyDialer();
    document.title = 'Desk';

    const call = session.ring();
    document.title = 'Another page';
    await call.hangup();

    expect(document.title).to.equal('Another page');
  });

  it('marks a missed call until the list is looked at, and calls back from it', async () => {
    const { session, visitor } = await createReadyDialer({ history: 'local' });

    session.ring().patch({
      state: 'ended',
      endedAt: Date.now(),
      cause: { cause: 'ORIGINATOR_CANCEL', causeCode: 487, sipCode: 487, sipReason: null },
    });
    await visitor.click('1 missed calls');
    await visitor.reads('Missed');
    const entry = await eventually(
      'the call is listed',
      () =>
        [...document.querySelectorAll('telnyx-dialer')].map((each) =>
          each.shadowRoot?.querySelector<HTMLButtonElement>('.history button'),
        )[0],
    );
    entry.click();

    await eventually('it is called back', () => session.lastCall.options.destination === '+15550001111');
    expect(visitor.find('1 missed calls')).to.equal(null);
  });

  it('does not take a call for missed that was declined here', async () => {
    const { session, visitor } = await createReadyDialer({ history: 'local' });

    session.ring().patch({
      state: 'ended',
      endedAt: Date.now(),
      cause: { cause: 'USER_BUSY', causeCode: 17, sipCode: null, sipReason: null },
    });

    expect(await visitor.ready('Recent calls')).to.not.equal(null);
  });

  for (const [history, storage] of [
    ['local', localStorage],
    ['session', sessionStorage],
  ] as const) {
    it(`keeps the list with history="${history}", and clears it on demand`, async () => {
      const first = await createReadyDialer({ history });
      await first.dialer.dial('bob');
      await first.dialer.hangup();
      first.container.remove();

      const second = await createReadyDialer({ history });
      await second.visitor.click('Recent calls');
      await second.visitor.reads('bob');
      await second.visitor.click('Clear list');
      await second.visitor.reads('No calls yet.');

      expect(JSON.parse(storage.getItem(HISTORY) ?? '')).to.deep.equal([]);
    });
  }

  it('keeps nothing with history="off"', async () => {
    const { dialer, visitor } = await createReadyDialer({ history: 'off' });

    await dialer.dial('bob');
    await dialer.hangup();

    expect(visitor.find('Recent calls')).to.equal(null);
    expect([localStorage.getItem(HISTORY), sessionStorage.getItem(HISTORY)]).to.deep.equal([null, null]);
  });

  it('does not trust what it finds in the storage', async () => {
    localStorage.setItem(
      HISTORY,
      '[{"name":1},null,{"name":"a","number":"1","outcome":"x","at":1,"durationMs":0}]',
    );

    const { visitor } = await createReadyDialer({ history: 'local' });
    await visitor.click('Recent calls');

    await visitor.reads('No calls yet.');
  });

  it('tells when another tab takes the registration, and takes it back', async () => {
    const { visitor, session } = await createReadyDialer();
    const otherTab = new BroadcastChannel('telnyx-elements:registration');
    const heard = new Promise((resolve) => otherTab.addEventListener('message', resolve, { once: true }));

    otherTab.postMessage({ owner: 'bob', tab: 'other' });
    otherTab.postMessage({ owner: 'alice', tab: 'other' });
    await visitor.reads('This phone is in use in another tab.');
    await visitor.click('Use it here');
    await heard;
    otherTab.close();

    await visitor.reads('Ready');
    expect(visitor.text).to.not.include('another tab');
    expect(session.status).to.equal('ready');
  });
});
