import { expect } from '@open-wc/testing';

import { exponentialBackoff } from '../../../src/signaling/reconnect-policy.js';

const attempts = [1, 2, 3, 4, 5, 6, 7, 50, 5000];
const delays = (random: number, maxAttempts = 0) =>
  attempts.map(exponentialBackoff({ maxAttempts, random: () => random }));

describe('exponentialBackoff', () => {
  it('doubles from 1 s to 30 s and stays there', () => {
    expect(delays(0.5)).to.deep.equal([1000, 2000, 4000, 8000, 16000, 30000, 30000, 30000, 30000]);
  });

  it('spreads by a quarter to either side', () => {
    expect(delays(0).slice(0, 2)).to.deep.equal([750, 1500]);
    expect(delays(1).slice(0, 2)).to.deep.equal([1250, 2500]);
  });

  it('stops after the last attempt', () => {
    expect(delays(0.5, 3).slice(0, 5)).to.deep.equal([1000, 2000, 4000, null, null]);
  });

  it('spreads by chance unless told otherwise', () => {
    const policy = exponentialBackoff({ maxAttempts: 0 });
    const seen = Array.from({ length: 50 }, () => policy(1) ?? 0);

    expect(new Set(seen).size).to.be.greaterThan(1);
    for (const ms of seen) expect(ms).to.be.within(750, 1250);
  });
});
