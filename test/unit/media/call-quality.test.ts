import { expect } from '@open-wc/testing';

import { callQuality, meanOpinionScore } from '../../../src/media/call-quality.js';
import type { MediaStats } from '../../../src/media/media-engine.js';

const START: MediaStats = {
  inputLevel: 0,
  outputLevel: 0,
  packetsReceived: 1000,
  packetsLost: 10,
  bytesReceived: 0,
  bytesSent: 0,
  jitterMs: 0,
  rttMs: 0,
  remote: null,
};

/** The quality of a second in which this was received and lost. */
function qualityOf({
  received = 50,
  lost = 0,
  ...figures
}: { received?: number; lost?: number } & Partial<MediaStats>) {
  const now = {
    ...START,
    ...figures,
    packetsReceived: START.packetsReceived + received,
    packetsLost: START.packetsLost + lost,
  };
  return callQuality('call-1', START, now);
}

describe('callQuality', () => {
  it('measures the second between two readings, not the whole call', () => {
    const quality = qualityOf({ received: 45, lost: 5, jitterMs: 12, rttMs: 80 });

    expect(quality).to.include({ callId: 'call-1', packetLoss: 0.1, jitterMs: 12, rttMs: 80 });
    expect(quality).to.be.frozen;
  });

  it('is excellent on a perfect line', () => {
    const { mos, level, packetLoss } = qualityOf({});

    expect(packetLoss).to.equal(0);
    expect(mos).to.be.within(4.2, 4.5);
    expect(level).to.equal('excellent');
  });

  it('B14: has no score where a figure is missing, and never an odd number', () => {
    for (const figures of [{ jitterMs: null }, { rttMs: null }, { received: 0 }]) {
      expect(qualityOf(figures)).to.include({ mos: null, level: null });
    }
    expect(qualityOf({ received: 0 }).packetLoss).to.equal(null);
  });

  it('B14: scores each direction by its own figures, and is unknown until there are any', () => {
    const early = qualityOf({});
    const late = qualityOf({ rttMs: 50, remote: { jitterMs: 40, lossShare: 0.2 } });

    expect(early.sent).to.deep.equal({ mos: null, rttMs: 0, jitterMs: null, packetLoss: null, level: null });
    expect(late.sent).to.include({ rttMs: 50, jitterMs: 40, packetLoss: 0.2, level: 'bad' });
    expect(late).to.include({ jitterMs: 0, packetLoss: 0, level: 'excellent' });
  });

  it('takes a loss counter that goes back, as late packets make it, for no loss', () => {
    expect(qualityOf({ lost: -3 }).packetLoss).to.equal(0);
  });

  it('B14: has a word for every score, from the best to the worst', () => {
    const levels: (string | null)[] = [];
    for (let lost = 0; lost <= 1000; lost += 1) {
      const { level } = qualityOf({ received: 1000 - lost, lost });
      if (levels.at(-1) !== level) levels.push(level);
    }

    expect(levels).to.deep.equal(['excellent', 'good', 'fair', 'poor', 'bad']);
  });

  it('is bad when nothing arrives any more', () => {
    expect(qualityOf({ received: 0, lost: 50 })).to.include({ mos: 1, level: 'bad', packetLoss: 1 });
  });
});

describe('meanOpinionScore', () => {
  const perfect = { jitterMs: 0, rttMs: 0, lossShare: 0 };

  it('is the formula of Telnyx for known figures', () => {
    expect(meanOpinionScore(perfect)).to.be.closeTo(4.409, 0.001);
    expect(meanOpinionScore({ jitterMs: 30, rttMs: 200, lossShare: 0.02 })).to.be.closeTo(4.13, 0.01);
  });

  it('falls with each of its figures and stays within its limits', () => {
    const best = meanOpinionScore(perfect);

    for (const worse of [{ jitterMs: 50 }, { rttMs: 500 }, { lossShare: 0.05 }]) {
      expect(meanOpinionScore({ ...perfect, ...worse })).to.be.within(1, best - 0.01);
    }
    expect(meanOpinionScore({ jitterMs: 1e9, rttMs: 1e9, lossShare: 1 })).to.equal(1);
  });
});
