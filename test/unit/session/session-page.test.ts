import { expect } from '@open-wc/testing';

import { METHOD } from '../../../src/protocol/methods.js';
import type { TelnyxSessionOptions } from '../../../src/session/session-options.js';
import { hasRecoverableCall } from '../../../src/session/recoverable-call.js';
import { logIn } from '../../support/fake-gateway.js';
import { FakeNavigatingPage, FakePage, FakeStorage } from '../../support/fake-page.js';
import { eventually } from '../../support/eventually.js';
import { rejection } from '../../support/rejection.js';
import { createReadySession, createSession, createTalking } from '../../support/session-scene.js';
import { settled } from '../../support/settled.js';

const SIP = { login: 'user', password: 'secret' };

/** Loaded by the session when it is ready; the tests go on when it is there. */
const loaded = async () => {
  await import('../../../src/session/session-continuity.js');
  await settled();
};

async function createPageTalking(overrides: Partial<TelnyxSessionOptions> = {}) {
  const page = new FakePage();
  const storage = new FakeStorage();
  const scene = await createTalking({ auth: SIP, page, storage, ...overrides });
  await loaded();
  return { ...scene, page, storage };
}

/** A page with a call reloads; the next one has the same tab and storage. */
async function createReloaded(
  change: (scene: Awaited<ReturnType<typeof createPageTalking>>) => Promise<unknown> = () => settled(),
  overrides: Partial<TelnyxSessionOptions> = {},
) {
  const before = await createPageTalking(overrides);
  await change(before);
  const known = before.call.snapshot;
  before.page.navigate('https://shop.example/', { navigationType: 'reload' });
  before.page.leave();
  const storage = before.storage.copy();
  const byes = before.gateway.received(METHOD.bye).length;
  // Nothing of the old page runs any more; what its end does to the old storage nobody sees.
  before.session.disconnect();
  const page = new FakePage();
  const after = createSession({ auth: SIP, page, storage, clock: before.clock, ...overrides });
  return { after: { ...after, storage, page, clock: before.clock }, known, byes };
}

describe('a session whose browser goes offline and online', () => {
  it('B25: tries again at once when the network is back', async () => {
    const page = new FakePage();
    const { session, gateway, clock } = await createReadySession({ page });
    await loaded();
    gateway.onConnect = (socket) => socket.drop();
    gateway.socket.drop();
    await clock.advance(5000);
    const attempts = gateway.sockets.length;
    gateway.onConnect = (socket) => socket.accept();

    page.fire('online');
    await clock.advance(100);

    expect(gateway.sockets).to.have.length(attempts + 1);
    expect(session.status).to.equal('ready');
    session.disconnect();
  });

  it('B16: proves the old socket on the new network, and asks whether it is still registered', async () => {
    const { page, gateway, session } = await createPageTalking();
    const asked = () => [METHOD.ping, METHOD.gatewayState].map((method) => gateway.received(method).length);
    const [pings = 0, questions = 0] = asked();

    page.fire('online');
    await settled();

    expect(asked()).to.deep.equal([pings + 1, questions + 1]);
    session.disconnect();
  });

  it('warns with 48001 and asks whether the gateway is still there', async () => {
    const { page, gateway, warnings, session } = await createPageTalking();
    const pings = gateway.received(METHOD.ping).length;

    page.fire('offline');
    await settled();

    expect(warnings.map(({ code }) => code)).to.include(48001);
    expect(gateway.received(METHOD.ping)).to.have.length(pings + 1);
    session.disconnect();
  });
});

