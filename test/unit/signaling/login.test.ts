import { expect } from '@open-wc/testing';

import { parseClientMessage } from '../../../src/protocol/client-messages.js';
import { VERSION } from '../../../src/shared/version.js';
import { type Credentials, loginRequest } from '../../../src/signaling/login.js';
import { thrown } from '../../support/rejection.js';

const FRESH = { isReconnection: false, sessid: null };
const USER_AGENT = { sdkVersion: VERSION, data: navigator.userAgent };
const ANONYMOUS = { kind: 'anonymous', agentId: 'assistant-1' } as const;

describe('loginRequest', () => {
  it('logs a visitor in to an assistant, with nothing that was not asked for', () => {
    expect(loginRequest(ANONYMOUS, FRESH)).to.deep.equal({
      method: 'anonymous_login',
      params: {
        target_type: 'ai_assistant',
        target_id: 'assistant-1',
        reconnection: false,
        'User-Agent': USER_AGENT,
      },
    });
  });

  it('passes the version and the parameters of the target on', () => {
    const targetParams = { conversation_id: 'conversation-1' };

    const { params } = loginRequest({ ...ANONYMOUS, versionId: 'version-1', targetParams }, FRESH);

    expect(params).to.deep.include({ target_version_id: 'version-1', target_params: targetParams });
  });

  for (const versionId of ['main', '', undefined]) {
    it(`leaves out the version ${JSON.stringify(versionId)}, which is none`, () => {
      expect(loginRequest({ ...ANONYMOUS, versionId }, FRESH).params).to.not.have.property(
        'target_version_id',
      );
    });
  }

  it('leaves out parameters of the target when there are none', () => {
    expect(loginRequest({ ...ANONYMOUS, targetParams: {} }, FRESH).params).to.not.have.property(
      'target_params',
    );
  });

  it('logs a SIP user in', () => {
    const credentials: Credentials = { kind: 'password', login: 'user', password: 'secret' };

    expect(loginRequest(credentials, FRESH)).to.deep.equal({
      method: 'login',
      params: {
        login: 'user',
        passwd: 'secret',
        userVariables: { push_when_active: false, pn_late_fanout: false },
        loginParams: { early_sdp_answer: false },
        reconnection: false,
        'User-Agent': USER_AGENT,
      },
    });
  });

  it('logs the holder of a token in', () => {
    const { method, params } = loginRequest({ kind: 'token', token: 'jwt' }, FRESH);

    expect(method).to.equal('login');
    expect(params).to.include({ login_token: 'jwt' });
    expect(params).to.not.have.any.keys('login', 'passwd');
  });

  it('asks for the earlier session on a reconnect', () => {
    const { params } = loginRequest(ANONYMOUS, { isReconnection: true, sessid: 'session-1' });

    expect(params).to.include({ reconnection: true, sessid: 'session-1' });
  });

  const incomplete: readonly Credentials[] = [
    { kind: 'anonymous', agentId: '' },
    { kind: 'password', login: '', password: 'secret' },
    { kind: 'password', login: 'user', password: '' },
    { kind: 'token', token: '' },
  ];

  for (const credentials of incomplete) {
    it(`refuses ${JSON.stringify(credentials)} with 46002, naming no secret`, () => {
      const error = thrown(() => loginRequest(credentials, FRESH));

      expect(error.code).to.equal(46002);
      expect(error.message).to.not.include('secret');
    });
  }

  it('makes messages that the gateway of this package accepts', () => {
    for (const credentials of [ANONYMOUS, { kind: 'token', token: 'jwt' } as const]) {
      const { method, params } = loginRequest(credentials, { isReconnection: true, sessid: 'session-1' });

      expect(parseClientMessage(method, params)).to.deep.equal({ ok: true, message: { method, params } });
    }
  });
});
