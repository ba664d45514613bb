import { expect } from '@open-wc/testing';
import * as fc from 'fast-check';
import * as z from 'zod/mini';

import { METHOD } from '../../../src/protocol/methods.js';
import { TelnyxError } from '../../../src/shared/errors.js';
import {
  type ConnectionEvent,
  type ConnectionState,
  nextConnectionState,
  type Registration,
} from '../../../src/signaling/connection-state.js';
import { RpcChannel } from '../../../src/signaling/rpc-channel.js';
import { beInState, logIn, refuseWith, staySilent } from '../../support/fake-gateway.js';
import { FakeClock } from '../../support/fake-clock.js';
import type { SentFrame } from '../../support/fake-socket.js';
import { settled } from '../../support/settled.js';
import { createSignaling } from '../../support/signaling-scene.js';

const REGISTRATION: Registration = {
  sessid: 's',
  region: null,
  dc: null,
  callReportId: null,
  reattachedCallIds: [],
};

/** Which status may follow which; staying is always allowed. */
const LEGAL: Readonly<Record<ConnectionState['status'], readonly ConnectionState['status'][]>> = {
  idle: ['connecting'],
  connecting: ['ready', 'failed', 'idle'],
  ready: ['reconnecting', 'failed', 'idle'],
  reconnecting: ['ready', 'failed', 'idle'],
  failed: ['connecting', 'idle'],
};

/** Whether a promise has settled, and how. */
function watch(promise: Promise<unknown>) {
  const outcome: { error?: unknown; isSettled: boolean } = { isSettled: false };
  promise.then(
    () => (outcome.isSettled = true),
    (error: unknown) => Object.assign(outcome, { isSettled: true, error }),
  );
  return outcome;
}

function expectTyped(outcomes: readonly ReturnType<typeof watch>[]): void {
  for (const { isSettled, error } of outcomes) {
    expect(isSettled, 'a promise settles').to.equal(true);
    if (error !== undefined) expect(error).to.be.instanceOf(TelnyxError);
  }
}

