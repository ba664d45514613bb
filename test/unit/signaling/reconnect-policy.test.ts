import { expect } from '@open-wc/testing';

import { exponentialBackoff } from '../../../src/signaling/reconnect-policy.js';

const attempts = [1, 2, 3, 4, 5, 6, 7, 50, 5000];
const delays = (random: number) => attempts.map((attempt) => exponentialBackoff(attempt, () => random));

describe('exponentialBackoff', () => {
  it('doubles from 1 s to 30 s and stays there', () => {
    expect(delays(0.5)).to.deep.equal([1000, 2000, 4000, 8000, 16000, 30000, 30000, 30000, 30000]);
  });

  it('spreads by a quarter to either side', () => {
    expect(delays(0).slice(0, 2)).to.deep.equal([750, 1500]);
    expect(delays(1).slice(0, 2)).to.deep.equal([1250, 2500]);
  });
});
