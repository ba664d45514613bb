import { expect } from '@open-wc/testing';

import { METHOD } from '../../../src/protocol/methods.js';
import { deferred } from '../../../src/shared/deferred.js';
import { TelnyxError } from '../../../src/shared/errors.js';
import type { FakeMediaEngine } from '../../support/fake-media.js';
import { createActive, createCall, createInbound, createRequesting } from '../../support/call-scene.js';
import { rejection } from '../../support/rejection.js';
import { settled } from '../../support/settled.js';
import { uncaughtDuring } from '../../support/uncaught.js';

const OTHER = { deviceId: { exact: 'other' } };

/** Permission stands, and the microphone opens when the gate does. */
function grantBehind(gate: Promise<void>) {
  return ({ engine }: { engine: FakeMediaEngine }) => {
    engine.isGranted = true;
    engine.gate = gate;
  };
}

describe('the microphone of a call', () => {
  it('is opened before anything is sent where the visitor may say no', async () => {
    const gate = deferred();
    const { engine, signaling } = createCall({ prepare: (scene) => (scene.engine.gate = gate.promise) });

    await settled();
    expect(engine.requests).to.deep.equal([true]);
    expect(signaling.requests).to.deep.equal([]);
    gate.resolve();
    await settled();

    expect(signaling.methods).to.deep.equal([METHOD.invite]);
  });

  it('opens while the INVITE travels where permission stands', async () => {
    const gate = deferred();
    const { peer, engine, signaling } = createCall({ prepare: grantBehind(gate.promise) });

    await settled();
    expect(signaling.methods).to.deep.equal([METHOD.invite]);
    expect(peer.sentTrack).to.equal(null);
    gate.resolve();
    await settled();

    expect(peer.sentTrack).to.equal(engine.microphone.track);
  });

  it('opens right after an INVITE that is sent in the very turn of the call', async () => {
    const { signaling, engine } = createCall({
      isWarm: true,
      prepare: (scene) => (scene.engine.isMicrophoneKnownGranted = true),
    });

    expect(signaling.methods).to.deep.equal([METHOD.invite]);
    await settled();
    expect(engine.requests).to.deep.equal([true]);
  });

  it('keeps a warmed call from being sent while the visitor may say no', () => {
    const { signaling } = createCall({ isWarm: true });

    expect(signaling.requests).to.deep.equal([]);
  });

  it('does not wait for a browser that never tells whether permission stands', async () => {
    const { engine, signaling, clock } = createCall({
      prepare: (scene) => (scene.engine.isMicrophoneGranted = () => new Promise(() => undefined)),
    });
    await settled();
    expect(engine.microphones).to.have.length(1);

    await clock.advance(1000);

    expect(signaling.methods).to.deep.equal([METHOD.invite]);
  });

  it('asks no longer whether permission stands once the call has ended', async () => {
    const { call, clock } = createCall({
      prepare: (scene) => (scene.engine.isMicrophoneGranted = () => new Promise(() => undefined)),
    });
    await settled();

    await call.hangup();
    await settled();

    expect(clock.pendingCount).to.equal(0);
  });

  it('ends the call before the INVITE when the visitor refuses it', async () => {
    const denial = new TelnyxError(42001);
    const { call, signaling, errors, peer } = createCall({
      prepare: ({ engine }) => (engine.microphoneError = denial),
    });

    expect(await rejection(call.answered)).to.include({ code: 42001, callId: 'call-1' });
    expect(errors.map(({ code }) => code)).to.deep.equal([42001]);
    expect(signaling.requests).to.deep.equal([]);
    expect(peer.isClosed).to.equal(true);
  });

  it('ends the call with a BYE when it fails while the INVITE travels', async () => {
    const gate = deferred();
    const { call, signaling, engine } = createCall({
      prepare: (scene) => {
        grantBehind(gate.promise)(scene);
        scene.engine.microphoneError = new TelnyxError(60013);
      },
    });
    await settled();
    gate.resolve();

    expect((await rejection(call.answered)).code).to.equal(60013);
    await settled();
    expect(signaling.methods).to.deep.equal([METHOD.invite, METHOD.bye]);
    expect(engine.microphones).to.deep.equal([]);
  });

  it('leaves no unhandled rejection when it fails before the permission is known', async () => {
    const permission = deferred<boolean>();

    const uncaught = await uncaughtDuring(async () => {
      const { call } = createCall({
        prepare: ({ engine }) => {
          engine.microphoneError = new TelnyxError(42002);
          engine.isMicrophoneGranted = () => permission.promise;
        },
      });
      await settled();
      await settled();
      permission.resolve(false);
      await rejection(call.answered);
    });

    expect(uncaught).to.deep.equal([]);
  });

  it('is not asked for where calls cannot be made, and the reason is told', async () => {
    const { call, engine, signaling } = createCall({
      prepare: (scene) => (scene.engine.supportError = new TelnyxError(60003)),
    });

    expect((await rejection(call.answered)).code).to.equal(60003);
    expect(engine.requests).to.deep.equal([]);
    expect(signaling.requests).to.deep.equal([]);
  });

  it('is not asked for by a call that only listens', async () => {
    const { call, engine } = await createActive({ options: { audio: false } });

    await call.switchMicrophone(OTHER);

    expect(engine.requests).to.deep.equal([]);
  });

  it('opens with the constraints of the page', async () => {
    const { engine } = await createActive({ options: { audio: { echoCancellation: false } } });

    expect(engine.requests).to.deep.equal([{ echoCancellation: false }]);
  });

  it('stays closed until an inbound call is answered', async () => {
    const { call, engine } = await createInbound();

    expect(engine.requests).to.deep.equal([]);
    await call.answer();

    expect(engine.requests).to.deep.equal([true]);
  });
});

