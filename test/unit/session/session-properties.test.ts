import { expect } from '@open-wc/testing';
import fc from 'fast-check';

import type { Call } from '../../../src/call/call.js';
import type { CallStatus } from '../../../src/call/call-snapshot.js';
import { METHOD } from '../../../src/protocol/methods.js';
import { TelnyxError } from '../../../src/shared/errors.js';
import { countListeners } from '../../support/count-listeners.js';
import { beInState, logIn, type Reaction, refuseWith, staySilent } from '../../support/fake-gateway.js';
import { FakePage, FakeStorage } from '../../support/fake-page.js';
import { expectLegalLife, statesOf } from '../../support/legal-states.js';
import { createStats } from '../../support/media-stats.js';
import { expectNothingLeft } from '../../support/nothing-left.js';
import { Promises } from '../../support/promises.js';
import { createSession } from '../../support/session-scene.js';
import { settled } from '../../support/settled.js';
import { SignalLedger } from '../../support/signal-ledger.js';
import { uncaughtDuring } from '../../support/uncaught.js';

// What loads during a call is there: on its way it would be overtaken by each next step.
await Promise.all([
  import('../../../src/call/call-recovery.js'),
  import('../../../src/quality/telnyx-report.js'),
  import('../../../src/session/call-care.js'),
  import('../../../src/session/device-care.js'),
  import('../../../src/session/session-continuity.js'),
]);

/** Each run tells other stories; a failure tells the seed and the path of its own. */
const RUNS = 120;
/** After a disconnect only what was sent may still wait for its answer. */
const AFTERWARDS_MS = 60_000;

const modifyAsAsked: Reaction = (socket, frame) => {
  const { action } = frame.params ?? {};
  socket.answer(frame, { action, holdState: action === 'hold' ? 'held' : 'active', sdp: 'their answer' });
};

function createScene() {
  const page = new FakePage();
  const counted = [page, page.navigation].map(countListeners);
  const scene = createSession({
    auth: { login: 'user', password: 'secret' },
    page,
    storage: new FakeStorage(),
  });
  const { session, gateway } = scene;
  const calls = new Map<string, { readonly call: Call; readonly states: readonly CallStatus[] }>();
  const promises = new Promises();
  session.subscribe((snapshot) => {
    for (const { id } of snapshot.calls) {
      const call = session.getCall(id);
      if (!call || calls.has(id)) continue;
      calls.set(id, { call, states: statesOf(call) });
      promises.watch(call.answered);
      promises.watch(call.ended);
    }
  });
  gateway.reactions[METHOD.modify] = modifyAsAsked;
  // The server still holds every call, and offers it again.
  gateway.reactions[METHOD.login] = (socket, frame) => {
    const held = session.snapshot.calls.map(({ id }) => id);
    logIn(held)(socket, frame);
    for (const callID of held) socket.push(METHOD.attach, { callID, sdp: 'their new offer' });
  };
  /** One of the calls that go on; which one depends on the story. */
  const pick = (which: number): Call | null => {
    const { calls: live } = session.snapshot;
    return live.length > 0 ? session.getCall(live[which % live.length]?.id ?? '') : null;
  };
  const push = (method: string, params?: object) => {
    if (gateway.sockets.length > 0) gateway.socket.push(method, params);
  };
  const listenerCount = () => counted.reduce((sum, { listeners }) => sum + listeners.size, 0);
  return { ...scene, page, calls, promises, pick, push, listenerCount };
}

type Scene = ReturnType<typeof createScene>;
type Step = readonly [name: string, act: (scene: Scene, which: number) => unknown];

const USER: readonly Step[] = [
  ['connect()', ({ session }) => session.connect()],
  ['disconnect()', ({ session }) => session.disconnect()],
  ['prewarm()', ({ session }) => session.prewarm()],
  ['call()', ({ session }) => void session.call({ destination: '100' })],
  ['answer()', ({ pick }, which) => pick(which)?.answer()],
  ['hold()', ({ pick }, which) => pick(which)?.hold()],
  ['resume()', ({ pick }, which) => pick(which)?.resume()],
  ['hangup()', ({ pick }, which) => pick(which)?.hangup()],
  ['sendDigits()', ({ pick }, which) => pick(which)?.sendDigits('1')],
  ['mute()', ({ pick }, which) => pick(which)?.mute()],
  ['setMicrophone()', ({ session }, which) => session.setMicrophone(which % 2 ? 'other' : null)],
  ['reconnectNow()', ({ session }) => session.reconnectNow()],
];

