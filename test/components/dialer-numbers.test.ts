import { expect } from '@open-wc/testing';
import { cleanPasted, readPhoneNumber } from '../../components/dialer/phone-number.js';

const problemOf = (text: string) => {
  const read = readPhoneNumber(text);
  return read.ok ? null : read.problem;
};
const valueOf = (text: string) => {
  const read = readPhoneNumber(text);
  return read.ok ? read.value : null;
};

describe('readPhoneNumber', () => {
  for (const [text, value] of [
    ['+15550100100', '+15550100100'],
    ['+1 (555) 010-0100', '+15550100100'],
    ['+49 (0) 30 123456', '+4930123456'],
    ['  0049\u00a030\u2011123 ', '004930123'],
    ['\u202a+1 555 010 0100\u202c', '+15550100100'],
    ['+１５５５０１００１００', '+15550100100'],
    ['tel:+1-555-010-0100;ext=12', '+15550100100'],
    ['1001', '1001'],
    ['*97#', '*97#'],
    ['sip:anna@example.com', 'sip:anna@example.com'],
    ['anna@example.com', 'sip:anna@example.com'],
    ['sips:anna@example.com:5061', 'sips:anna@example.com:5061'],
    ['bob', 'bob'],
  ] as const) {
    it(`reads ${JSON.stringify(text)}`, () => expect(valueOf(text)).to.equal(value));
  }

  for (const [text, problem] of [
    ['', 'numberMissing'],
    ['   ', 'numberMissing'],
    ['call me', 'numberInvalid'],
    ['📞', 'numberInvalid'],
    ['+1555📞0100', 'numberInvalid'],
    ['555-CALL NOW', 'numberInvalid'],
    ['sip:anna', 'numberInvalid'],
    ['sip:anna@exa mple.com', 'numberInvalid'],
    ['sip:anna@example.com\r\nX-Evil: 1', 'numberInvalid'],
    ['<script>', 'numberInvalid'],
    ['+', 'numberInvalid'],
    ['1234567890123456', 'numberTooLong'],
    ['1'.repeat(10_000), 'numberTooLong'],
    ['x'.repeat(10_000), 'numberTooLong'],
  ] as const) {
    it(`refuses ${JSON.stringify(text.slice(0, 30))}`, () => expect(problemOf(text)).to.equal(problem));
  }
});

describe('cleanPasted', () => {
  it('takes the decoration off a number and leaves anything else to be judged', () => {
    expect(cleanPasted(' (555) 010-0100\n')).to.equal('5550100100');
    expect(cleanPasted('no\nnumber')).to.equal('no number');
    expect(cleanPasted('7'.repeat(10_000)).length).to.be.lessThan(300);
  });
});