describe('a call that nobody has answered when the browser is online again', () => {
  const stages = {
    new: async () => {
      const scene = await createReadySession({ auth: SIP, page: new FakePage() });
      scene.engine.gate = new Promise(() => undefined);
      return { ...scene, call: scene.session.call({ destination: '100' }) };
    },
    requesting: async () => {
      const scene = await createReadySession({ auth: SIP, page: new FakePage() });
      return { ...scene, call: scene.session.call({ destination: '100' }) };
    },
    ringing: async () => {
      const scene = await createReadySession({ auth: SIP, page: new FakePage() });
      scene.gateway.socket.push(METHOD.invite, { callID: 'in-1', sdp: 'their offer' });
      const call = scene.session.getCall('in-1');
      if (!call) throw new Error('No call came in.');
      return { ...scene, call };
    },
  };

  for (const [state, begin] of Object.entries(stages)) {
    it(`goes on undisturbed while it is ${state}`, async () => {
      const { session, options, call, gateway, clock, errors, warnings } = await begin();
      await loaded();
      await import('../../../src/call/call-recovery.js');
      expect(call.state).to.equal(state);

      (options.page as FakePage).fire('online');
      await settled();
      await clock.advance(60_000);

      expect(call.state).to.equal(state);
      expect(gateway.received(METHOD.modify)).to.deep.equal([]);
      expect(gateway.sockets).to.have.length(1);
      expect([...errors, ...warnings].map(({ code }) => code)).to.deep.equal([]);
      session.disconnect();
    });
  }
});

describe('a call whose page goes in a browser that does not say where to', () => {
  it('is kept for the next page where the socket was closed before, as by a reload', async () => {
    const page = new FakeNavigatingPage();
    const { session, call, gateway, options } = await createPageTalking({ page });

    gateway.socket.drop();
    await settled();
    page.leave();

    expect(hasRecoverableCall(options)).to.equal(true);
    expect(call.state).to.equal('reconnecting');
    session.disconnect();
  });

  it('is ended where the socket is still open, as in a closed tab', async () => {
    const page = new FakeNavigatingPage();
    const { session, gateway } = await createPageTalking({ page });

    page.leave();

    expect(session.status).to.equal('idle');
    expect(gateway.received(METHOD.bye)).to.have.length(1);
  });
});

describe('a session whose page is looked at again', () => {
  it('B16: asks whether it is still registered', async () => {
    const page = new FakePage();
    const { session, gateway } = await createReadySession({ page });
    await loaded();
    const questions = gateway.received(METHOD.gatewayState).length;

    page.fire('visibilitychange');
    await settled();
    page.fire('focus');
    await settled();

    expect(gateway.received(METHOD.gatewayState)).to.have.length(questions + 2);
    session.disconnect();
  });

  it('hears no page any more once it is disconnected', async () => {
    const page = new FakePage();
    const { session, gateway } = await createReadySession({ page });
    await loaded();
    session.disconnect();
    const frames = gateway.socket.sent.length;

    page.fire('online');
    page.fire('visibilitychange');
    page.leave();
    await settled();

    expect(gateway.sockets).to.have.length(1);
    expect(gateway.socket.sent).to.have.length(frames);
  });
});

describe('a session whose page is left', () => {
  it('says BYE and leaves no mark when the tab is closed', async () => {
    const { page, gateway, session, storage } = await createPageTalking();

    page.leave();
    await settled();

    expect(gateway.received(METHOD.bye)).to.have.length(1);
    expect(session.status).to.equal('idle');
    expect([...storage.entries]).to.deep.equal([]);
  });

  it('says nothing when the page reloads, and writes the call down without a secret', async () => {
    const { after, known, byes } = await createReloaded();

    expect(byes).to.equal(0);
    const stored = JSON.stringify([...after.storage.entries]);
    expect(stored).to.include(known.id);
    expect(stored).to.not.match(/secret|their answer|our offer/);
  });

  it('says BYE to a call that nobody has answered, beside one that is kept', async () => {
    const { page, gateway, session, call, options } = await createPageTalking();
    const placed = session.call({ destination: '200' });
    await settled();
    gateway.socket.push(METHOD.invite, { callID: 'in-1', sdp: 'their offer' });

    page.navigate('https://shop.example/', { navigationType: 'reload' });
    page.leave();
    await settled();

    const ended = gateway
      .received(METHOD.bye)
      .map(({ params }) => (params?.dialogParams as { readonly callID: string }).callID);
    expect(ended).to.deep.equal([placed.id, 'in-1']);
    expect(call.state).to.equal('held');
    expect(hasRecoverableCall(options)).to.equal(true);
    session.disconnect();
  });

  it('says BYE on a reload when there is nowhere to write the call down', async () => {
    const { page, gateway } = await createPageTalking({ storage: null });

    page.navigate('https://shop.example/', { navigationType: 'reload' });
    page.leave();
    await settled();

    expect(gateway.received(METHOD.bye)).to.have.length(1);
  });
});

