import { expect } from '@open-wc/testing';

import {
  abortedError,
  ERRORS,
  isTelnyxError,
  TelnyxError,
  type TelnyxErrorCode,
  toTelnyxError,
} from '../../../src/shared/errors.js';

describe('TelnyxError', () => {
  for (const [code, name] of Object.entries(ERRORS)) {
    it(`${code} is ${name}`, () => {
      const error = new TelnyxError(Number(code) as TelnyxErrorCode);

      expect(error).to.include({ code: Number(code), name, callId: undefined });
      expect(error.message.toUpperCase().replaceAll(' ', '_')).to.include(`${name}._SEE`);
    });
  }

  it('says what is known of it, and where to read on', () => {
    const context = { cause: 'USER_BUSY', sipCode: 486, sipReason: null };

    const { message } = new TelnyxError(60007, { context });

    expect(message).to.equal('Call not answered (cause: USER_BUSY, sipCode: 486). See docs/errors.md.');
  });

  it('tells what a call or session does not survive from what passes', () => {
    const fatal = ([45001, 46001, 60007] as const).map((code) => new TelnyxError(code).fatal);
    const passing = ([31001, 44001, 60005] as const).map((code) => new TelnyxError(code).fatal);

    expect(fatal).to.deep.equal([true, true, true]);
    expect(passing).to.deep.equal([false, false, false]);
  });

  it('takes what is more exact than the table', () => {
    const cause = new Error('inner');
    const options = { message: 'Exactly this.', callId: 'call-1', cause, context: { a: 1 }, fatal: true };

    const error = new TelnyxError(60005, options);

    expect(error).to.include({ message: 'Exactly this.', callId: 'call-1', cause, fatal: true });
    expect(error.context).to.deep.equal({ a: 1 });
  });

  it('has a name for each number only', () => {
    const names = Object.values(ERRORS);

    expect(new Set(names).size).to.equal(names.length);
  });
});

describe('isTelnyxError', () => {
  it('accepts ours and those of another copy of the package', () => {
    const foreign = Object.assign(new Error('x'), { name: 'LOGIN_FAILED', code: 46001 });

    expect(isTelnyxError(new TelnyxError(46001))).to.equal(true);
    expect(isTelnyxError(foreign)).to.equal(true);
  });

  for (const [what, value] of [
    ['an error of the platform', new DOMException('x', 'AbortError')],
    ['an error with a code of another kind', Object.assign(new Error('x'), { code: 'ENOENT' })],
    ['an error with a number we do not know', Object.assign(new Error('x'), { code: 404 })],
    ['an object that looks like one', { code: 46001, name: 'LOGIN_FAILED' }],
    ['nothing', null],
  ] as const) {
    it(`refuses ${what}`, () => {
      expect(isTelnyxError(value)).to.equal(false);
    });
  }
});

describe('toTelnyxError', () => {
  it('passes ours through', () => {
    const error = new TelnyxError(46001);

    expect(toTelnyxError(error, 45001)).to.equal(error);
  });

  it('wraps the rest and keeps it as the cause', () => {
    const cause = new TypeError('x');

    expect(toTelnyxError(cause, 45001)).to.include({ code: 45001, cause });
    expect(toTelnyxError('a string')).to.include({ code: 49001, cause: 'a string' });
  });
});

describe('abortedError', () => {
  it('is the reason of the signal when that is one of ours, else 60008', () => {
    const reason = new TelnyxError(60006);

    expect(abortedError(AbortSignal.abort(reason))).to.equal(reason);
    expect(abortedError(AbortSignal.abort()).code).to.equal(60008);
  });
});
