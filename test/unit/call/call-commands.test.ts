import { expect } from '@open-wc/testing';

import { loadCallCommands } from '../../../src/call/load-call-commands.js';
import { METHOD } from '../../../src/protocol/methods.js';
import { deferred } from '../../../src/shared/deferred.js';
import { TelnyxError } from '../../../src/shared/errors.js';
import { createActive, createInbound, createRequesting } from '../../support/call-scene.js';
import { eventually } from '../../support/eventually.js';
import { rejection } from '../../support/rejection.js';
import { settled } from '../../support/settled.js';

const DIALOG = { callID: 'call-1', destination_number: '+15551234567' };

describe('Call.hold and resume', () => {
  it('asks the server, and follows what it says', async () => {
    const { call, signaling, states } = await createActive();

    signaling.answers[METHOD.modify] = { holdState: 'held' };
    await call.hold();
    expect(call.snapshot).to.include({ state: 'held', isHeld: true });
    signaling.answers[METHOD.modify] = { holdState: 'active' };
    await call.resume();

    expect(states.slice(-3)).to.deep.equal(['active', 'held', 'active']);
    expect(signaling.sent(METHOD.modify).map(({ params }) => params)).to.deep.equal([
      { sessid: 'session-1', action: 'hold', dialogParams: DIALOG },
      { sessid: 'session-1', action: 'unhold', dialogParams: DIALOG },
    ]);
  });

  for (const holdState of ['held', 'HELD', 'some other word', null, undefined]) {
    it(`takes ${JSON.stringify(holdState)} after hold() for held`, async () => {
      const { call, signaling } = await createActive();
      signaling.answers[METHOD.modify] = { holdState };

      await call.hold();

      expect(call.state).to.equal('held');
    });
  }

  it('stays active when the server says so', async () => {
    const { call, signaling } = await createActive();
    signaling.answers[METHOD.modify] = { holdState: 'active' };

    await call.hold();

    expect(call.state).to.equal('active');
  });

  it('B31: asks one thing at a time, in the order it was told', async () => {
    const { call, signaling } = await createActive();
    signaling.held.add(METHOD.modify);

    const both = Promise.all([call.hold(), call.resume()]);
    await settled();
    expect(signaling.sent(METHOD.modify)).to.have.length(1);
    signaling.last(METHOD.modify).answer({ holdState: 'held' });
    await settled();
    expect(signaling.last(METHOD.modify).params.action).to.equal('unhold');
    signaling.last(METHOD.modify).answer({ holdState: 'active' });
    await both;

    expect(call.state).to.equal('active');
  });

  it('rejects with 44001 when the server refuses, and changes nothing', async () => {
    const { call, signaling, errors } = await createActive();
    signaling.answers[METHOD.modify] = new TelnyxError(60012);

    const error = await rejection(call.hold());

    expect(error).to.include({ code: 44001, callId: 'call-1', fatal: false });
    expect(call.state).to.equal('active');
    expect(errors).to.deep.equal([]);
  });

  it('settles when the call ends meanwhile', async () => {
    const { call, signaling } = await createActive();
    signaling.held.add(METHOD.modify);

    const [hold, resume] = [rejection(call.hold()), rejection(call.resume())];
    await settled();
    await call.hangup();

    expect((await hold).callId).to.equal('call-1');
    expect((await resume).callId).to.equal('call-1');
    expect(signaling.sent(METHOD.modify)).to.have.length(1);
  });

  it('sends to a menu that plays before it answers', async () => {
    const { call, receive, signaling } = await createRequesting();
    receive(METHOD.media, { sdp: 'their answer' });
    await settled();

    await call.sendDigits('1');

    expect(signaling.last(METHOD.info).params).to.include({ dtmf: '1' });
  });

  it('rejects with 60010 on a call that is not up', async () => {
    const { call, signaling } = await createRequesting();

    expect((await rejection(call.hold())).code).to.equal(60010);
    expect((await rejection(call.resume())).code).to.equal(60010);
    expect(signaling.sent(METHOD.modify)).to.deep.equal([]);
  });
});