const onCall =
  (method: string, params: object = {}) =>
  ({ pick, push }: Scene, which: number) =>
    push(method, { callID: pick(which)?.id ?? 'nobody', ...params });

const SERVER: readonly Step[] = [
  [
    'a call comes in',
    ({ push }, which) => push(METHOD.invite, { callID: `in-${which}`, sdp: 'their offer' }),
  ],
  ['it rings', onCall(METHOD.ringing)],
  ['early media', onCall(METHOD.media, { sdp: 'their answer' })],
  ['an answer', onCall(METHOD.answer, { sdp: 'their answer' })],
  ['an answer', onCall(METHOD.answer, { sdp: 'their answer' })],
  ['a BYE', onCall(METHOD.bye, { cause: 'USER_BUSY', causeCode: 17 })],
  ['an attach', onCall(METHOD.attach, { sdp: 'their newer offer' })],
  ['a ping', ({ push }) => push(METHOD.ping)],
  ['a punt', ({ push }) => push(METHOD.punt)],
  ['the registration is gone', ({ push }) => push(METHOD.gatewayState, { state: 'UNREGED' })],
  ['the node has failed', ({ push }) => push(METHOD.gatewayState, { state: 'FAILED' })],
];

const react =
  (method: string, ...reactions: readonly Reaction[]) =>
  ({ gateway }: Scene, which: number) => {
    gateway.reactions[method] = reactions[which % reactions.length] ?? staySilent;
  };

const WORLD: readonly Step[] = [
  ['the socket is cut', ({ gateway }) => gateway.sockets.at(-1)?.drop()],
  ['the socket is stuck', ({ gateway }) => Object.assign(gateway.sockets.at(-1) ?? {}, { isStuck: true })],
  ['no socket can be made', ({ gateway }) => (gateway.onConnect = (socket) => socket.drop())],
  ['sockets can be made', ({ gateway }) => (gateway.onConnect = (socket) => socket.accept())],
  [
    'INVITE is answered or not',
    react(METHOD.invite, staySilent, (s, f) => s.answer(f, {}), refuseWith(-32_002)),
  ],
  ['answers are taken or not', react(METHOD.answer, staySilent, (s, f) => s.answer(f, {}))],
  [
    'attach is taken or not',
    react(METHOD.attach, staySilent, (s, f) => s.answer(f, {}), refuseWith(-32_002)),
  ],
  ['modify is taken or not', react(METHOD.modify, modifyAsAsked, staySilent, refuseWith(-32_002))],
  ['pings are answered or not', react(METHOD.ping, (s, f) => s.answer(f, {}), staySilent)],
  [
    'the state is told or not',
    react(METHOD.gatewayState, beInState('REGED'), staySilent, beInState('NOREG')),
  ],
  ...(['connected', 'disconnected', 'failed'] as const).map((state): Step => [
    `a peer is ${state}`,
    ({ engine }, which) => engine.peers.at(-1 - (which % 2))?.events?.onConnectionState(state),
  ]),
  [
    'sound',
    ({ engine }, which) =>
      engine.peers.forEach((peer) => (peer.statistics = createStats({ bytesReceived: which }))),
  ],
  ['the microphone goes away', ({ engine }) => engine.microphones.at(-1)?.unplug()],
  ['no microphone opens', ({ engine }) => (engine.microphoneError = new TelnyxError(42002))],
  ['microphones open', ({ engine }) => (engine.microphoneError = null)],
  ['the devices change', ({ engine }) => engine.changeDevices([])],
];

const PAGE: readonly Step[] = [
  ['offline', ({ page }) => page.fire('offline')],
  ['online', ({ page }) => page.fire('online')],
  ['freeze', ({ page }) => page.fire('freeze')],
  ['resume', ({ page }) => page.fire('resume')],
  [
    'hidden',
    ({ page }) => {
      page.visibilityState = 'hidden';
      page.fire('visibilitychange');
    },
  ],
  [
    'visible',
    ({ page }) => {
      page.visibilityState = 'visible';
      page.fire('visibilitychange');
    },
  ],
  ['pageshow', ({ page }) => page.fire('pageshow', { persisted: true })],
  ['a navigation that is given up', ({ page }) => page.navigate('https://shop.example/next')],
];

