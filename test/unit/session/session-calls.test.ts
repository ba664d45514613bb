import { expect } from '@open-wc/testing';

import { METHOD } from '../../../src/protocol/methods.js';
import { TelnyxError } from '../../../src/shared/errors.js';
import { eventually } from '../../support/eventually.js';
import { createStats } from '../../support/media-stats.js';
import { rejection, thrown } from '../../support/rejection.js';
import { createReadySession, createSession, createTalking } from '../../support/session-scene.js';
import { settled } from '../../support/settled.js';
import { uncaughtDuring } from '../../support/uncaught.js';

const SIP = { login: 'user', password: 'secret' };
const OFFER = { callID: 'inbound-1', sdp: 'their offer', caller_id_name: 'Jane', caller_id_number: '+1555' };
const STATS = createStats();

const device = (kind: MediaDeviceKind, deviceId: string) => ({ kind, deviceId }) as MediaDeviceInfo;

describe('TelnyxSession.call', () => {
  it('needs a session that is ready', () => {
    const { session, engine } = createSession();

    expect(thrown(() => session.call()).code).to.equal(60010);
    expect(engine.peers).to.deep.equal([]);
  });

  it('needs a destination, except for an assistant', async () => {
    const agent = await createReadySession();
    const phone = await createReadySession({ auth: SIP });

    agent.session.call();

    expect(thrown(() => phone.session.call()).code).to.equal(44002);
    expect(phone.session.snapshot.calls).to.deep.equal([]);
  });

  it('B8: describes itself with a whitelist', async () => {
    const { session, gateway } = await createReadySession({
      auth: SIP,
      iceServers: [{ urls: 'turn:secret', username: 'turn-user', credential: 'turn-secret' }],
    });
    // As a page may hand in: an element, whose members go round in a circle, and more than a call has.
    const more = { remoteElement: document.body, micLabel: 'label of a device' };

    const call = session.call({
      ...more,
      destination: ' +15551234567 ',
      callerName: 'Jane',
      callerNumber: '+15557654321',
      customHeaders: [{ name: 'X-Case', value: '42' }],
      clientState: 'eA==',
      audio: { echoCancellation: false },
    });
    await settled();

    const [invite] = gateway.received(METHOD.invite);
    expect(invite?.params?.sessid).to.equal('session-1');
    expect(invite?.params?.dialogParams).to.deep.equal({
      callID: call.id,
      destination_number: '+15551234567',
      caller_id_name: 'Jane',
      caller_id_number: '+15557654321',
      remote_caller_id_name: 'Outbound Call',
      remote_caller_id_number: '+15551234567',
      custom_headers: [{ name: 'X-Case', value: '42' }],
      clientState: 'eA==',
      audio: true,
    });
    expect(JSON.stringify(gateway.socket.sent)).to.not.match(/turn|label of/);
  });

  it('is refused with one error where the browser has no WebRTC, or refuses the connection', async () => {
    const { session, engine } = await createReadySession({ auth: SIP });
    engine.createPeer = () => {
      throw new DOMException('Cannot create so many PeerConnections', 'UnknownError');
    };
    const options = { destination: '1' };

    expect(thrown(() => session.call(options)).code).to.equal(49001);
    engine.supportError = new TelnyxError(60004);
    expect(thrown(() => session.call(options)).code).to.equal(60004);

    expect(session.snapshot.calls).to.deep.equal([]);
  });

  it('appears in the snapshot, and is found by its id', async () => {
    const { session, call } = await createTalking();

    expect(session.snapshot.calls.map(({ id, state }) => [id, state])).to.deep.equal([[call.id, 'active']]);
    expect(session.getCall(call.id)).to.equal(call);
    expect(session.getCall('other')).to.equal(null);
  });

  it('is one at a time with an assistant', async () => {
    const { session, call } = await createTalking();

    expect(thrown(() => session.call()).code).to.equal(60010);
    await call.hangup();
    const next = session.call();

    expect(session.snapshot.calls.map(({ id }) => id)).to.deep.equal([next.id]);
  });

  it('may be several at a time on a phone', async () => {
    const { session, call } = await createTalking({ auth: SIP });

    const second = session.call({ destination: '2' });

    expect(session.snapshot.calls.map(({ id }) => id)).to.deep.equal([call.id, second.id]);
    session.disconnect();
  });

  it('leaves its failure in the snapshot until the next call begins', async () => {
    const { session, engine, errors } = await createReadySession();
    engine.microphoneError = new TelnyxError(42001);

    const error = await rejection(session.call().answered);
    expect(session.snapshot.error).to.equal(error);
    expect(errors).to.deep.equal([error]);
    engine.microphoneError = null;
    session.call();

    expect(session.snapshot.error).to.equal(null);
  });

  it('asks no STUN server for a gateway on this machine, and those of the options otherwise', async () => {
    const iceServers = [{ urls: 'stun:own.example' }];
    const local = await createReadySession({ gatewayUrl: 'ws://localhost:9010' });
    const own = await createReadySession({ iceServers, forceRelay: true });
    const usual = await createReadySession();
    const development = await createReadySession({ environment: 'development' });

    for (const { session } of [local, own, usual, development]) session.call();

    expect(local.engine.peer.options.iceServers).to.deep.equal([]);
    expect(own.engine.peer.options).to.deep.include({ iceServers, forceRelay: true });
    const urlsOf = ({ engine }: typeof usual) => engine.peer.options.iceServers.map(({ urls }) => urls);
    expect(urlsOf(usual)).to.deep.equal([
      'stun:stun.telnyx.com:3478',
      'turn:turn.telnyx.com:3478?transport=udp',
      'turn:turn.telnyx.com:3478?transport=tcp',
      'turns:turn.telnyx.com:443',
      'turns:turn2.telnyx.com:443',
    ]);
    expect(urlsOf(development).at(-1)).to.equal('turns:turndev.telnyx.com:443');
  });

  it('offers no audio of its own when it only listens', async () => {
    const { session, engine, gateway } = await createReadySession();

    session.call({ audio: false });
    await settled();

    expect(engine.peer.options.sendsAudio).to.equal(false);
    expect(engine.requests).to.deep.equal([]);
    expect(gateway.received(METHOD.invite)[0]?.params).to.have.nested.property('dialogParams.audio', false);
  });
});