describe('a call of the page before', () => {
  it('goes on with its id, direction, parties, times, silence and hold', async () => {
    const { after, known } = await createReloaded(async ({ call, gateway }) => {
      call.mute();
      gateway.reactions[METHOD.modify] = (socket, frame) => socket.answer(frame, { holdState: 'held' });
      await call.hold();
    });
    const { session, gateway, engine, errors } = after;
    gateway.reactions[METHOD.login] = logIn([known.id]);

    await session.connect();
    expect(gateway.received(METHOD.login)[0]?.params).to.include({ reconnection: true, sessid: 'session-1' });
    gateway.socket.push(METHOD.attach, {
      callID: known.id,
      sdp: 'their new offer',
      caller_id_name: 'Somebody',
      caller_id_number: '+1999',
    });
    await eventually('the answer is sent', () => gateway.received(METHOD.attach)[0]);
    engine.peer.events?.onConnectionState('connected');
    await eventually('the call is recovered', () => session.getCall(known.id)?.snapshot.recovered);

    const { state, ...rest } = known;
    expect(session.snapshot.calls).to.have.length(1);
    expect(session.snapshot.calls[0]).to.deep.equal({ ...rest, state: 'held', recovered: true });
    expect(gateway.received(METHOD.attach)[0]?.params).to.have.nested.property(
      'dialogParams.destination_number',
      '+15551234567',
    );
    expect(engine.microphone.isMuted).to.equal(true);
    expect(engine.peer.sentTrack).to.equal(engine.microphone.track);
    expect(errors).to.deep.equal([]);
    session.disconnect();
  });

  it('opens no microphone where the call was taken to listen only', async () => {
    const { after } = await createReloaded(async ({ call, gateway, session }) => {
      void call.hangup();
      gateway.socket.push(METHOD.invite, { callID: 'in-1', sdp: 'their offer' });
      await session.getCall('in-1')?.answer({ audio: false });
    });
    const { session, gateway, engine } = after;
    gateway.reactions[METHOD.login] = logIn(['in-1']);

    await session.connect();
    gateway.socket.push(METHOD.attach, { callID: 'in-1', sdp: 'their new offer' });
    const { params } = await eventually('the answer is sent', () => gateway.received(METHOD.attach)[0]);

    expect(params).to.have.nested.property('dialogParams.audio', false);
    expect(engine.peer.answersWithAudio).to.equal(false);
    expect(engine.requests).to.deep.equal([]);
    session.disconnect();
  });

  it('is told as lost, once, when the server no longer holds it', async () => {
    const { after, known } = await createReloaded();
    const { session, errors } = after;
    expect(hasRecoverableCall(after.options)).to.equal(true);

    await session.connect();
    await loaded();

    expect(errors.map(({ code, callId }) => [code, callId])).to.deep.equal([[48501, known.id]]);
    expect(hasRecoverableCall(after.options)).to.equal(false);
    expect(session.snapshot.calls).to.deep.equal([]);
    session.disconnect();
  });

  it('is forgotten by a page that disconnects before it was ready', async () => {
    const { after } = await createReloaded();
    const { session, gateway, errors } = after;
    const accept = gateway.onConnect;
    gateway.onConnect = () => undefined;
    const connecting = rejection(session.connect());

    session.disconnect();

    expect((await connecting).code).to.equal(60008);
    expect(hasRecoverableCall(after.options)).to.equal(false);
    gateway.onConnect = accept;
    await session.connect();
    await loaded();
    expect(errors).to.deep.equal([]);
    session.disconnect();
  });

  it('is forgotten after a minute', async () => {
    const { after } = await createReloaded();
    expect(hasRecoverableCall(after.options)).to.equal(true);

    await after.clock.advance(61_000);

    expect(hasRecoverableCall(after.options)).to.equal(false);
  });

  it('is not there for another user, nor when the entry is somebody else’s text', async () => {
    const { after } = await createReloaded();
    const [key = ''] = [...after.storage.entries.keys()].filter((name) => name.endsWith(':calls'));

    expect(hasRecoverableCall({ ...after.options, auth: { login: 'other', password: 'x' } })).to.equal(false);
    after.storage.setItem(key, '{"storedAt":1e99,"calls":[{}]}');
    expect(hasRecoverableCall(after.options)).to.equal(false);
  });
});