const TIME: readonly Step[] = [
  ['a second passes', ({ clock }) => clock.advance(1000)],
  ['time passes', ({ clock }, which) => clock.advance(500 * which)],
];

const among = (steps: readonly Step[]) => fc.tuple(fc.constantFrom(...steps), fc.nat(20));
const story = fc.array(
  fc.oneof(
    { weight: 5, arbitrary: among(USER) },
    { weight: 6, arbitrary: among(SERVER) },
    { weight: 5, arbitrary: among(WORLD) },
    { weight: 4, arbitrary: among(PAGE) },
    { weight: 4, arbitrary: among(TIME) },
  ),
  { minLength: 20, maxLength: 60, size: 'max' },
);

/** Told in each run beside the random ones, since those may all miss a call that is held. */
const HOLDING: readonly (readonly [Step, number])[] = [
  'call()',
  'it rings',
  'an answer',
  'hold()',
  'a second passes',
].map((wanted) => [[...USER, ...SERVER, ...TIME].find(([name]) => name === wanted)!, 0]);

/** One story from beginning to end, and what must be true of it; notes in `seen` how far it came. */
async function live(deeds: readonly (readonly [Step, number])[], ledger: SignalLedger, seen: Set<string>) {
  const scene = createScene();
  const { session, calls, promises, clock, engine } = scene;
  promises.watch(session.connect());
  await settled();
  for (const [[, act], which] of deeds) {
    let told: unknown;
    try {
      told = act(scene, which);
    } catch (error) {
      // A command that makes no sense now says so.
      expect(error).to.be.instanceOf(TelnyxError);
    }
    promises.watch(told);
    await (TIME.some(([, deed]) => deed === act) ? told : settled());
    seen.add(session.status);
    if (session.snapshot.calls.length > 1) seen.add('several calls');
    for (const { state } of session.snapshot.calls) seen.add(state);
    const ids = session.snapshot.calls.map(({ id }) => id);
    expect(ids.map((id) => session.getCall(id)?.id)).to.deep.equal(ids);
  }
  session.disconnect();
  await clock.advance(AFTERWARDS_MS);
  await settled();

  const modified = scene.gateway
    .received(METHOD.modify)
    .map(({ params }) => (params?.dialogParams as { readonly callID: string }).callID);
  for (const [id, { call, states }] of calls) {
    expectLegalLife(states);
    if (call.snapshot.answeredAt === null) expect(modified, 'modified before its answer').to.not.include(id);
  }
  expect(session.status).to.equal('idle');
  expectNothingLeft(promises, clock, engine);
  expect(scene.gateway.sockets.filter(({ readyState }) => readyState < 2).length, 'open sockets').to.equal(0);
  expect(scene.listenerCount(), 'listeners on the page').to.equal(0);
  expect(engine.deviceListeners, 'listeners on the devices').to.equal(0);
  expect(ledger.waiting, 'listeners on signals').to.equal(0);
}

describe('a session with several calls, whatever happens to page and network', () => {
  it('stays legal, settles every promise, leaks nothing', async function () {
    this.timeout(90_000);
    const seen = new Set<string>();
    const run = async (deeds: readonly (readonly [Step, number])[]) => {
      const ledger = new SignalLedger();
      try {
        await live(deeds, ledger, seen);
      } finally {
        ledger.close();
      }
    };

    const uncaught = await uncaughtDuring(() =>
      fc.assert(fc.asyncProperty(story, run), {
        numRuns: RUNS,
        includeErrorInReport: true,
        examples: [[[...HOLDING]]],
      }),
    );

    expect(uncaught).to.deep.equal([]);
    // Were one of these missing, the stories would be too short to prove anything.
    expect([...seen]).to.include.members([
      ...['ready', 'reconnecting', 'idle', 'several calls'],
      ...['requesting', 'ringing', 'active', 'held'],
    ]);
  });
});