describe('the connection machine', () => {
  it('goes from any state by any events to legal states only, with the data that belongs to them', () => {
    const event = fc.constantFrom<ConnectionEvent>(
      { type: 'connect' },
      { type: 'registered', registration: REGISTRATION },
      { type: 'lost' },
      { type: 'retrying', attempt: 2 },
      { type: 'gave-up', error: new TelnyxError(45003) },
      { type: 'disconnect' },
    );

    fc.assert(
      fc.property(fc.array(event, { maxLength: 60 }), (events) => {
        let state: ConnectionState = { status: 'idle' };
        for (const each of events) {
          const next = nextConnectionState(state, each);
          if (next.status !== state.status) expect(LEGAL[state.status]).to.include(next.status);
          expect('registration' in next).to.equal(next.status === 'ready' || next.status === 'reconnecting');
          expect('error' in next).to.equal(next.status === 'failed');
          state = next;
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('RpcChannel', () => {
  it('settles every promise and leaves no timer, whatever comes in whatever order', async () => {
    const step = fc.oneof(
      fc.record({ type: fc.constant('ask'), timeoutMs: fc.integer({ min: 1, max: 5000 }) }),
      fc.record({ type: fc.constantFrom('answer', 'refuse', 'twice', 'wrong', 'abort'), which: fc.nat(20) }),
      fc.record({ type: fc.constant('wait'), ms: fc.integer({ min: 1, max: 4000 }) }),
      fc.record({ type: fc.constant('noise'), text: fc.oneof(fc.string(), fc.json()) }),
    );

    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), fc.boolean(), async (steps, isOpen) => {
        const clock = new FakeClock();
        const sent: SentFrame[] = [];
        const aborts: AbortController[] = [];
        const outcomes: ReturnType<typeof watch>[] = [];
        const channel = new RpcChannel({
          send: (text) => {
            sent.push(JSON.parse(text) as SentFrame);
            return isOpen;
          },
          clock,
          onMessage: () => undefined,
          onVoiceSdkId: () => undefined,
          onStrayResult: () => undefined,
          onViolation: () => undefined,
        });
        const reply = (which: number, body: object) => {
          const id = sent[which % Math.max(sent.length, 1)]?.id ?? 'nobody';
          channel.receive(JSON.stringify({ id, ...body }));
        };

        for (const each of steps) {
          if ('timeoutMs' in each) {
            const abort = new AbortController();
            aborts.push(abort);
            const { timeoutMs } = each;
            const request = channel.request('m', {}, z.number(), { timeoutMs, signal: abort.signal });
            outcomes.push(watch(request));
          } else if ('ms' in each) {
            await clock.advance(each.ms);
          } else if ('text' in each) {
            channel.receive(each.text);
          } else if (each.type === 'abort') {
            aborts[each.which]?.abort();
          } else {
            const body =
              each.type === 'refuse' ? { error: { code: -1 } } : { result: each.type === 'wrong' ? 'x' : 1 };
            reply(each.which, body);
            if (each.type === 'twice') reply(each.which, body);
          }
        }
        channel.close(new TelnyxError(60006));
        await settled();

        expectTyped(outcomes);
        expect(channel.pendingCount).to.equal(0);
        expect(clock.pendingCount).to.equal(0);
      }),
      { numRuns: 200 },
    );
  });
});

describe('SignalingClient', () => {
  const moods = {
    well: ({ gateway }: Scene) => {
      gateway.onConnect = (socket) => socket.accept();
      gateway.reactions[METHOD.anonymousLogin] = logIn();
      gateway.reactions[METHOD.gatewayState] = beInState('REGED');
      gateway.reactions[METHOD.ping] = (socket, frame) => socket.answer(frame, {});
    },
    unreachable: ({ gateway }: Scene) => (gateway.onConnect = (socket) => socket.drop()),
    hanging: ({ gateway }: Scene) => (gateway.onConnect = () => undefined),
    refusing: ({ gateway }: Scene) => (gateway.reactions[METHOD.anonymousLogin] = refuseWith(-32001)),
    forgetful: ({ gateway }: Scene) => (gateway.reactions['some.method'] = refuseWith(-32000)),
    silent: ({ gateway }: Scene) => (gateway.reactions[METHOD.ping] = staySilent),
    unregistered: ({ gateway }: Scene) => (gateway.reactions[METHOD.gatewayState] = beInState('NOREG')),
    failed: ({ gateway }: Scene) => (gateway.reactions[METHOD.gatewayState] = beInState('FAIL_WAIT')),
  } as const;
  type Scene = ReturnType<typeof createSignaling>;

  const step = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom('connect', 'disconnect', 'request', 'renew', 'drop', 'stick') },
    { weight: 3, arbitrary: fc.constantFrom('reconnectNow', 'requery', 'forceReconnect', 'proveAlive') },
    { weight: 2, arbitrary: fc.constantFrom(...(Object.keys(moods) as (keyof typeof moods)[])) },
    {
      weight: 2,
      arbitrary: fc.constantFrom('punt', 'UNREGED', 'REGED', 'FAILED', 'EXPIRED', 'clientReady', 'garbage'),
    },
    { weight: 4, arbitrary: fc.integer({ min: 1, max: 20_000 }) },
  );

  it('goes through legal states only, settles every promise and leaves no timer', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 30 }), fc.boolean(), async (steps, isInCall) => {
        const scene = createSignaling({ isInCall: () => isInCall });
        const { client, clock, gateway } = scene;
        const outcomes: ReturnType<typeof watch>[] = [];
        const { signal } = new AbortController();
        const illegal: string[] = [];
        let last = client.state.value.status;
        client.state.subscribe(({ status }) => {
          if (status !== last && !LEGAL[last].includes(status)) illegal.push(`${last} to ${status}`);
          last = status;
        });
        const socket = () => gateway.sockets.at(-1);
        const acts: Readonly<Record<string, () => unknown>> = {
          connect: () => outcomes.push(watch(client.connect())),
          disconnect: () => client.disconnect(),
          request: () => outcomes.push(watch(client.request('some.method', {}, z.unknown()))),
          renew: () => outcomes.push(watch(client.renew({ kind: 'anonymous', agentId: 'a' }))),
          proveAlive: () => outcomes.push(watch(client.proveAlive(signal))),
          reconnectNow: () => client.reconnectNow(),
          requery: () => client.requery(),
          forceReconnect: () => client.forceReconnect('test'),
          drop: () => socket()?.drop(),
          stick: () => socket() && Object.assign(socket() ?? {}, { isStuck: true }),
          punt: () => socket()?.push(METHOD.punt),
          clientReady: () => socket()?.push(METHOD.clientReady),
          garbage: () => socket()?.deliver('{"id":'),
        };

        for (const each of steps) {
          if (typeof each === 'number') await clock.advance(each);
          else if (each in moods) moods[each as keyof typeof moods](scene);
          else if (each in acts) acts[each]?.();
          else socket()?.push(METHOD.gatewayState, { state: each });
          await settled();
        }
        client.disconnect();
        // The longest anything may take after that: a stuck socket.
        await clock.advance(5000);

        expect(illegal).to.deep.equal([]);
        expectTyped(outcomes);
        expect(client.state.value.status).to.equal('idle');
        expect(clock.pendingCount).to.equal(0);
        for (const { readyState, isStuck } of gateway.sockets)
          expect(readyState).to.be.at.least(isStuck ? 2 : 3);
      }),
      { numRuns: 200 },
    );
  });
});
