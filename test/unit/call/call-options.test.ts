import { expect } from '@open-wc/testing';

import { assertCallOptions, type CallOptions } from '../../../src/call/call-options.js';
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
    header('X-Account-Number', 'Łódź "42"'),
    header('x-a', ''),
    header('X-A', 'v'.repeat(512)),
  ];

  for (const options of good) {
    it(`accepts ${JSON.stringify(options).slice(0, 90)}`, () => {
      assertCallOptions(options, true);
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
    [
      { destination: '1', customHeaders: Array.from({ length: 51 }, () => ({ name: 'X-A', value: 'v' })) },
      'customHeaders',
    ],
  ];

  for (const [options, parameter] of bad) {
    it(`refuses ${JSON.stringify(options).slice(0, 90)}`, () => {
      const error = thrown(() => assertCallOptions(options, true));

      expect(error).to.include({ code: 44002, fatal: false });
      expect(error.context).to.deep.equal({ parameter });
    });
  }

  it('needs no destination where the login has fixed it', () => {
    assertCallOptions({}, false);
  });
});
