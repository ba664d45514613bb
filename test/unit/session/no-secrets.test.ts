import { expect } from '@open-wc/testing';

import type { Logger } from '../../../src/shared/logger.js';
import type { TelnyxError } from '../../../src/shared/errors.js';
import type { SessionAuth } from '../../../src/session/session-options.js';
import { refuseWith } from '../../support/fake-gateway.js';
import { rejection } from '../../support/rejection.js';
import { createSession } from '../../support/session-scene.js';
import { settled } from '../../support/settled.js';

const SECRETS = {
  password: 'p4ssw0rd-secret',
  token: 'eyJhbGciOiJIUzI1NiJ9.token-secret.signature',
  credential: 'turn-secret',
  username: 'turn-user-secret',
  sdp: 'v=0 sdp-secret',
  clientState: 'client-state-secret',
};

const NAMES = /p4ssw0rd-secret|token-secret|turn-secret|turn-user-secret|sdp-secret|our offer|our answer/;

/** Everything a logger and the callbacks of a page are given, as text. */
function createRecorder() {
  const lines: string[] = [];
  const record = (...facts: unknown[]) => {
    lines.push(JSON.stringify(facts));
  };
  const logger: Logger = { error: record, warn: record, info: record, debug: record };
  const tellError = (error: TelnyxError) => {
    const { code, name, message, context, callId } = error;
    record(code, name, message, context, callId);
  };
  return { lines, logger, tellError, record };
}

/** A whole session: refused calls, calls both ways, media that breaks, a lost socket, a refused login. */
async function live(auth: SessionAuth) {
  const { lines, logger, tellError, record } = createRecorder();
  const scene = createSession({
    auth,
    logger,
    iceServers: [{ urls: 'turn:turn.example', username: SECRETS.username, credential: SECRETS.credential }],
    onError: tellError,
    onWarning: tellError,
    onCallReport: record,
  });
  const { session, gateway, engine, clock } = scene;
  await session.connect();
  const keep = () => {
    const report = JSON.stringify(session.diagnostics());
    // The page may know what came along with a call; support has no business with it.
    expect(report).not.to.include(SECRETS.clientState);
    lines.push(JSON.stringify(session.snapshot), report);
  };
  session.subscribe((snapshot) => lines.push(JSON.stringify(snapshot)));

  const call = session.call({ destination: '100' });
  await settled();
  gateway.socket.push('telnyx_rtc.media', { callID: call.id, sdp: SECRETS.sdp });
  gateway.socket.push('telnyx_rtc.answer', { callID: call.id, sdp: SECRETS.sdp });
  await call.answered;
  await clock.advance(3000);
  keep();
  gateway.socket.deliver(
    `{"jsonrpc":"2.0","id":1,"method":"telnyx_rtc.invite","params":{"sdp":"${SECRETS.sdp}"}}`,
  );
  gateway.socket.deliver(`not json ${SECRETS.token}`);
  gateway.socket.push('telnyx_rtc.invite', {
    callID: 'in-1',
    sdp: SECRETS.sdp,
    client_state: SECRETS.clientState,
  });
  engine.peer.failures.createAnswer = new Error(`cannot parse ${SECRETS.sdp}`);
  await session.getCall('in-1')?.answer().catch(tellError);
  await call.hangup();
  keep();

  const refused = session.call({ destination: '200' });
  await settled();
  gateway.socket.push('telnyx_rtc.answer', { callID: refused.id, sdp: SECRETS.sdp });
  engine.peer.failures.applyAnswer = new Error(`cannot parse ${SECRETS.sdp}`);
  await refused.answered.catch(tellError);
  gateway.reactions.login = gateway.reactions.anonymous_login = refuseWith(-32001, 'Login Incorrect');
  gateway.socket.drop();
  await clock.advance(120_000);
  keep();
  session.disconnect();
  await settled();
  return lines;
}

describe('what a session tells', () => {
  for (const [what, auth] of [
    ['a password', { login: 'alice', password: SECRETS.password }],
    ['a token', { token: SECRETS.token }],
    ['a token provider', { tokenProvider: () => Promise.resolve(SECRETS.token) }],
    ['an agent', { agentId: 'assistant-1' }],
  ] as const) {
    it(`names no secret of a session with ${what}`, async () => {
      const lines = await live(auth);

      expect(lines.length).to.be.greaterThan(20);
      expect(lines.filter((line) => NAMES.test(line))).to.deep.equal([]);
    });
  }

  it('repeats no words of the gateway, which may hold a secret or be endless', async () => {
    const { lines, logger, tellError } = createRecorder();
    const { session, gateway, clock } = createSession({
      auth: { login: 'alice', password: SECRETS.password },
      logger,
      onError: tellError,
      onWarning: tellError,
    });
    const words = `no such password: ${SECRETS.password} ${'x'.repeat(100_000)}`;
    gateway.reactions['telnyx_rtc.gatewayState'] = refuseWith(-32603, words);

    const failure = rejection(session.connect());
    await clock.advance(20_000);

    const { message, cause } = await failure;
    lines.push(message, JSON.stringify(session.diagnostics()));
    expect(lines.filter((line) => NAMES.test(line) || line.includes('xxx'))).to.deep.equal([]);
    // For a debugger there is something left, without what must not be told.
    expect(String(cause)).to.match(/^Error: no such password: … x+$/);
    expect(String(cause)).to.have.length.below(220);
  });

  it('is nothing at all where no logger is given', async () => {
    const said: unknown[] = [];
    const { console } = globalThis;
    const originals = { ...console };
    for (const level of ['error', 'warn', 'info', 'debug', 'log'] as const) {
      console[level] = (...facts: unknown[]) => said.push(facts);
    }
    try {
      const { session } = createSession();
      await session.connect();
      session.disconnect();
    } finally {
      Object.assign(console, originals);
    }

    expect(said).to.deep.equal([]);
  });
});