describe('Call.sendDigits', () => {
  for (const digits of ['1', '0123456789', '*#', 'ABCD', 'a1']) {
    it(`sends ${digits}`, async () => {
      const { call, signaling } = await createActive();

      await call.sendDigits(digits);

      expect(signaling.last(METHOD.info).params).to.deep.equal({
        sessid: 'session-1',
        dtmf: digits.toUpperCase(),
        dialogParams: DIALOG,
      });
    });
  }

  for (const digits of ['', ' ', 'E', '1 2', '+1', '１', '1\n', '1;2', 'abc!', 5 as unknown as string]) {
    it(`refuses ${JSON.stringify(digits)} with 44002`, async () => {
      const { call, signaling } = await createActive();

      expect((await rejection(call.sendDigits(digits))).code).to.equal(44002);
      expect(signaling.sent(METHOD.info)).to.deep.equal([]);
    });
  }

  it('resolves when the gateway takes the digits without a word, and rejects when it refuses', async () => {
    const { call, signaling } = await createActive();

    signaling.answers[METHOD.info] = new TelnyxError(60005);
    await call.sendDigits('1');
    signaling.answers[METHOD.info] = new TelnyxError(60012);

    expect((await rejection(call.sendDigits('2'))).code).to.equal(60012);
  });

  it('rejects with 60010 on a call that is not up', async () => {
    const { call } = await createRequesting();

    expect((await rejection(call.sendDigits('1'))).code).to.equal(60010);
  });
});

describe('Call.sendInfo', () => {
  it('refuses what is no text with 44002', async () => {
    const { call, signaling } = await createActive();

    expect((await rejection(call.sendInfo(5 as unknown as string))).code).to.equal(44002);
    expect(signaling.methods).to.not.include(METHOD.info);
  });

  it('sends a text to the far end', async () => {
    const { call, signaling } = await createActive();

    await call.sendInfo('Hello');

    expect(signaling.last(METHOD.info).params.msg).to.deep.equal({
      from: '',
      to: '+15551234567',
      body: 'Hello',
    });
  });
});