describe('an inbound call', () => {
  it('rings in the snapshot with the name and number of the caller', async () => {
    const { session, gateway, engine } = await createReadySession({ auth: SIP });

    gateway.socket.push(METHOD.invite, OFFER);
    gateway.socket.push(METHOD.invite, OFFER);

    expect(session.snapshot.calls).to.have.length(1);
    expect(session.snapshot.calls[0]).to.include({
      id: 'inbound-1',
      direction: 'inbound',
      state: 'ringing',
      remoteName: 'Jane',
      remoteNumber: '+1555',
    });
    expect(engine.requests).to.deep.equal([]);
  });

  it('shows the headers, client state and ids that came with it', async () => {
    const { session, gateway } = await createReadySession({ auth: SIP });
    const headers = [{ name: 'X-Account', value: '42' }];

    gateway.socket.push(METHOD.invite, {
      ...OFFER,
      client_state: 'c3RhdGU=',
      telnyx_call_control_id: 'v3:control',
      telnyx_session_id: 'session',
      telnyx_leg_id: 'leg',
      dialogParams: { custom_headers: headers },
    });

    expect(session.snapshot.calls[0]).to.deep.include({
      customHeaders: headers,
      clientState: 'c3RhdGU=',
      telnyxCallControlId: 'v3:control',
      telnyxSessionId: 'session',
      telnyxLegId: 'leg',
    });
    session.disconnect();
  });

  it('is declined, and told as an error, where the browser refuses the connection', async () => {
    const { session, gateway, engine, errors } = await createReadySession({ auth: SIP });
    engine.createPeer = () => {
      throw new DOMException('Cannot create so many PeerConnections', 'UnknownError');
    };

    const uncaught = await uncaughtDuring(() => gateway.socket.push(METHOD.invite, OFFER));

    expect(uncaught).to.deep.equal([]);
    expect(errors.map(({ code, callId }) => [code, callId])).to.deep.equal([[49001, 'inbound-1']]);
    expect(gateway.received(METHOD.bye)[0]?.params).to.have.nested.property(
      'dialogParams.callID',
      'inbound-1',
    );
    session.disconnect();
  });

  it('is answered and ended through its object', async () => {
    const { session, gateway } = await createReadySession({ auth: SIP });
    gateway.socket.push(METHOD.invite, OFFER);
    const call = session.getCall('inbound-1');

    await call?.answer();
    expect(call?.state).to.equal('active');
    gateway.socket.push(METHOD.bye, { callID: 'inbound-1', cause: 'NORMAL_CLEARING', causeCode: 16 });

    expect(session.snapshot.calls[0]).to.include({ state: 'ended' });
    expect(gateway.received(METHOD.answer)[0]?.params).to.include({ sdp: 'our answer' });
  });
});

describe('a call that is up', () => {
  it('is measured until it ends', async () => {
    const { session, call, engine, clock } = await createTalking();
    engine.peer.statistics = STATS;

    await clock.advance(2000);
    expect(session.levels.value).to.deep.equal({ input: 0.3, output: 0.2 });
    expect(session.snapshot.quality).to.include({ callId: call.id });
    await call.hangup();
    await settled();

    expect(session.levels.value).to.deep.equal({ input: 0, output: 0 });
    expect(session.snapshot.quality).to.equal(null);
  });

  it('shows no loudness of a microphone that is muted', async () => {
    const { session, call, engine, clock } = await createTalking();
    engine.peer.statistics = STATS;

    call.mute();
    await clock.advance(200);

    expect(session.levels.value).to.deep.equal({ input: 0, output: 0.2 });
    session.disconnect();
  });

  it('makes the agent listen, speak and fall silent', async () => {
    const { session, call, engine, clock } = await createTalking();
    expect(session.snapshot.agentState).to.equal('listening');

    engine.peer.statistics = STATS;
    await clock.advance(200);
    expect(session.snapshot.agentState).to.equal('speaking');
    expect(session.snapshot.latency.greetingMs).to.be.a('number');
    await call.hangup();
    await settled();

    expect(session.snapshot.agentState).to.equal('idle');
  });

  it('tells when the browser holds the sound back, and plays it after a gesture', async () => {
    const { session, engine, warnings } = await createTalking();

    engine.peer.events?.onPlaybackBlocked(true);
    expect(session.snapshot.isAudioBlocked).to.equal(true);
    expect(warnings.map(({ code }) => code)).to.deep.equal([60011]);
    await session.resumeAudio();
    engine.peer.events?.onPlaybackBlocked(false);

    expect(engine.peer.resumeCount).to.equal(1);
    expect(session.snapshot.isAudioBlocked).to.equal(false);
    session.disconnect();
  });
});

