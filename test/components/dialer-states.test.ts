import { expect } from '@open-wc/testing';
import { consoleLines } from '../support/console-lines.js';
import { createDialer, createReadyDialer, USER } from '../support/dialer-scene.js';
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
  'a call that waits for the connection': async ({ session, dialer, visitor }) => {
    session.answersLogins = false;
    session.patch({ status: 'reconnecting' });
    dialer.dial('bob').catch(() => undefined);
    await visitor.ready('Cancel');
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
  devices: async ({ visitor }) => {
    await visitor.click('Audio');
    await visitor.ready('Play test tone');
  },
  'the microphone refused while it rings': async ({ session, visitor }) => {
    const error = Object.assign(fakeError(42001, 'MEDIA_MICROPHONE_PERMISSION_DENIED'), { fatal: false });
    const call = session.ring();
    session.patch({ error: Object.assign(error, { callId: call.id }) });
    await visitor.reads('The microphone is blocked');
  },
  'forty calls coming in': async ({ session, visitor }) => {
    for (let count = 1; count <= 40; count += 1) session.ring({ remoteName: `Caller ${String(count)}` });
    await visitor.reads('40 incoming calls');
  },
  'a call that failed, with the terms of the network': async ({ session, dialer, visitor }) => {
    session.answersCalls = false;
    dialer.dial('bob').catch(() => undefined);
    await visitor.reads('Calling…');
    const cause = {
      cause: 'INVALID_GATEWAY',
      causeCode: 608,
      sipCode: 403,
      sipReason: 'no outbound profile',
    };
    session.lastCall.patch({ state: 'ended', endedAt: Date.now(), cause });
    await visitor.reads('INVALID_GATEWAY');
  },
  'in use in another tab': async ({ visitor }) => {
    const otherTab = new BroadcastChannel('telnyx-elements:registration');
    otherTab.postMessage({ owner: USER, tab: 'other' });
    await visitor.reads('This phone is in use in another tab.');
    otherTab.close();
  },
  registering: ({ session }) => session.patch({ status: 'connecting' }),
  'without a login': ({ session, dialer, visitor }) =>
    consoleLines(async () => {
      session.refusal = fakeError(46002, 'INVALID_CREDENTIALS');
      await failureOf(dialer.connect());
      await visitor.reads('The phone has no login yet');
    }),
  'from right to left, in a call beside another that comes in': async ({ session, dialer, visitor }) => {
    await dialer.dial('bob');
    session.ring();
    dialer.lang = 'ar';
    await visitor.ready('رفض');
  },
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

  it('is accessible: floating, closed during a call', async () => {
    const { dialer, session, visitor, root, updated } = await createReadyDialer({ placement: 'bottom-left' });
    session.answersCalls = false;
    dialer.dial('bob').catch(() => undefined);
    await visitor.ready('Phone Calling…');
    finishAnimations(root);
    await expect(dialer).to.be.accessible();

    session.lastCall.accept();
    await updated();

    await visitor.ready('Phone 0:00');
    await expect(dialer).to.be.accessible();
  });

  it('is accessible: floating, closed and open', async () => {
    const { dialer, visitor } = await createReadyDialer({ placement: 'bottom-left' });
    await expect(dialer).to.be.accessible();

    await visitor.click('Phone');

    await expect(dialer).to.be.accessible();
  });
});

/** What is still fading in has less contrast than it will have. */
function finishAnimations(root: ShadowRoot) {
  for (const animation of root.querySelector('[part=launcher]')?.getAnimations() ?? []) animation.finish();
  for (const element of root.querySelectorAll('*')) {
    if (!element.shadowRoot) continue;
    for (const animation of element.shadowRoot.querySelector('section')?.getAnimations() ?? [])
      animation.finish();
  }
}
