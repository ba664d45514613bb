import { expect } from '@open-wc/testing';

import { callQuality } from '../../../src/media/call-quality.js';
import type { MediaStats } from '../../../src/media/media-engine.js';
import { type CallSample, CallWarnings } from '../../../src/quality/call-warnings.js';

const GOOD: MediaStats = {
  inputLevel: 0.1,
  outputLevel: 0.1,
  packetsReceived: 0,
  packetsLost: 0,
  bytesReceived: 0,
  bytesSent: 0,
  jitterMs: 2,
  rttMs: 30,
  remote: null,
};

interface Second extends Partial<MediaStats> {
  /** Packets and bytes of this second. */
  readonly received?: number;
  readonly lost?: number;
  readonly sent?: number;
  readonly sendsAudio?: boolean;
  readonly isMuted?: boolean;
  readonly expectsSound?: boolean;
}

/** A call that is watched second by second; returns the warnings of each. */
function createCall() {
  const warnings = new CallWarnings();
  let stats = GOOD;
  let nowMs = 0;
  const second = (news: Second = {}) => {
    const { received = 50, lost = 0, sent = 50, ...others } = news;
    const { sendsAudio = true, isMuted = false, expectsSound = true, ...levels } = others;
    const before = stats;
    stats = {
      ...GOOD,
      ...levels,
      packetsReceived: before.packetsReceived + received,
      packetsLost: before.packetsLost + lost,
      bytesReceived: before.bytesReceived + received,
      bytesSent: before.bytesSent + sent,
    };
    nowMs += 1000;
    const quality = callQuality('call-1', before, stats);
    const sample: CallSample = { quality, stats, sendsAudio, isMuted, expectsSound };
    return warnings.sample(sample, nowMs);
  };
  const seconds = (count: number, news?: Second) => Array.from({ length: count }, () => second(news)).flat();
  second();
  return { warnings, second, seconds };
}

describe('CallWarnings', () => {
  it('leaves a far end in peace that has no reason to speak', () => {
    const { seconds } = createCall();

    expect(seconds(60, { outputLevel: 0, expectsSound: false })).to.deep.equal([]);
    expect(seconds(3, { outputLevel: 0 })).to.deep.equal([31006]);
  });

  it('has nothing to say of a good call', () => {
    expect(createCall().seconds(60)).to.deep.equal([]);
  });

  for (const [code, what, news] of [
    [31001, 'sound that takes long', { rttMs: 401 }],
    [31002, 'sound that comes unevenly', { jitterMs: 31 }],
    [31003, 'lost packets', { lost: 1 }],
    [31006, 'a silent far end', { outputLevel: 0.001 }],
    [32001, 'nothing received', { received: 0 }],
    [32002, 'nothing sent', { sent: 0 }],
  ] as const) {
    it(`${code}: warns of ${what} at the third second in a row, and not before`, () => {
      const { second, seconds } = createCall();

      expect(seconds(2, news)).to.deep.equal([]);
      expect(second()).to.deep.equal([]);
      expect(seconds(2, news)).to.deep.equal([]);
      expect(second(news)).to.deep.equal([code]);
    });
  }

  it('31004: warns of a bad score, which other figures explain', () => {
    const { seconds } = createCall();

    expect(seconds(3, { lost: 10 })).to.deep.equal([31003, 31004]);
  });

  it('repeats a warning that lasts every 15 seconds', () => {
    const { seconds } = createCall();

    expect(seconds(3, { jitterMs: 50 })).to.deep.equal([31002]);
    expect(seconds(14, { jitterMs: 50 })).to.deep.equal([]);
    expect(seconds(1, { jitterMs: 50 })).to.deep.equal([31002]);
  });

  it('does not take missing figures for bad ones', () => {
    const { seconds } = createCall();

    expect(seconds(10, { rttMs: null, jitterMs: null, inputLevel: null })).to.deep.equal([]);
  });

  it('does not expect sound to be sent by a call that only listens', () => {
    expect(createCall().seconds(10, { sendsAudio: false, sent: 0, inputLevel: 0 })).to.deep.equal([]);
  });

  it('31005: warns once of a microphone that never gave a sound', () => {
    const silent = new CallWarnings();
    const stats = { ...GOOD, inputLevel: 0 };
    const sample = {
      quality: callQuality('call-1', GOOD, GOOD),
      stats,
      sendsAudio: true,
      isMuted: false,
      expectsSound: true,
    };

    const told = Array.from({ length: 20 }, (_, index) => silent.sample(sample, index)).flat();

    expect(told.filter((code) => code === 31005)).to.deep.equal([31005]);
  });

  it('31005: gives somebody who has spoken 30 seconds, once for each silence', () => {
    const { second, seconds } = createCall();

    expect(seconds(29, { inputLevel: 0 })).to.deep.equal([]);
    expect(seconds(40, { inputLevel: 0 })).to.deep.equal([31005]);
    second({ inputLevel: 0.2 });
    expect(seconds(30, { inputLevel: 0 })).to.deep.equal([31005]);
  });

  it('31005: does not count seconds in which we are muted', () => {
    const { seconds } = createCall();

    expect(seconds(60, { inputLevel: 0, isMuted: true })).to.deep.equal([]);
    expect(seconds(29, { inputLevel: 0 })).to.deep.equal([]);
  });

  it('begins anew after a hold', () => {
    const { warnings, seconds } = createCall();

    seconds(2, { received: 0 });
    warnings.reset();

    expect(seconds(3, { received: 0 })).to.deep.equal([]);
    expect(seconds(1, { received: 0 })).to.deep.equal([32001]);
  });
});