describe('a session whose logger throws', () => {
  it('does its work, and its calls settle', async () => {
    const fault = new Error('a fault of the page');
    let isBroken = true;
    const log = () => {
      if (isBroken) throw fault;
    };
    const uncaught = await uncaughtDuring(async () => {
      const { session, call } = await createTalking({
        logger: { error: log, warn: log, info: log, debug: log },
      });
      await call.hangup();
      await call.ended;
      session.disconnect();
    });
    // What is still to be logged, by modules that load just now, would be blamed on the next test.
    isBroken = false;

    expect(new Set(uncaught)).to.deep.equal(new Set([fault]));
  });
});

describe('the devices of a session', () => {
  const microphone = device('audioinput', 'mic-1');
  const speaker = device('audiooutput', 'speaker-1');

  it('are listed with the first call, and again when one is plugged in', async () => {
    const { session, engine } = await createReadySession({ auth: SIP });
    engine.deviceList = [microphone];
    const call = session.call({ destination: '1' });
    await settled();
    engine.peers.at(-1)?.events?.onConnectionState('connected');
    expect(session.snapshot.devices.microphones).to.deep.equal([]);

    session.getCall(call.id)?.handle({
      method: METHOD.answer,
      params: { callID: call.id, sdp: 'their answer' },
    });
    await settled();
    expect(session.snapshot.devices).to.deep.include({ microphones: [microphone], speakers: [] });
    engine.changeDevices([microphone, speaker]);
    await settled();

    expect(session.snapshot.devices.speakers).to.deep.equal([speaker]);
    session.disconnect();
  });

  it('are used by the running call and by the next one', async () => {
    const { session, call, engine } = await createTalking();

    await session.setMicrophone('mic-2');
    await session.setSpeaker('speaker-2');
    expect(engine.requests.at(-1)).to.deep.equal({ deviceId: { exact: 'mic-2' } });
    expect(engine.peer.speaker).to.equal('speaker-2');
    expect(session.snapshot.devices).to.include({ microphoneId: 'mic-2', speakerId: 'speaker-2' });
    await call.hangup();
    session.call();
    await settled();

    expect(engine.requests.at(-1)).to.deep.equal({ deviceId: { exact: 'mic-2' } });
  });

  it('are used by the connection that a re-attach is making', async () => {
    const { session, gateway, call, engine } = await createTalking();
    const [old] = engine.peers;
    gateway.socket.push(METHOD.attach, { callID: call.id, sdp: 'their new offer' });
    await eventually('the answer is sent', () => gateway.received(METHOD.attach)[0]);

    await session.setSpeaker('speaker-2');
    session.setVolume(0.25);

    const heard = [old, engine.peer].map((peer) => [peer?.speaker, peer?.volume]);
    expect(engine.peer).to.not.equal(old);
    expect(heard).to.deep.equal([
      ['speaker-2', 0.25],
      ['speaker-2', 0.25],
    ]);
    session.disconnect();
  });

  it('stay chosen when a call is answered with other wishes', async () => {
    const { session, gateway, engine } = await createReadySession({ auth: SIP });
    await session.setMicrophone('usb');
    gateway.socket.push(METHOD.invite, OFFER);

    await session.getCall('inbound-1')?.answer({ audio: { noiseSuppression: false } });

    expect(engine.requests).to.deep.equal([{ noiseSuppression: false, deviceId: { exact: 'usb' } }]);
    session.disconnect();
  });

  it('give way to a microphone that the answer names', async () => {
    const { session, gateway, engine } = await createReadySession({ auth: SIP });
    await session.setMicrophone('usb');
    gateway.socket.push(METHOD.invite, OFFER);

    await session.getCall('inbound-1')?.answer({ audio: { deviceId: 'other' } });

    expect(engine.requests).to.deep.equal([{ deviceId: 'other' }]);
    session.disconnect();
  });

  it('stay chosen as they were when the new one cannot be opened', async () => {
    const { session, call, engine } = await createTalking();
    engine.microphoneError = new TelnyxError(42002);

    expect((await rejection(session.setMicrophone('gone'))).code).to.equal(42002);

    expect(session.snapshot.devices.microphoneId).to.equal(null);
    expect(call.state).to.equal('active');
    session.disconnect();
  });
});
