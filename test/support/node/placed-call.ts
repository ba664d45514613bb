import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { TestContext } from 'node:test';

import { systemClock } from '../../../demo/gateway/clock.js';
import { type CallReport, type Clock, Gateway } from '../../../demo/gateway/index.js';
import { encodeMuLaw } from '../../../demo/gateway/media/g711.js';
import { FakeClient } from './fake-client.js';
import { fakeVoice } from './fake-voice.js';
import { NodeBrowser } from './node-browser.js';

/** One packet of a loud tone. */
export const LOUD = encodeMuLaw(Int16Array.from({ length: 160 }, (_, n) => 16000 * Math.sin(n)));
/** The tag of the connections that these scenes make. */
export const TAG = 'test';

/** A gateway with the fake voice, closed after the test; a fault of it fails the test. */
export function createGateway(context: TestContext, clock: Clock = systemClock): Gateway {
  const gateway = new Gateway({
    clock,
    voice: fakeVoice,
    onFault: (error) => {
      throw error;
    },
  });
  context.after(() => {
    gateway.close();
  });
  return gateway;
}

export interface SceneOptions {
  readonly query?: Readonly<Record<string, string>>;
  readonly clock?: Clock;
  readonly codec?: 'PCMU' | 'opus';
  readonly as?: 'visitor' | 'user';
  readonly destination?: string;
  readonly direction?: 'sendrecv' | 'recvonly';
  readonly trickle?: boolean;
}

/** A client that has logged in and invited; `answer` takes the gateway's SDP, so that sound flows. */
export async function placeCall(context: TestContext, options: SceneOptions = {}) {
  const { as = 'user', clock, codec, direction, destination = 'echo', query = {}, trickle = false } = options;
  const gateway = createGateway(context, clock);
  const client = new FakeClient(gateway, { tag: TAG, ...query });
  if (as === 'visitor') await client.logInAsVisitor();
  else await client.logIn();
  const browser = new NodeBrowser(codec, direction);
  context.after(() => browser.close());
  const callID = randomUUID();
  const dialogParams = { callID, destination_number: destination };
  const before = client.frames.length;
  const invited = client.request('telnyx_rtc.invite', {
    sdp: await browser.offer(),
    dialogParams,
    ...(trickle ? { trickle } : {}),
  });
  const call = (): CallReport => {
    const found = gateway.report(TAG).calls.find(({ id }) => id === callID);
    assert.ok(found, 'the gateway knows the call');
    return found;
  };
  const request = (method: string, more: object = {}) => client.request(method, { dialogParams, ...more });
  const answer = async () => {
    const { params } = await client.frame((frame) => typeof frame.params?.sdp === 'string');
    await browser.accept(params?.sdp as string);
  };
  const order = () => client.order.slice(before);
  return { answer, browser, call, callID, client, gateway, invited, order, request };
}
