import { expect } from '@open-wc/testing';
import { consoleLines } from '../support/console-lines.js';
import { createDialer, createReadyDialer } from '../support/dialer-scene.js';
import { eventually } from '../support/eventually.js';
import { failureOf } from '../support/failure-of.js';
import { fakeError } from '../support/fake-call.js';
import { place } from '../support/place.js';

type Scene = Awaited<ReturnType<typeof createReadyDialer>>;

/** States that show everything a phone has, with the attributes they need. */
const states: Record<string, [(scene: Scene) => unknown, Readonly<Record<string, string>>?]> = {
  'a number that cannot be called': [
    async ({ type, visitor }) => {
      await type('call me');
      await visitor.click('Call');
    },
  ],
  'not registered': [({ session }) => session.disconnect()],
  'a call with its keys and figures': [
    async ({ dialer, session, visitor }) => {
      await dialer.dial('+15550100100');
      session.lastCall.patch({ remoteName: 'Bob' });
      session.options?.onCallInfo?.({ callId: session.lastCall.id, params: { dtmf: '42' } });
      const figures = { mos: 4.3, rttMs: 80, jitterMs: 4, packetLoss: 0, level: 'excellent' } as const;
      session.patch({ quality: { ...figures, callId: session.lastCall.id, sent: figures } });
      await visitor.click('Excellent connection');
      await visitor.reads('Packets lost');
      await visitor.click('Keypad');
      await visitor.click('7 PQRS');
    },
  ],
  'a call beside another that comes in': [
    async ({ dialer, session, visitor }) => {
      await dialer.dial('bob');
      session.ring();
      await visitor.ready('End and answer');
    },
  ],
  'many that come in': [
    async ({ session, visitor }) => {
      for (const remoteName of ['Ada', 'Grace', 'Tom']) session.ring({ remoteName });
      await visitor.ready('Decline all');
    },
  ],
  'two calls': [
    async ({ dialer, visitor }) => {
      await dialer.dial('bob');
      await dialer.hold();
      await dialer.dial('carol');
      await visitor.ready('End call with bob');
    },
  ],
  'a call that failed': [
    async ({ dialer, session, visitor }) => {
      session.answersCalls = false;
      dialer.dial('bob').catch(() => undefined);
      await visitor.reads('Calling…');
      const cause = { cause: 'USER_BUSY', causeCode: 17, sipCode: 486, sipReason: 'Busy Here' };
      session.lastCall.patch({ state: 'ended', endedAt: Date.now(), cause });
    },
  ],
  'the calls that are over': [
    async ({ session, visitor }) => {
      session.ring().patch({ state: 'ended', endedAt: Date.now() - 10_000 });
      await visitor.click('Missed calls: 1');
      await visitor.ready('Clear list');
    },
  ],
  'a missed call without a list': [
    ({ session }) => session.ring().patch({ state: 'ended', endedAt: Date.now() }),
    { history: 'off' },
  ],
  'the number called last': [
    async ({ dialer, session }) => {
      await dialer.dial('bob');
      session.lastCall.patch({ state: 'ended', endedAt: Date.now() - 10_000 });
    },
  ],
  'a call that waits for the connection': [
    ({ dialer, session }) => {
      session.answersLogins = false;
      session.patch({ status: 'reconnecting' });
      dialer.dial('bob').catch(() => undefined);
    },
  ],
  devices: [
    async ({ visitor }) => {
      await visitor.click('Audio');
      await visitor.ready('Play test tone');
    },
  ],
  'a refused login': [
    ({ session, dialer, visitor }) =>
      consoleLines(async () => {
        session.refusal = fakeError(46001, 'LOGIN_FAILED');
        await failureOf(dialer.connect());
        await visitor.ready('Try again');
      }),
  ],
  'a sound that is blocked': [
    async ({ dialer, session, visitor }) => {
      await dialer.dial('bob');
      session.patch({ isAudioBlocked: true });
      await visitor.ready('Tap to hear');
    },
  ],
  'floating, open': [({ dialer }) => dialer.show(), { placement: 'bottom-right' }],
  'floating, closed during a call': [({ dialer }) => dialer.dial('bob'), { placement: 'bottom-right' }],
};

/** Every element with a part, also in the shadow roots of the parts. */
const styled = (root: ShadowRoot): Element[] =>
  [...root.querySelectorAll('*')].flatMap((element) => [
    ...(element.part.length > 0 ? [element] : []),
    ...(element.shadowRoot ? styled(element.shadowRoot) : []),
  ]);

/** The parts that the documentation promises. */
async function documentedParts(): Promise<readonly string[]> {
  const text = await (await fetch('/docs/dialer.md')).text();
  const [, promised = ''] = /^Parts: (.+?)\n\n/ms.exec(text) ?? [];
  const names = [...promised.matchAll(/`([a-z-]+)`/g)].map(([, name = '']) => name);
  return [...new Set(names)];
}

