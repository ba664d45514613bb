import { Call } from '../../src/call/call.js';
import type { CallContext, CallInfo } from '../../src/call/call-context.js';
import type { CallDetails } from '../../src/call/call-details.js';
import type { CallOptions } from '../../src/call/call-options.js';
import { CallWire } from '../../src/call/call-wire.js';
import { loadCallCommands } from '../../src/call/load-call-commands.js';
import { METHOD } from '../../src/protocol/methods.js';
import { parseServerMessage } from '../../src/protocol/server-messages.js';
import type { TelnyxError } from '../../src/shared/errors.js';
import { silentLogger } from '../../src/shared/logger.js';
import { FakeClock } from './fake-clock.js';
import { FakeMediaEngine } from './fake-media.js';
import { FakeSignaling } from './fake-signaling.js';
import { settled } from './settled.js';

// As on a phone that has been connected for a while: nothing waits for its first command.
await loadCallCommands();

export interface CallSceneOptions {
  readonly options?: CallOptions;
  readonly context?: Partial<CallContext>;
  /** Makes the call an inbound one. */
  readonly offer?: string;
  /** What is to be set up before the call is made. */
  readonly prepare?: (scene: { engine: FakeMediaEngine; signaling: FakeSignaling }) => unknown;
  /** The peer was warmed: its offer is made already. */
  readonly isWarm?: boolean;
}

/** A call between a fake signaling and fake media, with everything it tells. */
export function createCall({ options = {}, context = {}, offer, prepare, isWarm }: CallSceneOptions = {}) {
  const clock = new FakeClock(1000);
  const engine = new FakeMediaEngine();
  const signaling = new FakeSignaling();
  const errors: TelnyxError[] = [];
  const warnings: TelnyxError[] = [];
  const states: string[] = [];
  const infos: CallInfo[] = [];
  const unheardByes: (() => Promise<void>)[] = [];
  prepare?.({ engine, signaling });
  const peer = engine.createPeer({
    iceServers: [],
    forceRelay: false,
    sendsAudio: true,
    isOffering: offer === undefined,
  });
  if (isWarm) peer.localDescription = 'our offer';
  const details: CallDetails = {
    id: 'call-1',
    direction: offer === undefined ? 'outbound' : 'inbound',
    remoteName: '',
    remoteNumber: '+15551234567',
    startedAt: clock.now(),
    isMuted: false,
    telnyxCallControlId: null,
    telnyxSessionId: null,
    telnyxLegId: null,
    recovered: false,
    customHeaders: [],
  };
  const call = new Call(
    {
      wire: new CallWire(signaling, { callID: 'call-1', destination_number: '+15551234567' }),
      engine,
      peer,
      trickleIce: true,
      clock,
      logger: silentLogger,
      onError: (error) => errors.push(error),
      onWarning: (warning) => warnings.push(warning),
      onPlaybackBlocked: () => undefined,
      onMicrophoneLost: () => undefined,
      onMicrophoneReplaced: () => undefined,
      onInfo: (info) => infos.push(info),
      onUnheardBye: (repeat) => unheardByes.push(repeat),
      onRecovered: () => undefined,
      createSuccessor: () => {
        return engine.createPeer({ iceServers: [], forceRelay: false, sendsAudio: true, isOffering: false });
      },
      link: {
        proveAlive: () => Promise.resolve(),
        forceReconnect: () => undefined,
        connect: () => Promise.resolve(),
      },
      ...context,
    },
    details,
    options,
    offer === undefined ? { type: 'outbound' } : { type: 'inbound', offer },
  );
  call.subscribe(({ state }) => {
    if (states.at(-1) !== state) states.push(state);
  });
  /** A message of the server, as it comes out of the parser. */
  const receive = (method: string, params: object = {}) => {
    const parsed = parseServerMessage(method, { callID: 'call-1', ...params });
    if (!parsed.ok) throw new Error(parsed.detail);
    call.handle(parsed.message);
  };
  return { call, clock, engine, peer, signaling, errors, warnings, states, infos, unheardByes, receive };
}

export type CallScene = ReturnType<typeof createCall>;

/** A call whose INVITE has been sent and taken. */
export async function createRequesting(options?: CallSceneOptions): Promise<CallScene> {
  const scene = createCall(options);
  await settled();
  return scene;
}

/** A call that the far end has answered. */
export async function createActive(options?: CallSceneOptions): Promise<CallScene> {
  const scene = await createRequesting(options);
  scene.receive(METHOD.answer, { sdp: 'their answer' });
  await scene.call.answered;
  return scene;
}

/** An inbound call that rings. */
export async function createInbound(options?: Omit<CallSceneOptions, 'offer'>): Promise<CallScene> {
  const scene = createCall({ ...options, offer: 'their offer' });
  await settled();
  return scene;
}
