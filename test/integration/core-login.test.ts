import { expect } from '@open-wc/testing';

import { TelnyxSession, tokenFromUrl, type TelnyxError, type TelnyxSessionOptions } from '../../src/index.js';
import { eventually } from '../support/eventually.js';
import { received } from '../support/frames.js';
import {
  command,
  gatewayUrl,
  type GatewayUrlOptions,
  report,
  reportWhen,
  uniqueTag,
} from '../support/gateway.js';
import { jsonWebToken } from '../support/json-web-token.js';
import { rejection } from '../support/rejection.js';
import { until } from '../support/until.js';

/** A token of a user of its own, with so many seconds to live. */
const freshToken = (lifeS: number) =>
  jsonWebToken({ sub: uniqueTag(), exp: Math.floor(Date.now() / 1000) + lifeS });

function createScene(auth: TelnyxSessionOptions['auth'], gateway: GatewayUrlOptions = {}) {
  const tag = uniqueTag();
  const errors: TelnyxError[] = [];
  const warnings: TelnyxError[] = [];
  const statuses: string[] = [];
  const session = new TelnyxSession({
    auth,
    gatewayUrl: gatewayUrl({ tag, ...gateway }),
    storage: null,
    onError: (error) => errors.push(error),
    onWarning: (warning) => warnings.push(warning),
  });
  session.subscribe(({ status }) => {
    if (statuses.at(-1) !== status) statuses.push(status);
  });
  const codes = () => [...errors, ...warnings].map(({ code }) => code);
  return { tag, session, errors, warnings, statuses, codes };
}

describe('TelnyxSession logs in at the real gateway', () => {
  for (const [what, auth] of [
    ['a password', { login: 'alice', password: 'secret' }],
    ['a token', { token: freshToken(3600) }],
    ['a token provider', { tokenProvider: () => Promise.resolve(freshToken(3600)) }],
    ['an assistant', { agentId: 'assistant-test' }],
  ] as const) {
    it(`with ${what}`, async () => {
      const { session, tag, statuses, codes } = createScene(auth);

      await session.connect();
      const { frames } = await report(tag);
      session.disconnect();

      expect(
        frames.filter(({ direction }) => direction === 'received').map(({ method }) => method),
      ).to.deep.equal(['agentId' in auth ? 'anonymous_login' : 'login', 'telnyx_rtc.gatewayState']);
      expect(statuses).to.deep.equal(['connecting', 'ready', 'idle']);
      expect(session.snapshot).to.include({ region: null, dc: null, callReportId: null });
      expect(codes()).to.deep.equal([]);
    });
  }

  for (const [what, auth] of [
    ['user', { login: 'refused', password: 'secret' }],
    ['token', { token: 'expired' }],
    ['assistant', { agentId: 'refused' }],
  ] as const) {
    it(`fails with 46001 for a ${what} it turns away, after one login`, async () => {
      const { session, tag, errors } = createScene(auth);

      const error = await rejection(session.connect());
      const seen = await reportWhen(tag, ({ socketOpen }) => !socketOpen);

      expect(error).to.include({ code: 46001, fatal: true });
      expect(errors).to.deep.equal([error]);
      expect([...received(seen, 'login'), ...received(seen, 'anonymous_login')]).to.have.length(1);
    });
  }

  it('asks its provider once more when the token was refused, and gets in with the second', async () => {
    const tokens = ['expired', freshToken(3600)];
    let asked = 0;
    const tokenProvider = () => {
      asked += 1;
      return Promise.resolve(tokens.shift() ?? 'expired');
    };
    const { session } = createScene({ tokenProvider });

    await session.connect();
    session.disconnect();

    expect(asked).to.equal(2);
  });

  it('waits for a registration that takes its time', async () => {
    const { session, tag, statuses } = createScene({ agentId: 'assistant-test' }, { states: 'UNREGED' });

    await session.connect();
    const seen = await report(tag);
    session.disconnect();

    expect(received(seen, 'telnyx_rtc.gatewayState')).to.have.length(2);
    expect(statuses).to.deep.equal(['connecting', 'ready', 'idle']);
  });
});

