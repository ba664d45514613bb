import { expect } from '@open-wc/testing';

import type { PageEvents } from '../../../src/session/page.js';
import { watchPage } from '../../../src/session/page-lifecycle.js';
import { FakeClock } from '../../support/fake-clock.js';
import { FakeNavigatingPage, FakeOldPage, FakePage } from '../../support/fake-page.js';
import { place } from '../../support/place.js';

const OUTCOMES = new Map([
  [true, 'leave to return'],
  [false, 'leave for good'],
  [null, 'leave untold'],
]);

function createScene<P extends PageEvents>(page: P) {
  const clock = new FakeClock();
  const lifetime = new AbortController();
  const happened: (string | undefined)[] = [];
  watchPage(
    page,
    clock,
    {
      onOnline: () => happened.push('online'),
      onOffline: () => happened.push('offline'),
      onFreeze: () => happened.push('freeze'),
      onReturn: () => happened.push('return'),
      onLeave: (returns) => happened.push(OUTCOMES.get(returns)),
    },
    lifetime.signal,
  );
  return { page, clock, lifetime, happened };
}

describe('watchPage', () => {
  it('tells of the network, and of a page that is looked at, thawed or brought back', () => {
    const { page, happened } = createScene(new FakePage());

    page.fire('offline');
    page.fire('online');
    page.visibilityState = 'hidden';
    page.fire('visibilitychange');
    page.visibilityState = 'visible';
    page.fire('visibilitychange');
    page.fire('freeze');
    page.fire('resume');
    page.fire('pageshow', { persisted: false });
    page.fire('pageshow', { persisted: true });
    page.fire('focus');

    const returns = ['return', 'return', 'return'];
    expect(happened).to.deep.equal(['offline', 'online', 'return', 'freeze', ...returns]);
  });

  it('does not take the focus of a field for a return', () => {
    const lifetime = new AbortController();
    const happened: string[] = [];
    const note = () => void happened.push('something');
    const handlers = { onOnline: note, onOffline: note, onFreeze: note, onReturn: note, onLeave: note };
    watchPage(window, new FakeClock(), handlers, lifetime.signal);
    const field = place().appendChild(document.createElement('input'));

    field.dispatchEvent(new FocusEvent('focus'));
    expect(happened).to.deep.equal([]);
    window.dispatchEvent(new FocusEvent('focus'));

    expect(happened).to.have.length(1);
    lifetime.abort();
  });

  const journeys: readonly (readonly [name: string, go: (page: FakePage) => void, outcome: string])[] = [
    ['is closed', () => undefined, 'leave for good'],
    [
      'reloads',
      (page) => page.navigate('https://shop.example/', { navigationType: 'reload' }),
      'leave to return',
    ],
    ['goes to a page of the same site', (page) => page.navigate('https://shop.example/b'), 'leave to return'],
    ['goes to another site', (page) => page.navigate('https://other.example/'), 'leave for good'],
    ['goes to an empty page', (page) => page.navigate('about:blank'), 'leave for good'],
    [
      'is closed after a step within the page',
      (page) => page.navigate('https://shop.example/#a', { sameDocument: true }),
      'leave for good',
    ],
    [
      'is closed after a navigation that failed',
      (page) => {
        page.navigate('https://shop.example/b');
        page.navigation.dispatchEvent(new Event('navigateerror'));
      },
      'leave for good',
    ],
    [
      'is sent on to another site',
      (page) => {
        page.navigate('https://shop.example/b');
        page.fire('pageswap', { activation: null });
      },
      'leave for good',
    ],
    [
      'is swapped for a page of the same site',
      (page) => {
        const entry = { url: 'https://shop.example/b' };
        page.fire('pageswap', { activation: { navigationType: 'push', entry } });
      },
      'leave to return',
    ],
    [
      'is swapped for an empty page',
      (page) => {
        const entry = { url: 'about:blank' };
        page.fire('pageswap', { activation: { navigationType: 'replace', entry } });
      },
      'leave for good',
    ],
  ];

  for (const [name, go, outcome] of journeys) {
    it(`says "${outcome}" when the tab ${name}`, () => {
      const { page, happened } = createScene(new FakePage());

      go(page);
      page.leave();

      expect(happened).to.deep.equal([outcome]);
    });
  }

  it('forgets a navigation that never came about', async () => {
    const { page, clock, happened } = createScene(new FakePage());

    page.navigate('https://shop.example/file.zip');
    await clock.advance(60_000);
    page.leave();

    expect(happened).to.deep.equal(['leave for good']);
  });

  it('takes a browser that cannot tell as one that returns', () => {
    const { page, happened } = createScene(new FakeOldPage());

    page.leave();

    expect(happened).to.deep.equal(['leave to return']);
  });

  const halfTold: readonly (readonly [
    name: string,
    go: (page: FakeNavigatingPage) => void,
    outcome: string,
  ])[] = [
    ['it told nothing of, such as a reload by its button', () => undefined, 'leave untold'],
    ['goes to another site', (page) => page.navigate('https://other.example/'), 'leave for good'],
    ['goes to the same site', (page) => page.navigate('https://shop.example/b'), 'leave to return'],
  ];
  for (const [name, go, outcome] of halfTold) {
    it(`says "${outcome}" in a browser without pageswap for a journey that ${name}`, () => {
      const { page, happened } = createScene(new FakeNavigatingPage());

      go(page);
      page.leave();

      expect(happened).to.deep.equal([outcome]);
    });
  }

  it('hears nothing any more after its end', () => {
    const { page, lifetime, happened } = createScene(new FakePage());

    lifetime.abort();
    page.fire('online');
    page.leave();

    expect(happened).to.deep.equal([]);
  });
});
