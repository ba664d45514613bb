import { expect } from '@open-wc/testing';

import { TelnyxSession, type TelnyxSessionOptions } from '../../src/index.js';
import { eventually } from '../support/eventually.js';
import { command, gatewayUrl, type GatewayUrlOptions, reportWhen, uniqueTag } from '../support/gateway.js';
import { inboundEnergyOver } from '../support/inbound-audio.js';
import { until } from '../support/until.js';

const AGENT = { agentId: 'assistant-test' } as const;
/** Longer than the pause between two sounds of the browser's microphone. */
const SOUND_PACKETS = 60;
const PHONE = { login: 'alice', password: 'wonderland' } as const;

async function createCall(gateway: GatewayUrlOptions = {}, options: Partial<TelnyxSessionOptions> = {}) {
  const tag = uniqueTag();
  const warnings: number[] = [];
  const session = new TelnyxSession({
    auth: AGENT,
    storage: null,
    gatewayUrl: gatewayUrl({ tag, ...gateway }),
    onWarning: ({ code }) => warnings.push(code),
    ...options,
  });
  await session.connect();
  const call = session.call({ destination: 'echo' });
  await call.answered;
  return { tag, session, call, warnings };
}

/**
 * Packets arrive there and here; resolves with the energy of what is heard. The browser's echo cancellation silences
 * the echo after some seconds, so only a call that has just begun, or been attached, is sure to be loud.
 */
async function soundOf(tag: string, connection: RTCPeerConnection | null): Promise<number> {
  if (!connection) throw new Error('The call has no peer connection.');
  await reportWhen(tag, ({ calls }) => (calls[0]?.media.receivedLastSecond.packets ?? 0) > 40);
  return inboundEnergyOver(connection, SOUND_PACKETS);
}

describe('a call on real media', function () {
  this.timeout(40_000);

  it('is attached to the new socket with the same id, and is heard again on both sides', async () => {
    const { session, call, tag } = await createCall();
    const { id, peerConnection } = call;
    const { direction, remoteNumber } = call.snapshot;

    await command(tag, { type: 'drop' });
    await until(call, ({ state }) => state === 'reconnecting');
    await until(call, ({ recovered, state }) => recovered && state === 'active');
    const heard = await soundOf(tag, call.peerConnection);
    const { calls } = await reportWhen(tag, (report) => report.calls[0]?.reattached === 1);
    session.disconnect();

    expect(heard).to.be.greaterThan(0);
    expect(call.peerConnection === peerConnection).to.equal(false);
    expect(peerConnection?.connectionState).to.equal('closed');
    expect(call.snapshot).to.include({ id, direction, remoteNumber });
    expect(calls).to.have.length(1);
  });

  it('is attached without a loss of its microphone, its silence and its hold', async () => {
    const { session, call, tag } = await createCall({}, { auth: PHONE });
    const senderTrack = () => call.peerConnection?.getSenders()[0]?.track;
    const track = await eventually('the microphone is sent', senderTrack);
    call.mute();
    await call.hold();

    await command(tag, { type: 'drop' });
    await until(call, ({ recovered, state }) => recovered && state === 'held');
    const carried = senderTrack();
    const readyState = carried?.readyState;
    await call.resume();
    session.disconnect();

    expect(carried?.id).to.equal(track.id);
    expect(readyState).to.equal('live');
    expect(call.snapshot).to.include({ isMuted: true, isHeld: false });
  });

  it('is repaired by an ICE restart when its path breaks, on the same peer connection', async () => {
    const { session, call, tag, warnings } = await createCall();
    const { peerConnection } = call;
    const before = await soundOf(tag, peerConnection);

    await command(tag, { type: 'break-path' });
    await until(call, ({ state }) => state === 'reconnecting');
    await until(call, ({ state }) => state === 'active');
    await soundOf(tag, call.peerConnection);
    const { frames, connections } = await reportWhen(tag, () => true);
    session.disconnect();

    expect(before).to.be.greaterThan(0);
    expect(call.peerConnection === peerConnection).to.equal(true);
    expect(warnings).to.include(36004);
    expect(connections).to.equal(1);
    expect(
      frames.filter(({ method, kind }) => method === 'telnyx_rtc.modify' && kind === 'request'),
    ).to.have.length(1);
  });

  it('that is inbound is heard on both sides', async () => {
    const tag = uniqueTag();
    const session = new TelnyxSession({ auth: PHONE, storage: null, gatewayUrl: gatewayUrl({ tag }) });
    await session.connect();

    await command(tag, { type: 'call', from: '+15550001', farEnd: 'echo' });
    const { calls } = await until(session, (snapshot) => snapshot.calls.length > 0);
    const call = session.getCall(calls[0]?.id ?? '');
    await call?.answer();
    const heardHere = await soundOf(tag, call?.peerConnection ?? null);
    await reportWhen(tag, (report) => (report.calls[0]?.media.received.max ?? 0) > 0.01);
    session.disconnect();

    expect(heardHere).to.be.greaterThan(0);
  });
});
