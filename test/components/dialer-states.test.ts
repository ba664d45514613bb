import { expect } from '@open-wc/testing';
import { consoleLines } from '../support/console-lines.js';
import { createDialer, createReadyDialer } from '../support/dialer-scene.js';
import { failureOf } from '../support/failure-of.js';
import { fakeError } from '../support/fake-call.js';

type Scene = Awaited<ReturnType<typeof createReadyDialer>>;

/** Every state the user of a phone can see. */
const states: Record<string, (scene: Scene) => unknown> = {
  ready: () => undefined,
  'a number in the field': ({ type }) => type('+15550100100'),
  'a number that cannot be called': async ({ type, visitor }) => {
    await type('call me');
    await visitor.click('Call');
  },
  calling: ({ session, dialer }) => {
    session.answersCalls = false;
    dialer.dial('bob').catch(() => undefined);
  },
  'in a call': ({ dialer }) => dialer.dial('bob'),
  'muted, with the keys': async ({ dialer, visitor }) => {
    await dialer.dial('bob');
    dialer.mute();
    await visitor.click('Keypad');
  },
  'on hold': async ({ dialer }) => {
    await dialer.dial('bob');
    await dialer.hold();
  },
  reconnecting: async ({ dialer, session }) => {
    await dialer.dial('bob');
    session.lastCall.patch({ state: 'reconnecting' });
    session.patch({ status: 'reconnecting' });
  },
  'a call coming in': ({ session }) => session.ring(),
  'a second call coming in': async ({ dialer, session }) => {
    await dialer.dial('bob');
    session.ring();
  },
  'two calls': async ({ dialer }) => {
    await dialer.dial('bob');
    await dialer.hold();
    await dialer.dial('carol');
  },
  'after a call': async ({ dialer }) => {
    await dialer.dial('bob');
    await dialer.hangup();
  },
  'the list of calls': async ({ dialer, visitor, session }) => {
    await dialer.dial('bob');
    await dialer.hangup();
    session.ring().patch({ state: 'ended', endedAt: Date.now() });
    await visitor.click('Missed calls: 1');
  },
  devices: ({ visitor }) => visitor.click('Audio'),
  'a refused login': ({ session, dialer }) =>
    consoleLines(() => {
      session.refusal = fakeError(46001, 'LOGIN_FAILED');
      return failureOf(dialer.connect());
    }),
};

describe('<telnyx-dialer> in every state', () => {
  afterEach(() => sessionStorage.clear());

  it('is accessible before it is used', async () => {
    const { dialer } = await createDialer();

    await expect(dialer).to.be.accessible();
  });

  for (const [name, enter] of Object.entries(states)) {
    for (const theme of ['light', 'dark']) {
      it(`is accessible: ${name}, ${theme}`, async () => {
        const scene = await createReadyDialer({ theme, history: 'session' });

        await enter(scene);
        await scene.updated();
        await scene.updated();
        finishAnimations(scene.root);

        await expect(scene.dialer).to.be.accessible();
      });
    }
  }

  it('is accessible: floating, closed and open', async () => {
    const { dialer, visitor } = await createReadyDialer({ placement: 'bottom-left' });
    await expect(dialer).to.be.accessible();

    await visitor.click('Phone');

    await expect(dialer).to.be.accessible();
  });
});

/** What is still fading in has less contrast than it will have. */
function finishAnimations(root: ShadowRoot) {
  for (const element of root.querySelectorAll('*')) {
    if (!element.shadowRoot) continue;
    for (const animation of element.shadowRoot.querySelector('section')?.getAnimations() ?? [])
      animation.finish();
  }
}