describe('the looks of <telnyx-dialer>', () => {
  afterEach(() => sessionStorage.clear());

  it('keeps its own words where the page gives none but a function', async () => {
    const { dialer, field, visitor, updated } = await createDialer({ prewarm: 'off' });
    dialer.strings = { phoneNumber: () => 'Nummer', call: 'Anrufen' } as never;
    await updated();
    const first = [field.ariaLabel, visitor.find('Anrufen') !== null];

    await dialer.connect();
    await updated();

    expect(first).to.deep.equal(['Phone number', true]);
    expect([field.ariaLabel, visitor.find('Anrufen') !== null]).to.deep.equal(first);
  });

  it('are in the hands of the page: each part, in every state, by its documented name', async () => {
    const promised = await documentedParts();
    const sheet = document.createElement('style');
    // A property that nothing else sets, and that is not inherited.
    sheet.textContent = promised
      .map((name) => `telnyx-dialer::part(${name}) { scroll-margin: 7px; }`)
      .join('');
    place().append(sheet);
    const seen = new Set<string>();
    const unreached = new Set<string>();

    for (const [enter, attributes] of Object.values(states)) {
      const scene = await createReadyDialer({ history: 'session', ...attributes });
      await enter(scene);
      await scene.updated();
      await scene.updated();
      for (const element of styled(scene.root)) {
        const isReached = getComputedStyle(element).scrollMarginTop === '7px';
        for (const name of element.part) (isReached ? seen : unreached).add(name);
      }
      scene.container.remove();
    }

    expect([...unreached], 'out of reach').to.deep.equal([]);
    expect(
      promised.filter((name) => !seen.has(name)),
      'never seen',
    ).to.deep.equal([]);
  });

  for (const [name, where, property, value] of [
    ['--telnyx-dialer-height', 'panel', 'blockSize', '400px'],
    ['--telnyx-radius', 'panel', 'borderRadius', '3px'],
    ['--telnyx-shadow', 'panel', 'boxShadow', 'rgb(1, 2, 3) 0px 0px 9px 0px'],
    ['--telnyx-shadow', 'launcher', 'boxShadow', 'rgb(1, 2, 3) 0px 0px 9px 0px'],
    ['--telnyx-z-index', 'host', 'zIndex', '7'],
  ] as const) {
    it(`follow ${name}: ${property} of the ${where}`, async () => {
      const { dialer, root, updated } = await createReadyDialer({ placement: 'bottom-right' });
      const look = getComputedStyle(root.querySelector(`[part=${where}]`) ?? dialer);
      dialer.open = where === 'panel';
      await updated();
      const before = look[property];

      dialer.style.setProperty(name, value);

      expect(look[property]).to.equal(value);
      expect(before).to.not.equal(value);
    });
  }

  for (const [name, placement] of [
    ['header', 'inline'],
    ['footer', 'inline'],
    ['launcher', 'bottom-right'],
    ['icon', 'bottom-right'],
  ] as const) {
    it(`show what the page puts into the slot ${name}`, async () => {
      const { dialer, visitor, updated } = await createReadyDialer({ placement });
      const before = visitor.text;

      dialer.append(Object.assign(document.createElement('b'), { slot: name, textContent: 'Ours' }));
      await updated();

      expect(before).to.not.include('Ours');
      expect(visitor.text).to.include('Ours');
      // Instead of the state of the phone, or of the icon.
      if (name === 'header') expect(visitor.text).to.not.include('Ready');
      await visitor.ready(placement === 'inline' ? 'Call' : 'Phone');
    });
  }

  it('offer the way of the page to reach somebody where the browser has no WebRTC', async () => {
    const own = Object.getOwnPropertyDescriptor(globalThis, 'RTCPeerConnection')!;
    Reflect.deleteProperty(globalThis, 'RTCPeerConnection');
    try {
      const { dialer, visitor } = await createDialer();

      dialer.append(mailUs());

      expect(visitor.text).to.include('Mail us');
    } finally {
      Object.defineProperty(globalThis, 'RTCPeerConnection', own);
    }
  });

  it('offer it while the phone cannot be loaded, and take it back', async () => {
    const { dialer, visitor } = await createDialer();
    dialer.append(mailUs());
    const before = visitor.text;
    const offline = { createLink: () => Promise.reject(new Error('offline')) };

    Object.assign(dialer, offline);
    await consoleLines(async () => {
      expect(await failureOf(dialer.connect())).to.include({ code: 60014 });
    });
    await visitor.reads('Mail us');
    Reflect.deleteProperty(dialer, 'createLink');
    await dialer.connect();

    await eventually('it is gone', () => !visitor.text.includes('Mail us'));
    expect(before).to.not.include('Mail us');
  });
});

const mailUs = () => Object.assign(document.createElement('a'), { slot: 'fallback', textContent: 'Mail us' });
