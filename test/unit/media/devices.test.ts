import { expect } from '@open-wc/testing';

import { deferred } from '../../../src/shared/deferred.js';
import { TelnyxError } from '../../../src/shared/errors.js';
import { createTalking } from '../../support/session-scene.js';
import { eventually } from '../../support/eventually.js';
import { rejection } from '../../support/rejection.js';
import { settled } from '../../support/settled.js';

const device = (kind: MediaDeviceKind, deviceId: string) => ({ kind, deviceId }) as MediaDeviceInfo;
const BUILT_IN = device('audioinput', 'built-in');
const HEADSET = device('audioinput', 'headset');
const SPEAKER = device('audiooutput', 'speaker');
const EARPIECE = device('audiooutput', 'earpiece');

/** A call through a headset, with echo cancellation wished for. */
async function createWithHeadset() {
  const scene = await createTalking();
  const { session, engine } = scene;
  engine.deviceList = [BUILT_IN, HEADSET, SPEAKER, EARPIECE];
  await session.refreshDevices();
  await session.setMicrophone('headset');
  await session.setSpeaker('earpiece');
  scene.warnings.length = 0;
  const warned = () => scene.warnings.map(({ code }) => code);
  return { ...scene, warned };
}

describe('the microphone of a session', () => {
  it('is the chosen one also for a call that begins in the same turn', async () => {
    const { session, call, engine } = await createWithHeadset();
    await call.hangup();

    void session.setMicrophone('built-in');
    session.call();
    await eventually('the microphone is asked for', () => engine.requests.length === 3);

    expect(engine.requests.at(-1)).to.deep.equal({ deviceId: { exact: 'built-in' } });
    session.disconnect();
  });

  it('is taken for later calls too, with what those wish besides', async () => {
    const { session, call, engine } = await createWithHeadset();
    await call.hangup();

    session.call({ audio: { echoCancellation: false } });
    await eventually('the microphone is asked for', () => engine.requests.length === 3);

    expect(engine.requests.at(-1)).to.deep.equal({ echoCancellation: false, deviceId: { exact: 'headset' } });
    session.disconnect();
  });

  it('B29: keeps what a call asked of its microphone when the device changes', async () => {
    const { session, call, engine } = await createTalking();
    await call.switchMicrophone({ echoCancellation: false, noiseSuppression: false });

    await session.setMicrophone('headset');
    const withHeadset = engine.requests.at(-1);
    await session.setMicrophone(null);

    const wishes = { echoCancellation: false, noiseSuppression: false };
    expect(withHeadset).to.deep.equal({ ...wishes, deviceId: { exact: 'headset' } });
    expect(engine.requests.at(-1)).to.deep.equal(wishes);
    session.disconnect();
  });

  it('B29: lists the devices without opening any', async () => {
    const { session, engine } = await createTalking();
    const opened = engine.requests.length;
    engine.deviceList = [BUILT_IN];

    await session.refreshDevices();

    expect(session.snapshot.devices.microphones).to.deep.equal([BUILT_IN]);
    expect(engine.requests).to.have.length(opened);
    session.disconnect();
  });

  it('B41: stays as it was when another one cannot be had, and so does the call', async () => {
    const { session, call, engine } = await createWithHeadset();
    const before = engine.microphone;
    engine.microphoneError = new TelnyxError(60013);

    const error = await rejection(session.setMicrophone('built-in'));

    expect(error).to.include({ code: 60013, fatal: false });
    expect(call.state).to.equal('active');
    expect(before.isStopped).to.equal(false);
    expect(engine.peer.sentTrack).to.equal(before.track);
    expect(session.snapshot.devices.microphoneId).to.equal('headset');
    session.disconnect();
  });

  it('is replaced by the default one when it is unplugged, and stays mute if it was', async () => {
    const { session, call, engine, warned } = await createWithHeadset();
    call.mute();

    engine.microphone.unplug();
    await eventually('the loss is told', () => warned().length > 0);

    expect(warned()).to.deep.equal([60020]);
    expect(engine.requests.at(-1)).to.equal(true);
    expect(engine.microphone.isMuted).to.equal(true);
    expect(engine.peer.sentTrack).to.equal(engine.microphone.track);
    expect(session.snapshot.devices.microphoneId).to.equal(null);
    session.disconnect();
  });

  it('is missed when it is no longer among the devices, though its track goes on', async () => {
    const { session, engine, warned } = await createWithHeadset();
    Object.assign(engine.microphone, { deviceId: 'headset' });

    engine.changeDevices([BUILT_IN, SPEAKER, EARPIECE]);
    await eventually('the loss is told', () => warned().length > 0);

    expect(warned()).to.deep.equal([60020]);
    expect(engine.microphones.at(-2)?.isStopped).to.equal(true);
    session.disconnect();
  });

  it('is replaced once, however many ways its loss is told in', async () => {
    const { session, engine, warned } = await createWithHeadset();
    Object.assign(engine.microphone, { deviceId: 'headset' });
    const gate = deferred();
    engine.gate = gate.promise;
    const before = engine.requests.length;

    engine.microphone.unplug();
    for (let count = 0; count < 3; count += 1) engine.changeDevices([BUILT_IN, SPEAKER, EARPIECE]);
    await eventually('another one is asked for', () => engine.requests.length > before);
    await settled();
    gate.resolve();
    await eventually('the loss is told', () => warned().length > 0);
    await settled();

    expect(engine.requests.slice(before)).to.deep.equal([true]);
    expect(warned()).to.deep.equal([60020]);
    session.disconnect();
  });

  it('leaves the call in silence when there is no other, until one is plugged in', async () => {
    const { session, call, engine, warned } = await createWithHeadset();
    engine.microphoneError = new TelnyxError(42002);

    engine.microphone.unplug();
    await eventually('the loss is told', () => warned().length > 0);
    engine.changeDevices([]);
    await session.refreshDevices();
    expect(warned()).to.deep.equal([33009]);
    expect(call.state).to.equal('active');

    engine.microphoneError = null;
    engine.changeDevices([BUILT_IN]);
    await eventually('a microphone is used again', () => warned().includes(60020));

    expect(engine.microphone.isStopped).to.equal(false);
    expect(engine.peer.sentTrack).to.equal(engine.microphone.track);
    session.disconnect();
  });

  it('is the default one for a call that begins when the chosen one is not there', async () => {
    const { session, call, engine, warned } = await createWithHeadset();
    await call.hangup();
    const open = engine.openMicrophone.bind(engine);
    engine.openMicrophone = (constraints, signal) =>
      constraints === true ? open(constraints, signal) : Promise.reject(new TelnyxError(42002));

    const next = session.call();
    await eventually('another one is used', () => warned().length > 0);

    expect(warned()).to.deep.equal([60020]);
    expect(next.state).to.equal('requesting');
    expect(session.snapshot.devices.microphoneId).to.equal(null);
    session.disconnect();
  });
});

