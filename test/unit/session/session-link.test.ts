import { expect } from '@open-wc/testing';

import { METHOD } from '../../../src/protocol/methods.js';
import type { SessionSnapshot } from '../../../src/session/session-snapshot.js';
import { TelnyxSession } from '../../../src/session/telnyx-session.js';
import { eventually } from '../../support/eventually.js';
import type { FakeSocket } from '../../support/fake-socket.js';
import { logIn, refuseWith } from '../../support/fake-gateway.js';
import { rejection, thrown } from '../../support/rejection.js';
import { createReadySession, createSession, createTalking } from '../../support/session-scene.js';
import { settled } from '../../support/settled.js';
import { uncaughtDuring } from '../../support/uncaught.js';

describe('TelnyxSession, options of another type', () => {
  for (const wrong of [
    { gatewayUrl: 5 },
    { gatewayUrl: {} },
    { iceServers: 'stun:stun.example' },
    { iceServers: { urls: 'stun:stun.example' } },
    { maxReconnectAttempts: -1 },
    { maxReconnectAttempts: NaN },
    { maxReconnectAttempts: 'many' },
  ]) {
    it(`are refused at once with 60001: ${Object.entries(wrong).flat().map(String).join(' ')}`, () => {
      expect(thrown(() => createSession(wrong as object)).code).to.equal(60001);
    });
  }
});

describe('TelnyxSession.connect', () => {
  it('does nothing before it is called', async () => {
    const { session, gateway, engine } = createSession();

    await settled();

    expect(session.status).to.equal('idle');
    expect(session.snapshot).to.be.frozen;
    expect(gateway.sockets).to.deep.equal([]);
    expect(engine.peers).to.deep.equal([]);
  });

  it('resolves when the session is ready, and tells where it is', async () => {
    const { session } = createSession();
    const statuses: string[] = [];
    session.subscribe(({ status }) => {
      if (statuses.at(-1) !== status) statuses.push(status);
    });

    await session.connect();

    expect(statuses).to.deep.equal(['connecting', 'ready']);
    expect(session.snapshot).to.include({ region: 'eu', dc: 'dc-1', callReportId: 'report-1', error: null });
  });

  it('logs in to the assistant of the options', async () => {
    const { gateway } = await createReadySession({
      auth: { agentId: 'assistant-7', versionId: 'v2', conversationId: 'c1' },
    });

    expect(gateway.received(METHOD.anonymousLogin)[0]?.params).to.deep.include({
      target_id: 'assistant-7',
      target_version_id: 'v2',
      target_params: { conversation_id: 'c1' },
    });
  });

  it('tries the token that came while it connected, once the first one was refused', async () => {
    const { session, gateway } = createSession({ auth: { token: 'old' } });
    gateway.reactions[METHOD.login] = (socket, frame) => {
      if (frame.params?.login_token === 'new') logIn()(socket, frame);
      else refuseWith(-32000)(socket, frame);
    };

    const connecting = session.connect();
    await session.updateToken('new');
    await connecting;

    expect(gateway.received(METHOD.login).map(({ params }) => params?.login_token)).to.deep.equal([
      'old',
      'new',
    ]);
    session.disconnect();
  });

  it('rejects, tells once and keeps the failure until the next attempt begins', async () => {
    const { session, gateway, errors } = createSession();
    gateway.reactions[METHOD.anonymousLogin] = refuseWith(-32001);

    const error = await rejection(session.connect());
    await settled();
    expect(error.code).to.equal(46001);
    expect(errors).to.deep.equal([error]);
    expect(session.snapshot).to.include({ status: 'failed', error });
    gateway.reactions[METHOD.anonymousLogin] = logIn();
    const connecting = session.connect();

    expect(session.snapshot).to.include({ status: 'connecting', error: null });
    await connecting;
    expect(errors).to.have.length(1);
  });

  it('rejects with 60001 for an address that cannot be used', async () => {
    const { session } = createSession({ gatewayUrl: 'ws://gw.example' });

    expect((await rejection(session.connect())).code).to.equal(60001);
  });
});

describe('TelnyxSession.disconnect', () => {
  it('ends all calls, says BYE, closes the socket and leaves nothing behind', async () => {
    const { session, call, gateway, engine, clock, errors, warnings } = await createTalking();

    session.disconnect();
    await settled();

    expect(session.status).to.equal('idle');
    expect(call.state).to.equal('ended');
    expect(gateway.received(METHOD.bye).map(({ params }) => params?.cause)).to.deep.equal([
      'NORMAL_CLEARING',
    ]);
    expect(gateway.socket.readyState).to.equal(3);
    expect(engine.microphone.isStopped).to.equal(true);
    expect(engine.peer.isClosed).to.equal(true);
    expect(engine.deviceListeners).to.equal(0);
    expect(clock.pendingCount).to.equal(0);
    expect([...errors, ...warnings]).to.deep.equal([]);
  });

  it('lets the session be connected again', async () => {
    const { session, gateway } = await createReadySession();

    session.disconnect();
    await session.connect();

    expect(session.status).to.equal('ready');
    expect(gateway.sockets).to.have.length(2);
    expect(gateway.received(METHOD.anonymousLogin)[1]?.params).to.include({ reconnection: false });
  });

  it('closes what prewarm() had prepared', async () => {
    const { session, engine, clock } = createSession();
    session.prewarm();
    await settled();

    session.disconnect();
    await settled();

    expect(engine.peer.isClosed).to.equal(true);
    expect(clock.pendingCount).to.equal(0);
  });
});

