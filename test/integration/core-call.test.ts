import { expect } from '@open-wc/testing';

import { TelnyxSession, type TelnyxSessionOptions } from '../../src/index.js';
import { gatewayUrl, type GatewayUrlOptions, reportWhen, uniqueTag } from '../support/gateway.js';
import { inboundEnergyOver } from '../support/inbound-audio.js';
import { until } from '../support/until.js';

function createScene(gateway: GatewayUrlOptions = {}, options: Partial<TelnyxSessionOptions> = {}) {
  const tag = uniqueTag();
  const session = new TelnyxSession({
    auth: { agentId: 'assistant-test' },
    gatewayUrl: gatewayUrl({ tag, ...gateway }),
    ...options,
  });
  const startCall = async () => {
    await session.connect();
    const call = session.call();
    await call.answered;
    return call;
  };
  return { tag, session, startCall };
}

/** Sound per received packet below this is silence; speech lies four orders of magnitude above. */
const SILENT_ENERGY = 1e-6;

describe('TelnyxSession on real media', () => {
  it('sends the microphone as sound and hears the assistant only while it speaks', async () => {
    const { session, startCall, tag } = createScene();
    const call = await startCall();
    const connection = call.peerConnection;
    if (!connection) throw new Error('The call has no peer connection.');

    await until(session, ({ agentState }) => agentState === 'speaking');
    const whileSpeaking = await inboundEnergyOver(connection, 25);
    await until(session, ({ agentState }) => agentState === 'listening');
    const whileSilent = await inboundEnergyOver(connection, 25);
    const { calls } = await reportWhen(tag, (report) => (report.calls[0]?.media.received.max ?? 0) > 0.01);
    session.disconnect();

    expect(whileSpeaking).to.be.greaterThan(SILENT_ENERGY * 100);
    expect(whileSilent).to.be.lessThan(SILENT_ENERGY);
    expect(calls[0]?.media.packetsReceived).to.be.greaterThan(0);
  });

  it('writes down exactly what was spoken, growing in one item', async () => {
    const { session, startCall, tag } = createScene();
    const lengths: number[] = [];
    session.subscribe(({ transcript }) => lengths.push(transcript[0]?.text.length ?? 0));
    await startCall();

    const { transcript } = await until(session, (snapshot) => snapshot.transcript[0]?.status === 'final');
    const { calls } = await reportWhen(tag, (report) => report.calls[0]?.spoken[0]?.status === 'completed');
    session.disconnect();

    expect(transcript).to.have.length(1);
    expect(transcript[0]?.text).to.equal(calls[0]?.spoken[0]?.text);
    expect(new Set(lengths).size).to.be.greaterThan(5);
  });

  it('shows a typed message once and gets its answer in words', async () => {
    const { session, startCall } = createScene();
    await startCall();
    await until(session, ({ transcript }) => transcript.length > 0);

    await session.sendMessage('What are your opening hours?');
    const { transcript } = await until(session, (snapshot) => {
      const last = snapshot.transcript.at(-1);
      return last?.role === 'assistant' && last.status === 'final' && snapshot.transcript.length >= 3;
    });
    session.disconnect();

    expect(transcript.filter(({ role }) => role === 'user').map(({ text }) => text)).to.deep.equal([
      'What are your opening hours?',
    ]);
  });

  it('sends silence while muted', async () => {
    const { session, startCall, tag } = createScene();
    const call = await startCall();
    await reportWhen(tag, (report) => (report.calls[0]?.media.received.max ?? 0) > 0.01);

    call.mute();
    const { calls } = await reportWhen(tag, (report) => {
      const last = report.calls[0]?.media.receivedLastSecond;
      return last !== undefined && last.packets > 25 && last.max < 0.001;
    });
    call.unmute();
    await reportWhen(tag, (report) => (report.calls[0]?.media.receivedLastSecond.max ?? 0) > 0.01);
    session.disconnect();

    expect(calls[0]?.state).to.equal('active');
    expect(call.snapshot.isMuted).to.equal(false);
  });

  it('ends with one BYE, a closed microphone and no peer connection', async () => {
    const { session, startCall, tag } = createScene();
    const call = await startCall();
    const connection = call.peerConnection;
    await reportWhen(tag, (report) => (report.calls[0]?.media.packetsReceived ?? 0) > 0);
    const track = connection?.getSenders()[0]?.track;

    await call.hangup();
    await call.hangup();
    const { frames, calls } = await reportWhen(tag, (report) => report.calls[0]?.state === 'ended');
    session.disconnect();

    expect(
      frames.filter(({ method, direction, kind }) => {
        return method === 'telnyx_rtc.bye' && direction === 'received' && kind === 'request';
      }),
    ).to.have.length(1);
    expect(calls[0]?.byes).to.deep.equal([
      { from: 'client', cause: 'NORMAL_CLEARING', causeCode: 16, sipCode: null, sipReason: null },
    ]);
    expect(track?.readyState).to.equal('ended');
    expect(connection?.connectionState).to.equal('closed');
    expect((await call.ended).durationMs).to.be.greaterThan(0);
  });

  it('works through nonsense frames between all the good ones', async () => {
    const warnings: number[] = [];
    const { session, startCall } = createScene(
      { scenario: 'garbage' },
      { onWarning: ({ code }) => warnings.push(code) },
    );
    await startCall();
    const { transcript } = await until(session, (snapshot) => snapshot.transcript[0]?.status === 'final');
    session.disconnect();

    expect(transcript[0]?.role).to.equal('assistant');
    expect(warnings).to.include(60009);
  });

  for (const scenario of ['answer-first', 'media-first'] as const) {
    it(`becomes active and audible when the gateway says ${scenario}`, async () => {
      const { session, startCall } = createScene({ scenario });
      const call = await startCall();
      await until(session, ({ agentState }) => agentState === 'speaking');
      session.disconnect();

      expect(call.snapshot.answeredAt).to.not.equal(null);
    });
  }

  it('tells a busy line by its SIP code', async () => {
    const { session } = createScene({ scenario: 'busy' });
    await session.connect();
    const call = session.call();

    const error: unknown = await call.answered.catch((reason: unknown) => reason);
    const { sipCode, cause } = await call.ended;
    session.disconnect();

    expect(error).to.include({ code: 60007, callId: call.id });
    expect({ sipCode, cause }).to.deep.equal({ sipCode: 486, cause: 'USER_BUSY' });
  });

  it('rejects the connection with one error when the login is refused', async () => {
    const errors: number[] = [];
    const { session, tag } = createScene(
      { scenario: 'refused-login' },
      { onError: ({ code }) => errors.push(code) },
    );

    const error: unknown = await session.connect().catch((reason: unknown) => reason);
    const { frames } = await reportWhen(tag, ({ socketOpen }) => !socketOpen);

    expect(error).to.include({ code: 46001, fatal: true });
    expect(errors).to.deep.equal([46001]);
    expect(session.status).to.equal('failed');
    expect(
      frames.filter(({ method, direction }) => method === 'anonymous_login' && direction === 'received'),
    ).to.have.length(1);
  });

  it('cancels a call that nobody answers', async () => {
    const { session, tag } = createScene({ scenario: 'silent' });
    await session.connect();
    const call = session.call();
    await until(call, ({ state }) => state === 'requesting');
    await reportWhen(tag, ({ calls }) => calls.length === 1);

    await call.hangup();
    const { calls } = await reportWhen(tag, (report) => report.calls[0]?.state === 'ended');
    session.disconnect();

    expect(calls[0]?.byes[0]).to.include({ from: 'client', cause: 'ORIGINATOR_CANCEL', causeCode: 487 });
  });

  it('finds a socket that is open but dead, and keeps the media meanwhile', async function () {
    this.timeout(30_000);
    const { session, startCall, tag } = createScene({ scenario: 'half-open' });
    const call = await startCall();
    const connection = call.peerConnection;

    await until(session, ({ status }) => status === 'reconnecting');
    const stateWhileAway = connection?.connectionState;
    await reportWhen(tag, (report) => report.connections === 2);
    session.disconnect();

    expect(stateWhileAway).to.equal('connected');
  });

  it('is ready again after the socket dropped, on the same session', async () => {
    const { session, startCall, tag } = createScene({ scenario: 'drop' });
    await startCall();

    await until(session, ({ status }) => status === 'reconnecting');
    await until(session, ({ status }) => status === 'ready');
    const { connections, frames } = await reportWhen(tag, (report) => report.connections === 2);
    session.disconnect();

    const logins = frames.filter(({ method, kind }) => method === 'anonymous_login' && kind === 'request');
    expect(connections).to.equal(2);
    expect(logins[1]?.keys).to.include('sessid');
    expect(logins[1]?.values.reconnection).to.equal(true);
  });
});
