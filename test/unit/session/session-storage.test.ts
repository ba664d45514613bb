import { expect } from '@open-wc/testing';

import type { TelnyxSessionOptions } from '../../../src/session/session-options.js';
import { findStorage, storageName } from '../../../src/session/session-storage.js';
import { jsonWebToken } from '../../support/json-web-token.js';

describe('findStorage', () => {
  it('is the storage of the tab, unless the page gives another or none', () => {
    expect(findStorage({})).to.equal(sessionStorage);
    expect(findStorage({ storage: localStorage })).to.equal(localStorage);
    expect(findStorage({ storage: null })).to.equal(null);
  });

  it('is none where the visitor has switched storage off', () => {
    const own = Object.getOwnPropertyDescriptor(globalThis, 'sessionStorage');
    Object.defineProperty(globalThis, 'sessionStorage', {
      configurable: true,
      get: () => {
        throw new DOMException('Storage is switched off.', 'SecurityError');
      },
    });

    try {
      expect(findStorage({})).to.equal(null);
    } finally {
      if (own) Object.defineProperty(globalThis, 'sessionStorage', own);
    }
  });
});

describe('storageName', () => {
  const names = (...options: TelnyxSessionOptions[]) => options.map(storageName);

  it('B10: tells apart who logs in, and where', () => {
    const all = names(
      { auth: { agentId: 'a' } },
      { auth: { agentId: 'b' } },
      { auth: { agentId: 'a', versionId: '2' } },
      { auth: { agentId: 'a' }, environment: 'development' },
      { auth: { agentId: 'a' }, region: 'eu' },
      { auth: { agentId: 'a' }, gatewayUrl: 'wss://gw.example' },
      { auth: { agentId: 'a' }, gatewayUrl: 'wss://gw.example?tenant=1' },
      { auth: { login: 'a', password: 'p' } },
      { auth: { token: jsonWebToken({ sub: 'a' }) } },
      { auth: { token: jsonWebToken({ sub: 'b' }) } },
      { auth: { tokenProvider: () => Promise.resolve('') } },
    );

    expect(new Set(all).size).to.equal(all.length);
  });

  it('is the same when only the secret changes', () => {
    const [first, second] = names(
      { auth: { login: 'u', password: 'p' } },
      { auth: { login: 'u', password: 'q' } },
    );
    const [old, fresh] = names(
      { auth: { token: jsonWebToken({ sub: 'u', exp: 1 }) } },
      { auth: { token: jsonWebToken({ sub: 'u', exp: 2 }) } },
    );

    expect(first).to.equal(second);
    expect(old).to.equal(fresh);
  });

  it('holds no secret', () => {
    const token = jsonWebToken({ sub: 'u' });

    const all = names(
      { auth: { login: 'u', password: 'hunter2' } },
      { auth: { token } },
      { auth: { token: 'opaque-secret' } },
      { auth: { agentId: 'a' }, gatewayUrl: 'wss://gw.example/?key=query-secret' },
    );

    for (const secret of ['hunter2', token, 'opaque-secret', 'query-secret'])
      expect(all.join()).to.not.include(secret);
  });
});
