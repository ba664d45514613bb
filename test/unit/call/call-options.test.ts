import { expect } from '@open-wc/testing';

import { assertCallOptions, type CallOptions, copyHeaders } from '../../../src/call/call-options.js';
import { thrown } from '../../support/rejection.js';

const header = (name: string, value: unknown = 'v'): CallOptions => ({
  destination: '+15551234567',
  // A page without TypeScript hands in what it likes.
  customHeaders: [{ name, value: value as string }],
});

describe('assertCallOptions', () => {
  const good: readonly CallOptions[] = [
    { destination: '+15551234567' },
    { destination: 'sip:user@example.com' },
    { destination: '1', callerName: 'Łódź', callerNumber: '+1555', clientState: 'eA==', muted: false },
    { destination: '1', audio: false, preferredCodecs: ['audio/PCMU'] },
    { destination: '1', audio: { noiseSuppression: false } },
    // A page without TypeScript may leave a text open with null.
    { destination: '1', callerName: null } as unknown as CallOptions,
    header('X-Account-Number', 'Łódź "42"'),
    header('x-a', ''),
    header('X-A_b.c'),
    header('X-A', 'v'.repeat(512)),
  ];

  for (const options of good) {
    it(`accepts ${JSON.stringify(options).slice(0, 90)}`, () => {
      assertCallOptions(options, true);
      expect(copyHeaders(options.customHeaders)).to.deep.equal(options.customHeaders ?? []);
    });
  }

  const bad: readonly (readonly [options: CallOptions, parameter: string])[] = [
    [{}, 'destination'],
    [{ destination: '  ' }, 'destination'],
    [{ destination: '+1\r\nX-Evil: 1' }, 'destination'],
    [header('Account'), 'customHeaders'],
    [header('X-'), 'customHeaders'],
    [header('X-A B'), 'customHeaders'],
    [header('X-A:'), 'customHeaders'],
    [header('X-A\r\nVia'), 'customHeaders'],
    [header('X-A\n'), 'customHeaders'],
    [header('X-A', 'v\r\nX-Evil: 1'), 'customHeaders'],
    [header('X-A', 'v\0'), 'customHeaders'],
    [header('X-A', 'v'.repeat(513)), 'customHeaders'],
    [header('X-A', 5), 'customHeaders'],
    [header('X-A', null), 'customHeaders'],
    [{ destination: '1', clientState: 'eA==\r\nX-Evil: 1' }, 'clientState'],
    [{ destination: '1', callerName: 'a\r\nX-Evil: 1' }, 'callerName'],
    [{ destination: '1', callerNumber: '1\n' }, 'callerNumber'],
    [{ destination: '1', preferredCodecs: ['audio/opus\r\n'] }, 'preferredCodecs'],
    [
      { destination: '1', customHeaders: Array.from({ length: 51 }, () => ({ name: 'X-A', value: 'v' })) },
      'customHeaders',
    ],
  ];

  // Pages are written in JavaScript too.
  const wrong: readonly (readonly [options: unknown, parameter: string])[] = [
    [null, 'options'],
    ['+15551234567', 'options'],
    [{ destination: 15551234567 }, 'destination'],
    [{ destination: '1', callerName: { first: 'a' } }, 'callerName'],
    [{ destination: '1', callerNumber: 1 }, 'callerNumber'],
    [{ destination: '1', clientState: {} }, 'clientState'],
    [{ destination: '1', customHeaders: {} }, 'customHeaders'],
    [{ destination: '1', customHeaders: 'X-A: 1' }, 'customHeaders'],
    [{ destination: '1', customHeaders: [null] }, 'customHeaders'],
    [{ destination: '1', preferredCodecs: 'opus' }, 'preferredCodecs'],
    [{ destination: '1', preferredCodecs: [8] }, 'preferredCodecs'],
    [{ destination: '1', audio: 'yes' }, 'audio'],
    [{ destination: '1', audio: null }, 'audio'],
    [{ destination: '1', muted: 'yes' }, 'muted'],
  ];

  for (const [options, parameter] of [...bad, ...wrong]) {
    it(`refuses ${JSON.stringify(options).slice(0, 90)}`, () => {
      const error = thrown(() => {
        assertCallOptions(options as CallOptions, true);
        copyHeaders((options as CallOptions).customHeaders);
      });

      expect(error).to.include({ code: 44002, fatal: false });
      expect(error.context).to.deep.equal({ parameter });
    });
  }

  it('sends what was checked: no other members, and nothing that is changed later', () => {
    let reads = 0;
    const given = {
      name: 'X-A',
      get value() {
        reads += 1;
        return reads === 1 ? 'one line' : 'a\r\nX-Evil: 1';
      },
      secret: 'inner',
    };

    const copies = copyHeaders([given]);

    expect(copies).to.deep.equal([{ name: 'X-A', value: 'one line' }]);
  });

  it('needs no destination where the login has fixed it', () => {
    assertCallOptions({}, false);
  });
});
