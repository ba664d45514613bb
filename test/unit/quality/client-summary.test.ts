import { expect } from '@open-wc/testing';

import { clientSummary } from '../../../src/quality/client-summary.js';

const GATEWAY = 'wss://eu.rtc.telnyx.com/private-path?voice_sdk_id=private-id';

describe('clientSummary', () => {
  it('tells the settings that matter for a call, and of servers only that they have credentials', () => {
    const summary = clientSummary(
      { auth: { login: 'private-user', password: 'private-word' }, region: 'eu', trickleIce: false },
      GATEWAY,
      [
        { urls: 'stun:stun.example' },
        { urls: 'turn:turn.example', username: 'private-name', credential: 'private-credential' },
      ],
    );

    expect(JSON.stringify(summary)).to.not.include('private');
    expect(summary).to.deep.equal({
      authentication: { type: 'login_password' },
      connection: {
        env: 'production',
        host: 'eu.rtc.telnyx.com',
        region: 'eu',
        rtcIp: undefined,
        rtcPort: undefined,
        autoReconnect: true,
        maxReconnectAttempts: 10,
        skipLastVoiceSdkId: false,
      },
      media: {
        audio: true,
        video: false,
        forceRelayCandidate: false,
        trickleIce: false,
        iceServers: [
          { urls: 'stun:stun.example', hasUsername: false, hasCredential: false },
          { urls: 'turn:turn.example', hasUsername: true, hasCredential: true },
        ],
      },
      callReports: { enabled: true, intervalMs: 5000, flushIntervalMs: 180_000 },
    });
  });

  for (const [auth, type] of [
    [{ agentId: 'private-agent', targetParams: { secret: 'private' } }, 'anonymous_login'],
    [{ token: 'private-token' }, 'login_token'],
    [{ tokenProvider: () => Promise.resolve('private-token') }, 'login_token'],
  ] as const) {
    it(`names ${Object.keys(auth)[0]} a ${type}, and nobody`, () => {
      const summary = clientSummary({ auth }, GATEWAY, []);

      expect(summary).to.deep.include({ authentication: { type } });
      expect(JSON.stringify(summary)).to.not.include('private');
    });
  }
});