describe('Call.answer', () => {
  it('sends the answer to the offer and is active when the gateway took it', async () => {
    const { call, peer, signaling, states } = await createInbound({
      prepare: (scene) => scene.signaling.held.add(METHOD.answer),
    });

    const answering = call.answer();
    await settled();
    expect(call.state).to.equal('answering');
    signaling.last(METHOD.answer).answer({});
    await answering;

    expect(states).to.deep.equal(['answering', 'active']);
    expect(peer.remoteDescriptions).to.deep.equal(['their offer']);
    expect(signaling.last(METHOD.answer).params).to.include({ sdp: 'our answer', trickle: true });
    expect((await call.answered).state).to.equal('active');
  });

  it('asks for the microphone in the very turn', async () => {
    const { call, engine } = await createInbound();
    const visitor = deferred();
    engine.gate = visitor.promise;
    await loadCallCommands();

    const answering = call.answer();

    expect(engine.requests).to.deep.equal([true]);
    visitor.resolve();
    await answering;
  });

  for (const result of [null, true, 'OK', []]) {
    it(`takes ${JSON.stringify(result)} of the gateway for its consent`, async () => {
      const { call } = await createInbound({
        prepare: ({ signaling }) => (signaling.answers[METHOD.answer] = result),
      });

      await call.answer();

      expect(call.state).to.equal('active');
    });
  }

  it('rejects when the call is ended while the browser makes the answer, which then never comes', async () => {
    const { call, engine } = await createInbound();
    engine.peer.createAnswer = () => new Promise(() => undefined);
    const answering = rejection(call.answer());
    await settled();

    await call.hangup();

    expect((await answering).code).to.equal(60008);
  });

  it('B17: answers once, however often it is asked to, and says so', async () => {
    const { call, signaling, engine, warnings } = await createInbound();

    await Promise.all([call.answer(), call.answer()]);
    await call.answer();

    expect(signaling.sent(METHOD.answer)).to.have.length(1);
    expect(engine.microphones).to.have.length(1);
    expect(warnings.map(({ code, callId }) => [code, callId])).to.deep.equal([
      [33006, 'call-1'],
      [33006, 'call-1'],
    ]);
  });

  it('takes headers, a choice of microphone and the wish to be mute', async () => {
    const { call, signaling, engine } = await createInbound();

    await call.answer({
      audio: { deviceId: 'usb' },
      customHeaders: [{ name: 'X-Agent', value: '7' }],
      muted: true,
    });

    expect(signaling.last(METHOD.answer).params).to.have.deep.nested.property('dialogParams.custom_headers', [
      { name: 'X-Agent', value: '7' },
    ]);
    expect(engine.requests).to.deep.equal([{ deviceId: 'usb' }]);
    expect(engine.microphone.isMuted).to.equal(true);
    expect(call.snapshot.isMuted).to.equal(true);
  });

  it('only listens when it is told to, and says so', async () => {
    const { call, engine, peer, signaling } = await createInbound();

    await call.answer({ audio: false });

    expect(call.state).to.equal('active');
    expect(engine.requests).to.deep.equal([]);
    expect(peer.answersWithAudio).to.equal(false);
    expect(signaling.last(METHOD.answer).params.dialogParams).to.deep.equal({ ...DIALOG, audio: false });
  });

  it('goes on to listen only when the server offers the call again', async () => {
    const { call, engine, receive, signaling } = await createInbound();
    await call.answer({ audio: false });

    receive(METHOD.attach, { sdp: 'their new offer' });
    await eventually('the answer is sent', () => signaling.sent(METHOD.attach)[0]);

    expect(engine.peers).to.have.length(2);
    expect(engine.peer.answersWithAudio).to.equal(false);
    await call.hangup();
  });

  it('rejects with 44002 for headers that cannot be sent, and goes on ringing', async () => {
    const { call, signaling } = await createInbound();

    const error = await rejection(call.answer({ customHeaders: [{ name: 'X-A', value: 'v\r\nVia: x' }] }));

    expect(error.code).to.equal(44002);
    expect(call.state).to.equal('ringing');
    expect(signaling.requests).to.deep.equal([]);
  });

  it('tells what comes along its signaling, in whatever shape', async () => {
    const { receive, infos } = await createActive();

    receive(METHOD.info, { msg: { body: 'Hello' }, dtmf: '5' });

    expect(infos).to.deep.equal([
      { callId: 'call-1', params: { callID: 'call-1', msg: { body: 'Hello' }, dtmf: '5' } },
    ]);
  });

  it('rejects with 60010 on a call of our own, and on one that is over', async () => {
    const outbound = await createRequesting();
    const over = await createInbound();
    await over.call.hangup();

    expect((await rejection(outbound.call.answer())).code).to.equal(60010);
    expect((await rejection(over.call.answer())).code).to.equal(60010);
  });

  it('rings on when the microphone is refused, and can be answered after all', async () => {
    const { call, engine, signaling, errors } = await createInbound({
      prepare: (scene) => (scene.engine.microphoneError = new TelnyxError(42001)),
    });

    const error = await rejection(call.answer());
    expect(error).to.include({ code: 42001, callId: 'call-1', fatal: false });
    expect(errors).to.deep.equal([error]);
    expect(call.state).to.equal('ringing');
    engine.microphoneError = null;
    await call.answer();

    expect(call.state).to.equal('active');
    expect(signaling.methods).to.deep.equal([METHOD.answer]);
  });

  it('ends with a BYE when the microphone is refused to a caller who has waited for long', async () => {
    const { call, clock, signaling } = await createInbound({
      prepare: ({ engine }) => (engine.microphoneError = new TelnyxError(42001)),
    });
    await clock.advance(26_000);

    expect((await rejection(call.answer())).code).to.equal(42001);
    expect((await rejection(call.answered)).code).to.equal(42001);
    expect(signaling.methods).to.deep.equal([METHOD.bye]);
    expect(call.state).to.equal('ended');
  });

  it('settles when the caller gives up meanwhile', async () => {
    const { call, receive, signaling, engine } = await createInbound({
      prepare: (scene) => scene.signaling.held.add(METHOD.answer),
    });

    const answering = rejection(call.answer());
    await settled();
    receive(METHOD.bye, { cause: 'ORIGINATOR_CANCEL', causeCode: 487 });

    expect((await answering).callId).to.equal('call-1');
    expect((await rejection(call.answered)).code).to.equal(60007);
    expect((await call.ended).cause).to.equal('ORIGINATOR_CANCEL');
    expect(signaling.sent(METHOD.bye)).to.deep.equal([]);
    expect(engine.microphone.isStopped).to.equal(true);
  });

  for (const method of [METHOD.media, METHOD.answer, METHOD.ringing]) {
    it(`is not disturbed by a ${method} that makes no sense`, async () => {
      const { call, receive, clock, errors } = await createInbound();

      receive(method, { sdp: 'nonsense' });
      receive(method);
      await clock.advance(60_000);
      expect(call.state).to.equal('ringing');
      await call.answer();

      expect(call.state).to.equal('active');
      expect(errors).to.deep.equal([]);
    });
  }
});