describe('TelnyxSession and the age of its token', () => {
  it('warns with 34001 and logs the next token in, while the call goes on', async () => {
    const sub = uniqueTag();
    const soon = jsonWebToken({ sub, exp: Math.floor(Date.now() / 1000) + 123 });
    const later = jsonWebToken({ sub, exp: Math.floor(Date.now() / 1000) + 3600 });
    const tokens = [soon, later];
    const { session, tag, statuses, codes } = createScene(
      { tokenProvider: () => Promise.resolve(tokens.shift() ?? later) },
      { scenario: 'echo' },
    );
    await session.connect();
    const call = session.call({ destination: '+15551234567' });
    await call.answered;

    const seen = await reportWhen(tag, (current) => received(current, 'login').length === 2);
    await eventually('the next token was asked for', () => tokens.length === 0);
    const state = call.state;
    call.hangup();
    await call.ended;
    session.disconnect();

    expect(seen.connections).to.equal(1);
    expect(received(seen, 'login')[1]?.values).to.include({ reconnection: true });
    expect(state).to.equal('active');
    expect(codes()).to.deep.equal([34001]);
    expect(statuses).to.deep.equal(['connecting', 'ready', 'idle']);
  });

  it('takes a token from the page, and keeps the old login when that one is refused', async () => {
    const { session, tag, statuses } = createScene({ token: freshToken(3600) }, { scenario: 'echo' });
    await session.connect();
    const call = session.call({ destination: '+15551234567' });
    await call.answered;

    const refused = await rejection(session.updateToken('refused'));
    await session.updateToken(freshToken(3600));
    const seen = await report(tag);
    const state = call.state;
    session.disconnect();

    expect(refused).to.include({ code: 46001, fatal: false });
    expect(received(seen, 'login')).to.have.length(3);
    expect(seen.connections).to.equal(1);
    expect(state).to.equal('active');
    expect(statuses).to.deep.equal(['connecting', 'ready', 'idle']);
  });

  it('tells in words why an address gives no token', async () => {
    const missing = await rejection(tokenFromUrl('/there/is/no/token'));
    const other = await rejection(tokenFromUrl('/package.json'));

    expect([missing.code, other.code]).to.deep.equal([46002, 46002]);
    expect(missing.message).to.include('404');
    expect(other.message).to.include('no token');
  });
});

describe('TelnyxSession and a gateway in trouble', () => {
  it('B3: fails with 46003 when its requests are refused as unauthenticated, and logs in no second time', async () => {
    const { session, tag, warnings } = createScene(
      { login: uniqueTag(), password: 'secret' },
      { refuse: 'telnyx_rtc.invite:-32000' },
    );
    await session.connect();

    const call = session.call({ destination: '+15551234567' });
    await rejection(call.answered);
    const { error } = await until(session, ({ status }) => status === 'failed');
    const seen = await report(tag);

    expect(error).to.include({ code: 46003 });
    expect(warnings.map(({ code }) => code)).to.include(46003);
    expect(received(seen, 'login')).to.have.length(1);
  });

  it('B16: asks again when the gateway has it unregistered, and stays ready', async () => {
    const { session, tag, statuses } = createScene({ agentId: 'assistant-test' });
    await session.connect();

    await command(tag, { type: 'gateway-state', state: 'UNREGED' });
    await reportWhen(tag, (current) => received(current, 'telnyx_rtc.gatewayState').length === 2);
    session.disconnect();

    expect(statuses).to.deep.equal(['connecting', 'ready', 'idle']);
  });

  it('goes to another node when the gateway has failed', async () => {
    const { session, tag, codes } = createScene({ agentId: 'assistant-test' });
    await session.connect();

    await command(tag, { type: 'gateway-state', state: 'FAIL_WAIT' });
    await until(session, ({ status }) => status === 'reconnecting');
    await until(session, ({ status }) => status === 'ready');
    const { connections } = await report(tag);
    session.disconnect();

    expect(connections).to.equal(2);
    expect(codes()).to.deep.equal([45004]);
  });

  for (const namesCall of [true, false]) {
    it(`B13: is ready again after a punt ${namesCall ? 'with' : 'without'} a call id`, async () => {
      const { session, tag } = createScene({ agentId: 'assistant-test' });
      await session.connect();
      const call = session.call();
      await call.answered;

      await command(tag, { type: 'punt', namesCall });
      await until(session, ({ status }) => status === 'reconnecting');
      await until(session, ({ status }) => status === 'ready');
      const seen = await report(tag);
      const { state } = call;
      session.disconnect();

      expect(received(seen, 'anonymous_login')[1]?.values).to.include({ reconnection: true });
      expect(state).to.not.equal('ended');
    });
  }

  it('finds a socket that fell silent in a call within 8 s', async () => {
    const { session, statuses, codes } = createScene(
      { agentId: 'assistant-test' },
      { scenario: 'half-open' },
    );
    await session.connect();
    const call = session.call();
    await call.answered;
    const start = performance.now();

    await until(session, ({ status }) => status === 'reconnecting');
    const foundMs = performance.now() - start;
    await until(session, ({ status }) => status === 'ready');
    session.disconnect();

    expect(foundMs).to.be.lessThan(8000);
    expect(codes()).to.include(36003);
    expect(statuses).to.include.members(['reconnecting', 'ready']);
  });
});