describe('TelnyxSession.prewarm', () => {
  it('connects and makes a peer, once, without the microphone', async () => {
    const { session, engine, gateway } = createSession();

    session.prewarm();
    session.prewarm();
    await session.connect();

    expect(gateway.sockets).to.have.length(1);
    expect(engine.peers).to.have.length(1);
    expect(engine.requests).to.deep.equal([]);
  });

  it('leaves no peer behind when the connection that somebody waits for fails', async () => {
    const { session, engine, gateway } = createSession();
    gateway.reactions[METHOD.anonymousLogin] = refuseWith(-32001);

    session.prewarm();
    const error = await rejection(session.connect());

    expect(error).to.include({ code: 46001 });
    expect(engine.peer.isClosed).to.equal(true);
  });

  it('gives the prepared peer to the first call', async () => {
    const { session, engine } = createSession();
    session.prewarm();
    await session.connect();

    session.call();
    await settled();

    expect(engine.peers).to.have.length(1);
    expect(engine.peer.sentTrack).to.equal(engine.microphone.track);
  });

  it('tells nobody when the gateway cannot be reached, until somebody wants to connect', async () => {
    const { session, gateway, clock, errors } = createSession();
    gateway.onConnect = (socket) => socket.drop();

    const uncaught = await uncaughtDuring(async () => {
      session.prewarm();
      await clock.advance(60_000);
    });

    const attempts = gateway.sockets.length;
    session.prewarm();
    await clock.advance(60_000);

    expect(uncaught).to.deep.equal([]);
    expect(errors).to.deep.equal([]);
    expect(gateway.sockets).to.have.length(attempts);
    expect(session.snapshot).to.include({ status: 'idle', error: null });
    const connecting = rejection(session.connect());
    await clock.advance(60_000);
    expect(await connecting).to.include({ code: 45001 });
    expect(session.snapshot).to.have.nested.property('error.code', 45001);
  });
});

describe('a session that was only prepared', () => {
  it('goes quietly when its socket breaks, and can be prepared again', async () => {
    const { session, gateway, clock, errors } = createSession();
    const statuses: string[] = [];
    session.prewarm();
    await settled();
    session.subscribe(({ status }) => statuses.push(status));

    gateway.socket.drop();
    await clock.advance(600_000);

    expect(statuses.filter((status) => status !== 'idle')).to.deep.equal([]);
    expect(session.snapshot).to.include({ status: 'idle', error: null, region: null });
    expect(errors).to.deep.equal([]);
    expect(gateway.sockets).to.have.length(1);
    session.prewarm();
    await settled();
    expect(session.status).to.equal('ready');
    session.disconnect();
  });

  it('is kept once somebody wanted it, or a call rings', async () => {
    const wanted = createSession();
    const rung = createSession({ auth: { login: 'user', password: 'secret' } });
    for (const { session } of [wanted, rung]) session.prewarm();
    await settled();
    await wanted.session.connect();
    rung.gateway.socket.push(METHOD.invite, { callID: 'in-1', sdp: 'their offer' });

    for (const { session, gateway, clock } of [wanted, rung]) {
      gateway.socket.drop();
      await clock.advance(1000);
      expect(gateway.sockets).to.have.length(2);
      expect(session.status).to.equal('ready');
      session.disconnect();
    }
  });
});

