import { expect } from '@open-wc/testing';
import { createDialer, createReadyDialer, USER } from '../support/dialer-scene.js';
import { eventually } from '../support/eventually.js';
import { FakeEngine } from '../support/fake-session.js';
import { inHiddenTab } from '../support/hidden-tab.js';
import { settled } from '../support/settled.js';

const HISTORY = `telnyx-elements:history:${USER}`;

describe('<telnyx-dialer> and what is around it', () => {
  afterEach(() => {
    localStorage.clear();
    sessionStorage.clear();
  });

  it('tells of a call in the title of the page, and takes it back', async () => {
    const { session } = await createReadyDialer();
    document.title = 'Desk';

    const call = session.ring({ remoteName: 'Grace' });
    await eventually('it is told', () => document.title === '(Incoming call from Grace) Desk');
    await call.hangup();

    expect(document.title).to.equal('Desk');
  });

  it('leaves a title alone that the page has changed meanwhile', async () => {
    const { session } = await createReadyDialer();
    document.title = 'Desk';

    const call = session.ring();
    await eventually('it is told', () => document.title !== 'Desk');
    document.title = 'Another page';
    await call.hangup();

    expect(document.title).to.equal('Another page');
  });

  it('keeps the title that the page sets while it rings', async () => {
    const { session } = await createReadyDialer();
    document.title = 'Desk';

    const call = session.ring({ remoteName: 'Grace' });
    await eventually('it is told', () => document.title !== 'Desk');
    document.title = '  Ticket 7 ';
    session.ring({ remoteName: 'Tom' });
    await eventually('it is told again', () => document.title === '(Incoming call from Grace) Ticket 7');
    await call.hangup();
    await session.lastCall.hangup();

    expect(document.title).to.equal('Ticket 7');
  });

  it('takes the mark back after calls for two phones of the page', async () => {
    const one = await createReadyDialer();
    const other = await createReadyDialer({ login: 'bob' });
    document.title = 'Desk';

    const first = one.session.ring({ remoteName: 'Grace' });
    await eventually('it is told', () => document.title === '(Incoming call from Grace) Desk');
    const second = other.session.ring({ remoteName: 'Tom' });
    await settled();
    await first.hangup();
    await eventually('the other is told', () => document.title === '(Incoming call from Tom) Desk');
    await second.hangup();

    expect(document.title).to.equal('Desk');
  });

  it('tells nothing of a call that the page has taken', async () => {
    const { session, dialer } = await createReadyDialer();
    document.title = 'Desk';
    dialer.addEventListener('telnyx-incoming-call', (event) => event.preventDefault(), { once: true });

    session.ring({ remoteName: 'Taken' });
    const shown = session.ring({ remoteName: 'Shown' });
    await eventually('the other is told', () => document.title !== 'Desk');
    const title = document.title;
    await shown.hangup();

    expect([title, document.title]).to.deep.equal(['(Incoming call from Shown) Desk', 'Desk']);
  });

  it('shows a notification when the tab is left while it rings', async () => {
    const { session } = await createReadyDialer();
    document.title = 'Desk';
    const call = session.ring();
    await eventually('it is told', () => document.title !== 'Desk');

    await inHiddenTab('granted', async (shown) => {
      document.dispatchEvent(new Event('visibilitychange'));
      document.dispatchEvent(new Event('visibilitychange'));
      await call.hangup();

      expect(shown.map(({ isOpen }) => isOpen)).to.deep.equal([false]);
    });
  });

  it('shows a notification while the tab is hidden, and takes it back', async () => {
    await inHiddenTab('granted', async (shown) => {
      const { session } = await createReadyDialer();

      const call = session.ring({ remoteName: 'Grace <b>H</b>', remoteNumber: '+15550001111' });
      const notification = await eventually('it is shown', () => shown[0]);
      await call.hangup();

      expect(notification).to.include({
        title: 'Incoming call from Grace <b>H</b>',
        body: '+15550001111',
        isOpen: false,
      });
      expect(shown).to.have.lengthOf(1);
    });
  });

  it('has the notification name whoever is calling now', async () => {
    await inHiddenTab('granted', async (shown) => {
      const { session } = await createReadyDialer();
      const open = () => shown.filter(({ isOpen }) => isOpen).map(({ title, body }) => `${title} ${body}`);

      const call = session.ring({ remoteName: 'Grace' });
      await eventually('it is shown', () => shown[0]);
      session.ring({ remoteName: 'Tom', remoteNumber: '+15550002222' });
      await settled();
      const whileBothCall = open();
      await call.hangup();
      await eventually('the other is told', () => shown[1]);
      const afterwards = open();
      await session.lastCall.hangup();

      expect(whileBothCall).to.deep.equal(['Incoming call from Grace +15550001111']);
      expect(afterwards).to.deep.equal(['Incoming call from Tom +15550002222']);
      expect([shown.length, open()]).to.deep.equal([2, []]);
    });
  });

  it('comes to the front when the notification is clicked', async () => {
    await inHiddenTab('granted', async (shown) => {
      const { session } = await createReadyDialer();

      session.ring();
      const notification = await eventually('it is shown', () => shown[0]);
      notification.dispatchEvent(new Event('click'));

      expect(notification.isOpen).to.equal(false);
    });
  });

  it('does not ask to send notifications', async () => {
    await inHiddenTab('default', async (shown) => {
      const { session } = await createReadyDialer();
      document.title = 'Desk';

      const call = session.ring();
      await eventually('the title tells', () => document.title !== 'Desk');
      await call.hangup();

      expect(shown).to.deep.equal([]);
    });
  });

  it('marks a missed call until the list is looked at, and calls back from it', async () => {
    const { session, visitor } = await createReadyDialer({ history: 'local' });

    session.ring().patch({
      state: 'ended',
      endedAt: Date.now(),
      cause: { cause: 'ORIGINATOR_CANCEL', causeCode: 487, sipCode: 487, sipReason: null },
    });
    await visitor.click('Missed calls: 1');
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
    expect(visitor.find('Missed calls: 1')).to.equal(null);
  });

  it('marks a missed call also where there is no list of calls', async () => {
    const { session, visitor } = await createReadyDialer({ history: 'off' });

    session.ring().patch({ state: 'ended', endedAt: Date.now() });
    await visitor.click('Missed calls: 1');

    await eventually('the mark is gone', () => visitor.find('Missed calls: 1') === null);
  });

  it('lists a call once that two phones share', async () => {
    const first = await createReadyDialer({ history: 'local' });
    const second = await createDialer({ history: 'local' });
    second.dialer.engine = first.engine;
    await second.dialer.connect();

    await first.dialer.dial('bob');
    await first.dialer.hangup();

    const entries: unknown = JSON.parse(localStorage.getItem(HISTORY) ?? '');
    expect(entries).to.have.lengthOf(1);
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

  it('tells the day of a call in the language of the page', async () => {
    const at = new Date(2020, 2, 5);
    const entry = { name: '', number: '+15550100200', outcome: 'incoming', at: at.getTime(), durationMs: 0 };
    localStorage.setItem(HISTORY, JSON.stringify([entry]));
    const { visitor, container } = await createReadyDialer({ history: 'local' });
    container.lang = 'ar';

    await visitor.click('المكالمات الأخيرة');

    await visitor.reads(new Intl.DateTimeFormat('ar', { day: 'numeric', month: 'short' }).format(at));
  });

  it('tells when another tab takes the registration, and takes it back', async () => {
    const { visitor, session } = await createReadyDialer();
    const otherTab = new BroadcastChannel('telnyx-elements:registration');
    const heard = new Promise((resolve) => otherTab.addEventListener('message', resolve, { once: true }));

    otherTab.postMessage({ owner: 'bob', tab: 'other' });
    otherTab.postMessage({ owner: USER, tab: 'other' });
    await visitor.reads('This phone is in use in another tab.');
    await visitor.click('Use it here');
    await heard;
    otherTab.close();

    await visitor.reads('Ready');
    expect(visitor.text).to.not.include('another tab');
    expect(session.status).to.equal('ready');
  });

  it('offers no taking back while it comes back by itself', async () => {
    const { visitor, session, updated } = await createReadyDialer();
    const otherTab = new BroadcastChannel('telnyx-elements:registration');
    const takeOver = () => otherTab.postMessage({ owner: USER, tab: 'other' });
    takeOver();
    await visitor.reads('This phone is in use in another tab.');

    session.patch({ status: 'reconnecting' });
    await updated();
    const atOnce = visitor.text;
    // It hears of it after the phone, which was there first.
    const thirdTab = new BroadcastChannel('telnyx-elements:registration');
    const heard = new Promise((resolve) => thirdTab.addEventListener('message', resolve, { once: true }));
    takeOver();
    await heard;
    await updated();
    const later = visitor.text;
    session.patch({ status: 'ready' });
    await visitor.reads('Ready');
    otherTab.close();
    thirdTab.close();

    for (const text of [atOnce, later, visitor.text]) expect(text).to.not.include('another tab');
  });

  it('is a phone also where the browser lets tabs tell each other nothing', async () => {
    const own = Object.getOwnPropertyDescriptor(globalThis, 'BroadcastChannel')!;
    const closed = function () {
      throw new DOMException('The operation is insecure.', 'SecurityError');
    };
    Object.defineProperty(globalThis, 'BroadcastChannel', { ...own, value: closed });
    try {
      const { dialer, session, visitor } = await createReadyDialer();

      session.ring({ remoteName: 'Grace' });
      await visitor.click('Answer');

      await visitor.reads('Grace');
      expect([dialer.status, session.lastCall.state]).to.deep.equal(['ready', 'active']);
    } finally {
      Object.defineProperty(globalThis, 'BroadcastChannel', own);
    }
  });

  describe('with tokens', () => {
    /** A phone whose token address gives tokens for this user. */
    async function createTokenPhone(user: string) {
      const scene = await createDialer({ login: '', 'token-url': '/token', history: 'local' });
      scene.dialer.engine = new FakeEngine((session) => {
        session.user = user;
      });
      await scene.dialer.connect();
      await scene.updated();
      return { ...scene, session: scene.dialer.engine.session };
    }

    it('keeps a list for each user that logs in with one', async () => {
      const alice = await createTokenPhone('alice');
      await alice.dialer.dial('grace');
      await alice.dialer.hangup();
      alice.session.disconnect();
      await alice.visitor.click('Recent calls');
      await alice.visitor.reads('grace');
      alice.container.remove();

      const bob = await createTokenPhone('bob');
      await bob.visitor.click('Recent calls');
      await bob.visitor.reads('No calls yet.');
      bob.session.patch({ user: 'alice' });

      await bob.visitor.reads('grace');
      expect(Object.keys(localStorage)).to.deep.equal(['telnyx-elements:history:alice']);
    });

    it('hears of the tab that takes the registration of that user', async () => {
      const user = `token-${USER}`;
      const { visitor } = await createTokenPhone(user);
      const otherTab = new BroadcastChannel('telnyx-elements:registration');

      otherTab.postMessage({ owner: user, tab: 'other' });

      await visitor.reads('This phone is in use in another tab.');
      otherTab.close();
    });
  });
});