describe('a page that comes while the one before still talks', () => {
  it('finds nothing of its call, as the duplicate of a tab', async () => {
    const { session, storage, clock } = await createPageTalking();
    const duplicate = createSession({ auth: SIP, page: new FakePage(), storage: storage.copy(), clock });

    expect(hasRecoverableCall(duplicate.options)).to.equal(false);
    await duplicate.session.connect();

    expect(duplicate.gateway.received(METHOD.login)[0]?.params).to.not.have.property('sessid');
    duplicate.session.disconnect();
    session.disconnect();
  });

  it('finds the call of a page that is frozen, until that one is back', async () => {
    const { session, page, storage, options } = await createPageTalking();

    page.fire('freeze');
    expect(hasRecoverableCall({ ...options, storage: storage.copy() })).to.equal(true);
    page.fire('resume');

    expect([...storage.entries]).to.deep.equal([]);
    session.disconnect();
  });

  it('costs nothing while the agent speaks', async () => {
    const { session, gateway, storage } = await createPageTalking({ auth: { agentId: 'assistant-1' } });
    let writes = 0;
    storage.setItem = () => (writes += 1);

    for (const delta of 'a word and another'.split(' '))
      gateway.socket.push(METHOD.aiConversation, { type: 'response.text.delta', item_id: 'a', delta });
    await settled();

    expect(writes).to.equal(0);
    session.disconnect();
  });
});

describe('a call that is reloaded twice', () => {
  it('is handed on by the page in between, which had no time to take it up', async () => {
    const { after, known } = await createReloaded();
    after.gateway.reactions[METHOD.login] = logIn([known.id]);
    await after.session.connect();
    await loaded();

    after.page.navigate('https://shop.example/', { navigationType: 'reload' });
    after.page.leave();

    expect(hasRecoverableCall(after.options)).to.equal(true);
    expect(after.gateway.received(METHOD.bye)).to.deep.equal([]);
    after.session.disconnect();
  });

  it('answers the newest of two offers that come at once', async () => {
    const { after, known } = await createReloaded();
    const { session, gateway, engine, warnings } = after;
    gateway.reactions[METHOD.login] = logIn([known.id]);
    await session.connect();

    gateway.socket.push(METHOD.attach, { callID: known.id, sdp: 'first' });
    gateway.socket.push(METHOD.attach, { callID: known.id, sdp: 'second' });
    await eventually('the answer is sent', () => gateway.received(METHOD.attach)[0]);

    expect(engine.peer.remoteDescriptions).to.deep.equal(['second']);
    expect(gateway.received(METHOD.attach)).to.have.length(1);
    expect(warnings).to.deep.equal([]);
    session.disconnect();
  });
});

describe('an offer for a call that nobody knows', () => {
  it('is confirmed with a warning, and disturbs no other call', async () => {
    const { session, gateway, call, warnings } = await createPageTalking();

    const id = gateway.socket.push(METHOD.attach, { callID: 'unknown', sdp: 'their offer' });
    await loaded();

    expect(gateway.socket.acks.map((ack) => ack.id)).to.include(id);
    expect(warnings.map(({ code, callId }) => [code, callId])).to.deep.include([35002, 'unknown']);
    expect(gateway.received(METHOD.attach)).to.deep.equal([]);
    expect(call.state).to.equal('active');
    session.disconnect();
  });
});

describe('a conversation whose call was attached again', () => {
  it('B35: marks the gap in the transcript', async () => {
    const { session, gateway, engine, call } = await createPageTalking({ auth: { agentId: 'assistant-1' } });

    gateway.socket.push(METHOD.aiConversation, { type: 'response.text.delta', item_id: 'a', delta: 'Hel' });

    gateway.socket.push(METHOD.attach, { callID: call.id, sdp: 'their new offer' });
    await eventually('the answer is sent', () => gateway.received(METHOD.attach)[0]);
    engine.peer.events?.onConnectionState('connected');
    await eventually('the call is recovered', () => call.snapshot.recovered);

    expect(session.snapshot.transcript.map(({ role }) => role)).to.deep.equal(['assistant', 'system']);
    session.disconnect();
  });
});