describe('a session whose socket breaks', () => {
  /** The server says otherwise what it still holds. */
  const unclear: readonly (readonly [what: string, tell: (socket: FakeSocket, callId: string) => void])[] = [
    [
      'among things that are none',
      (socket, id) => socket.push(METHOD.clientReady, { reattached_sessions: [id, 7] }),
    ],
    [
      'in a way that cannot be read',
      (socket) => socket.push(METHOD.clientReady, { reattached_sessions: 'all' }),
    ],
    ['not at all', () => undefined],
    [
      'by offering it again',
      (socket, id) => {
        socket.push(METHOD.attach, { callID: id, sdp: 'their new offer' });
        socket.push(METHOD.clientReady, { reattached_sessions: [] });
      },
    ],
  ];

  for (const [what, tell] of unclear) {
    it(`keeps a call that the server names ${what}`, async () => {
      const { session, call, gateway, clock, errors } = await createTalking();
      gateway.reactions[METHOD.anonymousLogin] = (socket, frame) => {
        socket.answer(frame, { message: 'logged in', sessid: 'session-1' });
        tell(socket, call.id);
      };

      gateway.socket.drop();
      await clock.advance(10_000);

      expect(session.status).to.equal('ready');
      expect(call.state).to.not.equal('ended');
      expect(errors).to.deep.equal([]);
      session.disconnect();
    });
  }

  it('keeps a call that the server still holds', async () => {
    const { session, call, gateway, clock, errors } = await createTalking();
    gateway.reactions[METHOD.anonymousLogin] = logIn([call.id]);

    gateway.socket.drop();
    await settled();
    expect(session.status).to.equal('reconnecting');
    expect(call.state).to.equal('reconnecting');
    await clock.advance(500);

    expect(session.status).to.equal('ready');
    expect(call.state).to.equal('active');
    expect(errors).to.deep.equal([]);
  });

  it('marks the gap in the conversation before the words that come next', async () => {
    const { session, call, gateway, clock, engine } = await createTalking();
    const say = (delta: string) =>
      gateway.socket.push(METHOD.aiConversation, { type: 'response.text.delta', item_id: 'a', delta });
    say('We are');
    gateway.reactions[METHOD.anonymousLogin] = logIn([call.id]);

    gateway.socket.drop();
    await clock.advance(500);
    say('Sundays.');
    gateway.socket.push(METHOD.attach, { callID: call.id, sdp: 'their new offer' });
    await eventually('the answer is sent', () => gateway.received(METHOD.attach)[0]);
    engine.peer.events?.onConnectionState('connected');
    await eventually('the call is attached again', () => call.snapshot.recovered);

    const said = session.snapshot.transcript.map(({ kind, text }) => kind ?? text);
    expect(said).to.deep.equal(['We are', 'gap', 'Sundays.']);
    session.disconnect();
  });

  it('ends each call that the server has lost, and says why', async () => {
    const { session, call, gateway, clock, errors, engine } = await createTalking();

    gateway.socket.drop();
    await clock.advance(500);

    expect(call.state).to.equal('ended');
    expect(errors.map(({ code, callId }) => [code, callId])).to.deep.equal([[48501, call.id]]);
    expect(session.snapshot).to.have.nested.property('error.code', 48501);
    expect(session.status).to.equal('ready');
    expect(engine.microphone.isStopped).to.equal(true);
  });

  it('ends its calls when it gives up, and tells that one failure once', async () => {
    const { session, call, gateway, clock, errors } = await createTalking({ maxReconnectAttempts: 1 });
    gateway.onConnect = (socket) => socket.drop();

    gateway.socket.drop();
    await clock.advance(60_000);

    expect(session.status).to.equal('failed');
    expect((await call.ended).cause).to.equal('RECONNECTION_EXHAUSTED');
    expect(errors.map(({ code }) => code)).to.deep.equal([45003]);
    expect(clock.pendingCount).to.equal(0);
  });

  it('takes the next attempt at once when it is told that the network is back', async () => {
    const { session, gateway, clock } = await createReadySession();
    gateway.onConnect = (socket) => socket.drop();
    gateway.socket.drop();
    await clock.advance(500);
    gateway.onConnect = (socket) => socket.accept();

    session.reconnectNow();
    await settled();

    expect(session.status).to.equal('ready');
  });
});

describe('two sessions on one page', () => {
  it('do not disturb each other', async () => {
    const first = await createTalking();
    const second = await createTalking({ auth: { agentId: 'assistant-2' } });

    first.session.disconnect();
    await settled();

    expect(second.session.status).to.equal('ready');
    expect(second.call.state).to.equal('active');
  });
});

describe('TelnyxSession.subscribe', () => {
  it('tells each change with a snapshot of its own until the signal aborts', async () => {
    const { session } = createSession();
    const lifetime = new AbortController();
    const seen: SessionSnapshot[] = [];
    session.subscribe((snapshot) => seen.push(snapshot), { signal: lifetime.signal });

    await session.connect();
    const count = seen.length;
    lifetime.abort();
    session.disconnect();

    expect(new Set(seen).size).to.equal(count);
    expect(seen).to.have.length(count);
    for (const snapshot of seen) expect(snapshot).to.be.frozen;
  });
});

describe('TelnyxSession.diagnostics', () => {
  it('tells what support needs, and no secret', async () => {
    const { session } = await createTalking({ auth: { login: 'user', password: 'hunter2' } });

    const report = JSON.stringify(session.diagnostics());

    expect(report)
      .to.include('"status":"ready"')
      .and.include('"region":"eu"')
      .and.include('"state":"active"');
    expect(report).to.not.match(/hunter2|\+15551234567/);
  });
});

describe('a session whose page throws in its callbacks', () => {
  it('ends its calls and closes the microphone all the same', async () => {
    const fault = new Error('a fault of the page');
    const throwing = () => {
      throw fault;
    };
    const { call, gateway, clock, engine, session } = await createTalking({
      onError: throwing,
      onWarning: throwing,
      onToolEvent: throwing,
    });

    const uncaught = await uncaughtDuring(async () => {
      gateway.socket.deliver('garbage');
      gateway.socket.drop();
      await clock.advance(500);
    });

    expect(call.state).to.equal('ended');
    expect(engine.microphone.isStopped).to.equal(true);
    expect(session.status).to.equal('ready');
    expect(uncaught).to.deep.equal([fault, fault]);
  });
});

it('a session can be made without any option but its login', () => {
  expect(new TelnyxSession({ auth: { agentId: 'assistant-1' } }).status).to.equal('idle');
});
