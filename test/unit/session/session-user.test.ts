import { expect } from '@open-wc/testing';

import type { SessionAuth } from '../../../src/session/session-options.js';
import { METHOD } from '../../../src/protocol/methods.js';
import { refuseWith } from '../../support/fake-gateway.js';
import { jsonWebToken } from '../../support/json-web-token.js';
import { rejection } from '../../support/rejection.js';
import { createReadySession, createSession } from '../../support/session-scene.js';

const tokenOf = (sub: string) => jsonWebToken({ sub });

describe('TelnyxSession.snapshot.user', () => {
  const logins: readonly (readonly [what: string, auth: SessionAuth, user: string | null])[] = [
    ['the SIP user of a password', { login: 'alice', password: 'x' }, 'alice'],
    ['the subject of a token', { token: tokenOf('bob') }, 'bob'],
    [
      'the subject of a token that a provider gave',
      { tokenProvider: () => Promise.resolve(tokenOf('eve')) },
      'eve',
    ],
    ['nobody where the token names none', { token: 'opaque' }, null],
    ['nobody for a visitor of an assistant', { agentId: 'a' }, null],
  ];
  for (const [what, auth, user] of logins) {
    it(`is ${what}, with the news that the session is ready`, async () => {
      const { session } = createSession({ auth });
      const users: unknown[] = [];
      session.subscribe((snapshot) => {
        if (snapshot.status === 'ready') users.push(snapshot.user);
      });

      await session.connect();

      expect(users[0]).to.equal(user);
      expect(session.snapshot.user).to.equal(user);
      session.disconnect();
      expect(session.snapshot.user).to.equal(null);
    });
  }

  it('is the one of the token that was accepted last', async () => {
    const { session, gateway } = await createReadySession({ auth: { token: tokenOf('bob') } });

    await session.updateToken(tokenOf('carol'));
    const accepted = session.snapshot.user;
    gateway.reactions[METHOD.login] = refuseWith(-32001);
    await rejection(session.updateToken(tokenOf('dave')));

    expect([accepted, session.snapshot.user]).to.deep.equal(['carol', 'carol']);
    session.disconnect();
  });

  it('is nobody while the login has not been accepted', async () => {
    const { session, gateway } = createSession({ auth: { token: tokenOf('bob') } });
    gateway.reactions[METHOD.login] = refuseWith(-32001);

    await rejection(session.connect());

    expect(session.snapshot.user).to.equal(null);
  });

  it('is nobody any more, with the news of it, when the login of a new socket is refused', async () => {
    const { session, gateway, clock } = await createReadySession({ auth: { login: 'alice', password: 'x' } });
    const users: unknown[] = [];
    session.subscribe(({ status, user }) => {
      if (status === 'failed') users.push(user);
    });
    const before = session.snapshot.user;

    gateway.reactions[METHOD.login] = refuseWith(-32001);
    gateway.socket.drop();
    await clock.advance(60_000);

    expect([session.status, before]).to.deep.equal(['failed', 'alice']);
    expect(users[0]).to.equal(null);
    expect(session.snapshot.user).to.equal(null);
  });
});
