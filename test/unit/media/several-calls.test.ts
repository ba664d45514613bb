import { expect } from '@open-wc/testing';

import { deferred } from '../../../src/shared/deferred.js';
import { eventually } from '../../support/eventually.js';
import { createStats } from '../../support/media-stats.js';
import { createReadySession } from '../../support/session-scene.js';
import { rejection } from '../../support/rejection.js';
import { settled } from '../../support/settled.js';

const HEADSET = { deviceId: { exact: 'headset' } };
const statsOf = (inputLevel: number, outputLevel: number) => createStats({ inputLevel, outputLevel });

/** Two calls of a phone, each with its own loudness: the first is on hold for the second. */
async function createTwoCalls() {
  const scene = await createReadySession({ auth: { login: 'alice', password: 'secret' } });
  const { session, engine, gateway, clock } = scene;
  const answer = async (destination: string) => {
    const call = session.call({ destination });
    const { peer } = engine;
    await settled();
    gateway.socket.push('telnyx_rtc.answer', { callID: call.id, sdp: 'their answer' });
    await call.answered;
    return { call, peer };
  };
  const first = await answer('100');
  first.peer.statistics = statsOf(0.1, 0.5);
  await clock.advance(200);
  const before = session.levels.value;
  const second = await answer('200');
  second.peer.statistics = statsOf(0.1, 0.2);
  await settled();
  if (first.call.state !== 'held') await first.call.hold();
  first.peer.statistics = statsOf(0, 0.7);
  await clock.advance(2100);
  return { ...scene, first: first.call, second: second.call, before };
}

describe('several calls at once', () => {
  it('show the loudness of the one in which somebody talks, and each its own', async () => {
    const { session, first, second, before } = await createTwoCalls();

    expect(before).to.deep.equal({ input: 0.1, output: 0.5 });
    expect(session.levels.value).to.deep.equal({ input: 0.1, output: 0.2 });
    expect(second.levels.value).to.deep.equal({ input: 0.1, output: 0.2 });
    expect(first.levels.value).to.deep.equal({ input: 0, output: 0.7 });
    expect(session.snapshot.quality?.callId).to.equal(second.id);
    session.disconnect();
  });

  it('are not silenced by the end of another one', async () => {
    const { session, clock, first, second } = await createTwoCalls();

    await first.hangup();
    await settled();

    expect(session.snapshot.quality?.callId).to.equal(second.id);
    await clock.advance(100);
    expect(session.levels.value.output).to.equal(0.2);
    expect(first.levels.value).to.deep.equal({ input: 0, output: 0 });
    session.disconnect();
  });

  it('all go on with the old microphone when one of them cannot have the new one', async () => {
    const { session, engine, first, second } = await createTwoCalls();
    await session.setMicrophone('headset');
    const [peer] = engine.peers;
    Object.assign(peer?.failures ?? {}, { sendTrack: new Error('refused') });

    const error = await rejection(session.setMicrophone('built-in'));

    expect(error.code).to.equal(42003);
    expect(session.snapshot.devices.microphoneId).to.equal('headset');
    const open = engine.microphones.filter(({ isStopped }) => !isStopped);
    expect(open.map(({ constraints }) => constraints)).to.deep.equal([HEADSET, HEADSET]);
    expect([first.state, second.state]).to.deep.equal(['held', 'active']);
    session.disconnect();
  });

  it('take another microphone though one of them ends meanwhile', async () => {
    const { session, engine, first } = await createTwoCalls();
    const gate = deferred();
    engine.gate = gate.promise;

    const chosen = session.setMicrophone('headset');
    await eventually('both are asked for', () => engine.requests.length === 4);
    void first.hangup();
    gate.resolve();
    await chosen;

    expect(session.snapshot.devices.microphoneId).to.equal('headset');
    expect(engine.microphones.filter(({ isStopped }) => !isStopped)).to.have.length(1);
    session.disconnect();
  });

  it('are silent when the last talking one is put on hold', async () => {
    const { session, clock, second } = await createTwoCalls();

    await second.hold();
    await clock.advance(200);

    expect(session.levels.value).to.deep.equal({ input: 0, output: 0 });
    session.disconnect();
  });
});
