import { expect } from '@open-wc/testing';

import { tokenClaims } from '../../../src/signaling/token-claims.js';
import { jsonWebToken } from '../../support/json-web-token.js';

describe('tokenClaims', () => {
  it('reads when a token ends and for whom it is', () => {
    const token = jsonWebToken({ sub: 'user-1', exp: 1_800_000_000 });

    expect(tokenClaims(token)).to.deep.equal({ expiresAt: 1_800_000_000_000, subject: 'user-1' });
  });

  it('B9: reads base64url, with its two letters and without padding', () => {
    const names = ['>>>', '?>>>', '??>>>', '???', 'ab', 'abc', 'abcd', '日本語'];
    const tokens = names.map((name) => jsonWebToken({ name, exp: 1_800_000_000 }));

    expect(tokens.join('')).to.match(/-/).and.match(/_/);
    for (const token of tokens) expect(tokenClaims(token).expiresAt).to.equal(1_800_000_000_000);
  });

  const useless: readonly string[] = [
    '',
    'opaque',
    'a.b.c',
    '..',
    'a.%%%.c',
    'a.bnVsbA.c',
    'a.NQ.c',
    'a.W10.c',
    jsonWebToken({}),
    jsonWebToken({ exp: 'tomorrow', sub: 5 }),
    jsonWebToken({ exp: -1 }),
    jsonWebToken({ exp: null }),
  ];
  for (const token of useless) {
    it(`finds nothing in ${JSON.stringify(token)}`, () => {
      expect(tokenClaims(token)).to.deep.equal({ expiresAt: null, subject: null });
    });
  }
});