describe('the speaker of a session', () => {
  it('can be chosen where the browser can, which the snapshot says', async () => {
    const { session, engine } = await createWithHeadset();
    expect(session.snapshot.devices).to.include({ canChooseSpeaker: true, speakerId: 'earpiece' });
    expect(engine.peer.speaker).to.equal('earpiece');

    engine.canChooseSpeaker = false;
    await session.refreshDevices();

    expect(session.snapshot.devices.canChooseSpeaker).to.equal(false);
    session.disconnect();
  });

  it('is taken for later calls from their beginning, so that early sound is heard there', async () => {
    const { session, call, engine } = await createWithHeadset();
    await call.hangup();

    session.call();

    expect(engine.peer.speaker).to.equal('earpiece');
    session.disconnect();
  });

  it('plays as loud as is wished, from silence to all there is, in running calls and the next', async () => {
    const { session, call, engine } = await createWithHeadset();

    session.setVolume(0.25);
    const heard = [engine.peer.volume];
    for (const wish of [-1, NaN, 7]) {
      session.setVolume(wish);
      heard.push(engine.peer.volume);
    }
    session.setVolume(0.5);
    await call.hangup();
    session.call();

    expect([...heard, engine.peer.volume]).to.deep.equal([0.25, 0, 0, 1, 0.5]);
    expect(session.snapshot.devices.volume).to.equal(0.5);
    session.disconnect();
  });

  it('is the default one with a warning when it cannot be used', async () => {
    const { session, engine, warned } = await createWithHeadset();
    const used: (string | null)[] = [];
    engine.peer.setSpeaker = (id) => {
      used.push(id);
      return id === 'speaker' ? Promise.reject(new DOMException('no', 'NotFoundError')) : Promise.resolve();
    };

    await session.setSpeaker('speaker');

    expect(used).to.deep.equal(['speaker', null]);
    expect(warned()).to.deep.equal([60021]);
    expect(session.snapshot.devices.speakerId).to.equal(null);
    session.disconnect();
  });

  it('is the default one with a warning when it was pulled out, and so is the ringer', async () => {
    const { session, engine, warned } = await createWithHeadset();
    session.setRinger('earpiece');

    engine.changeDevices([BUILT_IN, HEADSET, SPEAKER]);
    await eventually('the loss is told', () => warned().length > 0);

    expect(warned()).to.deep.equal([60021]);
    expect(engine.peer.speaker).to.equal(null);
    expect(session.snapshot.devices).to.include({ speakerId: null, ringerId: null });
    session.disconnect();
  });
});

it('B28: a session that is disconnected listens to no device any more', async () => {
  const { session, engine } = await createWithHeadset();
  expect(engine.deviceListeners).to.equal(1);

  session.disconnect();

  expect(engine.deviceListeners).to.equal(0);
});
