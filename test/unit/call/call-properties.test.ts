import { expect } from '@open-wc/testing';
import fc from 'fast-check';

import type { CallStatus } from '../../../src/call/call-snapshot.js';
import { METHOD } from '../../../src/protocol/methods.js';
import { deferred } from '../../../src/shared/deferred.js';
import { TelnyxError } from '../../../src/shared/errors.js';
import { type CallScene, createCall } from '../../support/call-scene.js';
import { expectLegalLife, statesOf } from '../../support/legal-states.js';
import { createStats } from '../../support/media-stats.js';
import { expectNothingLeft } from '../../support/nothing-left.js';
import { Promises } from '../../support/promises.js';
import { FakeLink } from '../../support/recovery-scene.js';
import { settled } from '../../support/settled.js';
import { SignalLedger } from '../../support/signal-ledger.js';

const REQUESTS = [METHOD.invite, METHOD.answer, METHOD.attach, METHOD.modify, METHOD.bye, METHOD.info];
const CONNECTION_STATES = ['connecting', 'connected', 'disconnected', 'failed'] as const;

type Scene = CallScene & { readonly link: FakeLink };
type Step = readonly [name: string, act: (scene: Scene) => unknown];

const frame = (method: string, params: object): Step => [
  `${method} ${JSON.stringify(params)}`,
  ({ receive }) => receive(method, params),
];
const sdp = { sdp: 'their answer' };

const FRAMES: readonly Step[] = [
  frame(METHOD.ringing, {}),
  frame(METHOD.media, sdp),
  frame(METHOD.media, {}),
  frame(METHOD.answer, sdp),
  frame(METHOD.answer, {}),
  frame(METHOD.attach, { sdp: 'their offer' }),
  frame(METHOD.display, { display_name: 'Ada' }),
  frame(METHOD.candidate, { candidate: 'a=candidate:1', sdpMid: '0', sdpMLineIndex: 0 }),
  frame(METHOD.endOfCandidates, {}),
  frame(METHOD.info, { msg: 'hello' }),
  frame(METHOD.bye, { cause: 'NORMAL_CLEARING', causeCode: 16 }),
];

const taken = { holdState: 'held', sdp: 'their answer' };
const ANSWERS: readonly Step[] = [
  ['the newest request is taken', ({ signaling }) => signaling.requests.at(-1)?.answer(taken)],
  [
    'the newest request is refused',
    ({ signaling }) => signaling.requests.at(-1)?.fail(new TelnyxError(60012)),
  ],
  [
    'all requests are taken',
    ({ signaling }) => signaling.requests.forEach((request) => request.answer(taken)),
  ],
  [
    'the other side resumes',
    ({ signaling }) =>
      signaling
        .sent(METHOD.modify)
        .at(-1)
        ?.answer({ ...taken, holdState: 'active' }),
  ],
];

const USER: readonly Step[] = [
  ['answer()', ({ call }) => call.answer()],
  ['hangup()', ({ call }) => call.hangup()],
  ['hold()', ({ call }) => call.hold()],
  ['resume()', ({ call }) => call.resume()],
  ['mute()', ({ call }) => call.mute()],
  ['unmute()', ({ call }) => call.unmute()],
  ['sendDigits()', ({ call }) => call.sendDigits('1')],
  ['sendInfo()', ({ call }) => call.sendInfo('hello')],
  ['switchMicrophone()', ({ call }) => call.switchMicrophone({ deviceId: 'other' })],
];

const passTime = ({ clock }: Scene) => clock.advance(5000);

const fault = new DOMException('as browsers have it', 'OperationError');
/** What the browser, the network and the gateway do to the media of a call. */
const MEDIA: readonly Step[] = [
  ...(['silent', 'network-changed', 'disconnected', 'failed'] as const).map((trouble): Step => [
    `the media is in trouble: ${trouble}`,
    ({ call }) => call.mediaTrouble(trouble),
  ]),
  ['the gateway does not listen', ({ link }) => (link.proof = () => Promise.reject(new TelnyxError(60005)))],
  ['the gateway listens', ({ link }) => (link.proof = () => Promise.resolve())],
  ...(['createOffer', 'createAnswer', 'applyAnswer', 'addCandidate', 'sendTrack'] as const).map(
    (step): Step => [
      `the newest peer fails at ${step}`,
      ({ engine }) => Object.assign(engine.peers.at(-1)?.failures ?? {}, { [step]: fault }),
    ],
  ),
  [
    'sound arrives',
    ({ engine }) => {
      const peer = engine.peers.at(-1);
      const bytesReceived = (peer?.statistics?.bytesReceived ?? 0) + 1000;
      if (peer) peer.statistics = createStats({ bytesReceived });
    },
  ],
  ['an older peer fails', ({ engine }) => engine.peers[0]?.events?.onConnectionState('failed')],
  ['the newest peer has gathered', ({ engine }) => engine.peers.at(-1)?.finishGathering('our candidates')],
];

const WORLD: readonly Step[] = [
  ['the socket is lost', ({ call }) => call.linkLost()],
  ['the session is back with the call', ({ call }) => call.linkRestored(true)],
  ['the session is back without the call', ({ call }) => call.linkRestored(false)],
  ['the browser is online again', ({ call }) => call.mediaTrouble('network-changed')],
  ['no sound comes', ({ call }) => call.mediaTrouble('silent')],
  ['the microphone goes away', ({ engine }) => engine.microphones.at(-1)?.unplug()],
  ['5 s pass', passTime],
  ...CONNECTION_STATES.map((state): Step => [
    `the newest peer is ${state}`,
    ({ engine }) => engine.peers.at(-1)?.events?.onConnectionState(state),
  ]),
];

