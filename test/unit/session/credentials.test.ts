import { expect } from '@open-wc/testing';

import { resolveCredentials } from '../../../src/session/credentials.js';
import { TelnyxError } from '../../../src/shared/errors.js';
import { rejection } from '../../support/rejection.js';

describe('resolveCredentials', () => {
  it('names the assistant, and the conversation to join among its parameters', async () => {
    const auth = { agentId: 'a', versionId: 'v', conversationId: 'c', targetParams: { x: 1 } };

    expect(await resolveCredentials(auth)).to.deep.equal({
      kind: 'anonymous',
      agentId: 'a',
      versionId: 'v',
      targetParams: { x: 1, conversation_id: 'c' },
    });
  });

  it('has no parameters where none were given', async () => {
    expect(await resolveCredentials({ agentId: 'a' })).to.deep.include({ targetParams: {} });
  });

  it('passes a SIP user and a token on', async () => {
    expect(await resolveCredentials({ login: 'u', password: 'p' })).to.deep.equal({
      kind: 'password',
      login: 'u',
      password: 'p',
    });
    expect(await resolveCredentials({ token: 't' })).to.deep.equal({ kind: 'token', token: 't' });
  });

  it('asks the provider each time', async () => {
    const tokens = ['first', 'second'];
    const auth = { tokenProvider: () => Promise.resolve(tokens.shift() ?? '') };

    expect(await resolveCredentials(auth)).to.deep.equal({ kind: 'token', token: 'first' });
    expect(await resolveCredentials(auth)).to.deep.equal({ kind: 'token', token: 'second' });
  });

  it('rejects with 46002 when the provider rejects or throws', async () => {
    const cause = new Error('the back end is down');
    const throwing = (): Promise<string> => {
      throw cause;
    };

    expect(await rejection(resolveCredentials({ tokenProvider: () => Promise.reject(cause) }))).to.include({
      code: 46002,
      cause,
    });
    expect(await rejection(resolveCredentials({ tokenProvider: throwing }))).to.include({
      code: 46002,
      cause,
    });
  });

  it('passes an error of ours through', async () => {
    const error = new TelnyxError(60008);

    expect(await rejection(resolveCredentials({ tokenProvider: () => Promise.reject(error) }))).to.equal(
      error,
    );
  });
});