describe('Call.switchMicrophone', () => {
  it('sends the new track, then stops the old one', async () => {
    const { call, engine, peer } = await createActive();
    const old = engine.microphone;

    await call.switchMicrophone(OTHER);

    expect(engine.requests).to.deep.equal([true, OTHER]);
    expect(peer.sentTrack).to.equal(engine.microphone.track);
    expect(engine.microphone).to.not.equal(old);
    expect(old.isStopped).to.equal(true);
    expect(engine.microphone.isStopped).to.equal(false);
  });

  it('keeps the call and the old track when the new microphone cannot be opened', async () => {
    const { call, engine, peer, errors } = await createActive();
    const old = engine.microphone;
    engine.microphoneError = new TelnyxError(42002);

    const error = await rejection(call.switchMicrophone(OTHER));

    expect(error.code).to.equal(42002);
    expect(peer.sentTrack).to.equal(old.track);
    expect(old.isStopped).to.equal(false);
    expect(call.state).to.equal('active');
    expect(errors).to.deep.equal([]);
  });

  it('keeps the old track and closes the new one when the peer does not take it', async () => {
    const { call, engine, peer } = await createActive();
    const old = engine.microphone;
    peer.failures.sendTrack = new DOMException('no', 'InvalidModificationError');

    const failure = await rejection(call.switchMicrophone(OTHER));

    expect(failure).to.include({ code: 42003, cause: peer.failures.sendTrack });
    expect(engine.microphones.map(({ isStopped }) => isStopped)).to.deep.equal([false, true]);
    expect(peer.sentTrack).to.equal(old.track);
  });

  it('keeps the wish to be mute', async () => {
    const { call, engine } = await createActive();

    call.mute();
    await call.switchMicrophone(OTHER);
    expect(engine.microphone.isMuted).to.equal(true);
    call.unmute();

    expect(engine.microphone.isMuted).to.equal(false);
  });

  it('ends with the microphone asked for last, though the first one was missing', async () => {
    const gate = deferred();
    const { call, engine, peer } = createCall({
      options: { audio: { deviceId: { exact: 'missing' } } },
      prepare: (scene) => {
        grantBehind(gate.promise)(scene);
        scene.engine.microphoneError = new TelnyxError(42002);
      },
    });
    await settled();
    engine.microphoneError = null;

    const changed = call.switchMicrophone(OTHER);
    gate.resolve();
    await changed;
    await settled();

    expect(engine.requests).to.deep.equal([{ deviceId: { exact: 'missing' } }, true, OTHER]);
    expect(engine.microphone.constraints).to.deep.equal(OTHER);
    expect(peer.sentTrack).to.equal(engine.microphone.track);
    await call.hangup();
  });

  it('ends with the microphone asked for last, whichever opens first', async () => {
    const { call, engine, peer } = await createActive();
    const slow = deferred();
    engine.gate = slow.promise;
    const first = call.switchMicrophone({ deviceId: 'first' });
    await settled();
    engine.gate = Promise.resolve();

    const second = call.switchMicrophone({ deviceId: 'second' });
    await settled();
    slow.resolve();
    await Promise.all([first, second]);

    expect(engine.microphone.constraints).to.deep.equal({ deviceId: 'second' });
    expect(peer.sentTrack).to.equal(engine.microphone.track);
    expect(engine.microphones.map(({ isStopped }) => isStopped)).to.deep.equal([true, true, false]);
  });

  it('opens nothing while an inbound call rings, and is honoured when it is answered', async () => {
    const { call, engine } = await createInbound();

    await call.switchMicrophone(OTHER);
    expect(engine.requests).to.deep.equal([]);
    await call.answer();

    expect(engine.requests).to.deep.equal([OTHER]);
  });

  it('rejects and leaves nothing open when the call ends meanwhile', async () => {
    const { call, engine } = await createActive();
    const gate = deferred();
    engine.gate = gate.promise;

    const switching = rejection(call.switchMicrophone(OTHER));
    await settled();
    await call.hangup();
    gate.resolve();

    expect((await switching).code).to.equal(60008);
    await settled();
    expect(engine.microphones.map(({ isStopped }) => isStopped)).to.deep.equal([true, true]);
  });
});

describe('Call.mute', () => {
  it('mutes the microphone and tells it once', async () => {
    const { call, engine } = await createActive();
    let changes = 0;
    call.subscribe(() => (changes += 1));

    call.mute();
    call.mute();

    expect(engine.microphone.isMuted).to.equal(true);
    expect(call.snapshot.isMuted).to.equal(true);
    expect(changes).to.equal(1);
  });

  it('counts before the microphone is open', async () => {
    const { call, engine } = createCall();

    call.mute();
    await settled();

    expect(engine.microphone.isMuted).to.equal(true);
  });

  it('is an option from the start', async () => {
    const { call, engine } = await createRequesting({ options: { muted: true } });

    expect(call.snapshot.isMuted).to.equal(true);
    expect(engine.microphone.isMuted).to.equal(true);
  });
});