/** Each run tells other stories; a failure tells the seed and the path of its own. */
const RUNS = 300;
/** What a call that goes on listens to for its whole life; more would be left by what is over. */
const MOST_LISTENERS = 6;
/** Longer than every repair. */
const REST_MS = 2 * 60_000;
/** Long after every time limit of a call. */
const LATER_MS = 10 * 60_000;

function start(isInbound: boolean): { scene: Scene; states: readonly CallStatus[] } {
  const link = new FakeLink();
  const parts = createCall({
    context: { link },
    prepare: ({ signaling }) => {
      for (const method of REQUESTS) signaling.held.add(method);
    },
    ...(isInbound ? { offer: 'their offer' } : {}),
  });
  const scene = { ...parts, link };
  const states = statesOf(scene.call);
  return { scene, states };
}

/** All that was asked is answered, and nothing more happens for a while. */
async function rest({ clock, signaling }: Scene): Promise<void> {
  for (const request of signaling.requests) request.answer(taken);
  await clock.advance(REST_MS);
}

/** Ends what may still go on: the user hangs up, the server answers nothing more, and time passes. */
async function finish({ call, clock, signaling }: Scene, promises: Promises): Promise<void> {
  promises.watch(call.hangup());
  for (const request of signaling.requests) request.fail(new TelnyxError(60008));
  await clock.advance(LATER_MS);
  await settled();
}

const steps = (among: readonly Step[]) => fc.constantFrom(...among);

/** What ends most calls. It comes seldom, or most stories would be over before they begin. */
const isEnd = ([name]: Step) => /bye|hangup|without the call/.test(name);
const going = (among: readonly Step[]) => steps(among.filter((step) => !isEnd(step)));
const ends = [...FRAMES, ...ANSWERS, ...USER, ...WORLD].filter(isEnd);

const act = fc.oneof(
  { weight: 12, arbitrary: going(FRAMES) },
  { weight: 10, arbitrary: going(ANSWERS) },
  { weight: 10, arbitrary: going(USER) },
  { weight: 8, arbitrary: going(WORLD) },
  { weight: 8, arbitrary: going(MEDIA) },
  { weight: 1, arbitrary: steps(ends) },
);
const middle = fc.array(act, { minLength: 10, maxLength: 40, size: 'max' });
/** Half of the stories begin with a call that is up, as that is where calls spend their time. */
const begin: readonly Step[] = [
  frame(METHOD.answer, sdp),
  ['answer()', ({ call }) => call.answer()],
  ...ANSWERS.slice(2, 3),
];
const story = fc.tuple(fc.boolean(), middle).map(([isUp, deeds]) => (isUp ? [...begin, ...deeds] : deeds));

// A remedy on its way would be overtaken by each next step.
await import('../../../src/call/call-recovery.js');

/** One story from beginning to end, and what must be true of it; notes in `seen` how far it came. */
async function live(deeds: readonly Step[], isInbound: boolean, ledger: SignalLedger, seen: Set<string>) {
  const { scene, states } = start(isInbound);
  const { call, clock, engine } = scene;
  const promises = new Promises();
  promises.watch(call.answered);
  promises.watch(call.ended);
  for (const [, deed] of deeds) {
    const told = deed(scene);
    promises.watch(told);
    // Time alone is waited for; whatever else takes its time is overtaken by the next step.
    await (deed === passTime ? told : settled());
  }
  for (const state of states) seen.add(state);
  if (engine.peers.length > 1) seen.add('on another peer');
  if (scene.warnings.some(({ code }) => code === 36004)) seen.add('repaired by an ICE restart');
  await rest(scene);
  const staying = call.state === 'ended' ? 0 : ledger.mostOnOne;
  await finish(scene, promises);

  expectLegalLife(states);
  const isModified = scene.signaling.sent(METHOD.modify).length > 0;
  const isAnswered = call.snapshot.answeredAt !== null;
  expect(isModified && !isAnswered, 'modified before its answer').to.equal(false);
  expectNothingLeft(promises, clock, engine);
  expect(ledger.waiting, 'listeners').to.equal(0);
  expect(staying, 'listeners on one signal of a call that goes on').to.be.at.most(MOST_LISTENERS);
}

describe('a call, whatever comes in whatever order', () => {
  for (const isInbound of [false, true]) {
    it(`${isInbound ? 'inbound' : 'outbound'}: stays legal, settles every promise, leaks nothing`, async function () {
      this.timeout(60_000);
      const seen = new Set<string>();
      const run = async (deeds: readonly Step[]) => {
        const ledger = new SignalLedger();
        try {
          await live(deeds, isInbound, ledger, seen);
        } finally {
          ledger.close();
        }
      };
      await fc.assert(fc.asyncProperty(story, run), { numRuns: RUNS, includeErrorInReport: true });
      // Were one of these missing, the stories would be too short to prove anything.
      expect([...seen]).to.include.members([
        ...['requesting', 'ringing', 'early', 'active', 'held', 'reconnecting', 'ended'].filter(
          (state) => !isInbound || (state !== 'requesting' && state !== 'early'),
        ),
        'on another peer',
        'repaired by an ICE restart',
      ]);
    });
  }

  it('ends alone when its microphone is refused while everything else goes on', async () => {
    const gate = deferred<undefined>();
    const scene = createCall({
      prepare: ({ engine }) => {
        engine.gate = gate.promise;
        engine.microphoneError = new TelnyxError(42001);
      },
    });
    const outcome = scene.call.answered.catch((error: unknown) => error);
    scene.receive(METHOD.ringing);
    gate.resolve(undefined);

    expect(await outcome).to.include({ code: 42001 });
    await scene.call.ended;
    expect(scene.clock.pendingCount).to.equal(0);
    expect(scene.peer.isClosed).to.equal(true);
  });
});
