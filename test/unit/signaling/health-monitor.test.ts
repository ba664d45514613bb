import { expect } from '@open-wc/testing';

import { TelnyxError } from '../../../src/shared/errors.js';
import { type MonitoredLink, untilUnhealthy } from '../../../src/signaling/health-monitor.js';
import { FakeClock } from '../../support/fake-clock.js';
import { rejection } from '../../support/rejection.js';

/** A link that answers pings until it is dead. */
class FakeLink implements MonitoredLink {
  readonly #clock: FakeClock;
  /** Milliseconds after which each ping was to be answered. */
  readonly pings: number[] = [];
  lastFrameAt: number;
  lastAnswerAt: number;
  isDead = false;
  fault: TelnyxError | null = null;

  constructor(clock: FakeClock) {
    this.#clock = clock;
    this.lastFrameAt = clock.now();
    this.lastAnswerAt = clock.now();
  }

  ping(timeoutMs: number): Promise<void> {
    this.pings.push(timeoutMs);
    if (this.isDead) return Promise.reject(new TelnyxError(60005));
    this.lastFrameAt = this.#clock.now();
    this.lastAnswerAt = this.#clock.now();
    return Promise.resolve();
  }
}

function createMonitor({ isInCall = false } = {}) {
  const clock = new FakeClock();
  const link = new FakeLink(clock);
  const lifetime = new AbortController();
  const verdict = untilUnhealthy(link, { clock, isInCall: () => isInCall }, lifetime.signal);
  /** Lets a frame of the server come each second. */
  const chat = async (seconds: number) => {
    for (let second = 0; second < seconds; second += 1) {
      link.lastFrameAt = clock.now();
      await clock.advance(1000);
    }
  };
  const stop = async () => {
    lifetime.abort();
    await rejection(verdict);
  };
  return { clock, link, verdict, chat, stop };
}

describe('untilUnhealthy', () => {
  it('asks nothing while the server talks and answers', async () => {
    const { chat, link, stop } = createMonitor();

    await chat(40);

    expect(link.pings).to.deep.equal([]);
    await stop();
  });

  it('asks after 20 s of silence, and again after 20 more', async () => {
    const { clock, link, stop } = createMonitor();

    await clock.advance(19_000);
    expect(link.pings).to.deep.equal([]);
    await clock.advance(1000);
    expect(link.pings).to.deep.equal([5000]);
    await clock.advance(20_000);

    expect(link.pings).to.have.length(2);
    await stop();
  });

  it('asks sooner, and waits less, while somebody talks', async () => {
    const { clock, link, stop } = createMonitor({ isInCall: true });

    await clock.advance(3000);

    expect(link.pings).to.deep.equal([3000]);
    await stop();
  });

  it('asks a server that talks but has not answered for 45 s', async () => {
    const { chat, link, stop } = createMonitor();

    await chat(44);
    expect(link.pings).to.deep.equal([]);
    await chat(2);

    expect(link.pings).to.have.length(1);
    await stop();
  });

  it('resolves with 36003 when a ping is not answered', async () => {
    const { clock, link, verdict } = createMonitor();
    link.isDead = true;

    await clock.advance(20_000);

    const error = await verdict;
    expect(error.code).to.equal(36003);
    expect(error.cause).to.have.property('code', 60005);
    expect(clock.pendingCount).to.equal(0);
  });

  it('finds a dead link though the clock of the computer is set back by an hour', async () => {
    const { clock, link, verdict } = createMonitor();
    link.isDead = true;
    clock.setBack(3_600_000);

    await clock.advance(20_000);

    expect((await verdict).code).to.equal(36003);
  });

  it('rejects and leaves no timer when its signal aborts', async () => {
    const { clock, stop } = createMonitor();
    await clock.advance(5000);

    await stop();

    expect(clock.pendingCount).to.equal(0);
  });
});
