import { expect } from '@open-wc/testing';

import { METHOD } from '../../../src/protocol/methods.js';
import { deferred } from '../../../src/shared/deferred.js';
import { TelnyxError } from '../../../src/shared/errors.js';
import { VERSION } from '../../../src/shared/version.js';
import { createActive, createCall, createRequesting } from '../../support/call-scene.js';
import { rejection } from '../../support/rejection.js';
import { settled } from '../../support/settled.js';

const ORDER = ['new', 'requesting', 'ringing', 'early', 'active'];

function permutations<T>(items: readonly T[]): T[][] {
  if (items.length === 0) return [[]];
  return items.flatMap((item, index) => {
    const rest = [...items.slice(0, index), ...items.slice(index + 1)];
    return permutations(rest).map((tail) => [item, ...tail]);
  });
}

/** What can tell of an answered call; each SDP variant is one of protocol section 4.5. */
const STORIES = {
  'the description in media': { media: { sdp: 'their answer' }, answer: {} },
  'the description in the answer': { media: {}, answer: { sdp: 'their answer' } },
  'the description in both': { media: { sdp: 'their answer' }, answer: { sdp: 'repeated' } },
};

describe('an outbound call', () => {
  it('sends one INVITE with the offer and no more than the protocol names', async () => {
    const { signaling, states } = await createRequesting();

    expect(signaling.requests.map(({ method, params }) => ({ method, params }))).to.deep.equal([
      {
        method: METHOD.invite,
        params: {
          sessid: 'session-1',
          sdp: 'our offer',
          'User-Agent': `Web-${VERSION}`,
          trickle: true,
          dialogParams: { callID: 'call-1', destination_number: '+15551234567' },
        },
      },
    ]);
    expect(states).to.deep.equal(['requesting']);
  });

  it('lets its maker subscribe before anything happens', () => {
    const { call, signaling, engine } = createCall();

    expect(call.state).to.equal('new');
    expect(signaling.requests).to.deep.equal([]);
    expect(engine.requests).to.deep.equal([]);
  });

  for (const [story, { media, answer }] of Object.entries(STORIES)) {
    for (const order of permutations(['result', 'ringing', 'media', 'answer'])) {
      it(`B1: becomes active, forward only, with ${story} and the order ${order.join(', ')}`, async () => {
        const { call, receive, signaling, states, peer, errors } = await createRequesting({
          prepare: (scene) => scene.signaling.held.add(METHOD.invite),
        });
        const steps: Record<string, () => void> = {
          result: () => signaling.last(METHOD.invite).answer({ message: 'CALL CREATED' }),
          ringing: () => receive(METHOD.ringing),
          media: () => receive(METHOD.media, media),
          answer: () => receive(METHOD.answer, answer),
        };

        for (const step of order) {
          steps[step]?.();
          await settled();
        }

        expect(states.at(-1)).to.equal('active');
        expect((await call.answered).state).to.equal('active');
        expect(states).to.deep.equal([...states].sort((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b)));
        expect(peer.remoteDescriptions).to.have.length(1);
        expect(errors).to.deep.equal([]);
      });
    }
  }

  it('applies a description once when media and answer come in one turn', async () => {
    const { call, receive, peer, states } = await createRequesting();
    const gate = deferred();
    peer.gate = gate.promise;

    receive(METHOD.media, { sdp: 'their answer' });
    receive(METHOD.answer, { sdp: 'their answer' });
    await settled();
    expect(call.state).to.equal('requesting');
    gate.resolve();
    await call.answered;

    expect(peer.remoteDescriptions).to.deep.equal(['their answer']);
    expect(states).to.deep.equal(['requesting', 'early', 'active']);
  });

  it('B2: waits ten seconds for the description of a far end that answered without', async () => {
    const { call, receive, clock, errors, signaling } = await createRequesting();

    receive(METHOD.answer);
    const failure = rejection(call.answered);
    await clock.advance(9999);
    expect(call.state).to.equal('requesting');
    await clock.advance(1);

    expect((await failure).code).to.equal(40004);
    expect(errors.map(({ code }) => code)).to.deep.equal([40004]);
    expect(signaling.sent(METHOD.bye)).to.have.length(1);
    // Nobody has cancelled it.
    expect(signaling.last(METHOD.bye).params).to.include({ cause: 'USER_BUSY', causeCode: 17 });
    expect(clock.pendingCount).to.equal(0);
  });

  it('ends by itself when nobody answers for two minutes, and says so to both sides', async () => {
    const { call, receive, clock, errors, signaling } = await createRequesting();
    receive(METHOD.ringing);

    await clock.advance(119_000);
    expect(call.state).to.equal('ringing');
    await clock.advance(2000);

    expect((await call.ended).cause).to.equal('NO_ANSWER');
    expect(await rejection(call.answered)).to.include({ code: 60007 });
    expect(errors).to.deep.equal([]);
    expect(signaling.last(METHOD.bye).params).to.include({ cause: 'ORIGINATOR_CANCEL', causeCode: 487 });
    expect(clock.pendingCount).to.equal(0);
  });

  it('tells nothing new when the gateway says again what is known', async () => {
    const { call, receive } = await createRequesting();
    receive(METHOD.ringing, { telnyx_leg_id: 'leg-1' });
    const { snapshot } = call;

    receive(METHOD.ringing, { telnyx_leg_id: 'leg-1' });

    expect(snapshot).to.include({ state: 'ringing', telnyxLegId: 'leg-1' });
    expect(call.snapshot).to.equal(snapshot);
  });

  it('leaves no timer once it is active', async () => {
    const { clock } = await createActive();

    await settled();

    expect(clock.pendingCount).to.equal(0);
  });

  it('is active from the moment of the answer', async () => {
    const { call, clock, receive } = await createRequesting();

    await clock.advance(2500);
    receive(METHOD.answer, { sdp: 'their answer' });
    await call.answered;

    expect(call.snapshot).to.include({ startedAt: 1000, answeredAt: 3500, endedAt: null });
  });

  it('fails with 40004 when the browser refuses the far description', async () => {
    const { call, receive, peer, errors, signaling } = await createRequesting();
    peer.failures.applyAnswer = new TelnyxError(40004);

    receive(METHOD.media, { sdp: 'nonsense' });
    receive(METHOD.answer, { sdp: 'nonsense' });

    expect((await rejection(call.answered)).code).to.equal(40004);
    await settled();
    expect(errors).to.have.length(1);
    expect(signaling.sent(METHOD.bye)).to.have.length(1);
  });

  it('fails with 40001 and sends nothing when the browser makes no offer', async () => {
    const { call, peer, signaling } = createCall();
    peer.failures.createOffer = new TelnyxError(40001);

    expect(await rejection(call.answered)).to.include({ code: 40001, callId: 'call-1', fatal: true });
    expect(signaling.requests).to.deep.equal([]);
  });

  it('fails with 40005 when the INVITE is refused', async () => {
    const refusal = new TelnyxError(60012, { context: { rpcCode: -32002 } });
    const { call, errors } = createCall({
      prepare: ({ signaling }) => (signaling.answers[METHOD.invite] = refusal),
    });

    const error = await rejection(call.answered);

    expect(error).to.include({ code: 40005, callId: 'call-1' });
    expect(error.context).to.include({ rpcCode: -32002 });
    expect(errors.map(({ code }) => code)).to.deep.equal([40005]);
    expect(call.snapshot).to.have.nested.property('cause.cause', 'SDP_SEND_FAILED');
  });

  it('fails with 40005 when the INVITE is refused though the far end rang', async () => {
    const { call, receive, signaling } = await createRequesting({
      prepare: (scene) => scene.signaling.held.add(METHOD.invite),
    });
    receive(METHOD.ringing);

    signaling.last(METHOD.invite).fail(new TelnyxError(60012));

    expect((await rejection(call.answered)).code).to.equal(40005);
  });

  for (const code of [60005, 60009] as const) {
    it(`fails when the INVITE ends with ${code} and nobody reacted to it`, async () => {
      const { call } = createCall({
        prepare: ({ signaling }) => (signaling.answers[METHOD.invite] = new TelnyxError(code)),
      });

      expect((await rejection(call.answered)).code).to.equal(40005);
    });

    it(`goes on when the INVITE ends with ${code} after the far end answered`, async () => {
      const { call, signaling, errors } = await createActive({
        prepare: (scene) => scene.signaling.held.add(METHOD.invite),
      });

      signaling.last(METHOD.invite).fail(new TelnyxError(code));
      await settled();

      expect(call.state).to.equal('active');
      expect(errors).to.deep.equal([]);
    });
  }

  it('takes no name of this side for that of the far end, and hands on the state of the client', async () => {
    const { call, receive } = await createRequesting();

    receive(METHOD.ringing, { client_state: 'eA==' });
    // The server's view: for it this call comes in.
    receive(METHOD.display, { display_name: 'Jane', display_direction: 'inbound' });
    receive(METHOD.display, { display_name: 'Ourselves', display_direction: 'outbound' });

    expect(call.snapshot).to.include({ remoteName: 'Jane', clientState: 'eA==' });
  });

  it('learns of the far end from its messages and forgets nothing', async () => {
    const { call, receive } = await createRequesting();
    const customHeaders = [{ name: 'X-A', value: 'b' }];

    receive(METHOD.ringing, { telnyx_leg_id: 'leg-1', dialogParams: { custom_headers: customHeaders } });
    receive(METHOD.media, { telnyx_session_id: 'telnyx-1', telnyx_leg_id: null });
    receive(METHOD.display, { display_name: 'Jane', display_number: null });

    expect(call.snapshot).to.deep.include({
      telnyxLegId: 'leg-1',
      telnyxSessionId: 'telnyx-1',
      customHeaders,
      remoteName: 'Jane',
      remoteNumber: '+15551234567',
    });
  });

  it('gives out frozen snapshots', async () => {
    const { call } = await createActive();

    expect(call.snapshot).to.be.frozen;
  });
});
