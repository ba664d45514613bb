import { expect } from '@open-wc/testing';

import { delay, untilAborted, waitUpTo } from '../../../src/shared/delay.js';
import { deferred } from '../../../src/shared/deferred.js';
import { TelnyxError } from '../../../src/shared/errors.js';
import { CountedSignal } from '../../support/counted-signal.js';
import { FakeClock } from '../../support/fake-clock.js';
import { rejection } from '../../support/rejection.js';
import { settled } from '../../support/settled.js';
import { uncaughtDuring } from '../../support/uncaught.js';

describe('delay', () => {
  it('resolves when the time is over, not before, and leaves nothing behind', async () => {
    const clock = new FakeClock();
    const lifetime = new CountedSignal();
    const steps: string[] = [];

    const waiting = delay(1000, clock, lifetime.signal).then(() => steps.push('over'));
    await clock.advance(999);
    steps.push('still waiting');
    await clock.advance(1);
    await waiting;

    expect(steps).to.deep.equal(['still waiting', 'over']);
    expect(clock.pendingCount).to.equal(0);
    expect(lifetime.listenerCount).to.equal(0);
  });

  it('rejects with the reason as soon as the signal aborts, and leaves nothing behind', async () => {
    const clock = new FakeClock();
    const lifetime = new CountedSignal();
    const reason = new TelnyxError(60006);

    const waiting = delay(1000, clock, lifetime.signal);
    lifetime.abort(reason);

    expect(await rejection(waiting)).to.equal(reason);
    expect(clock.pendingCount).to.equal(0);
    expect(lifetime.listenerCount).to.equal(0);
  });

  it('starts no timer when the signal has aborted already', async () => {
    const clock = new FakeClock();

    const error = await rejection(delay(1000, clock, AbortSignal.abort()));

    expect(error.code).to.equal(60008);
    expect(clock.pendingCount).to.equal(0);
  });
});

describe('untilAborted', () => {
  it('passes the value on and takes its listener away', async () => {
    const lifetime = new CountedSignal();

    const value = await untilAborted(Promise.resolve('value'), lifetime.signal);
    await settled();

    expect(value).to.equal('value');
    expect(lifetime.listenerCount).to.equal(0);
  });

  it('passes the rejection on and takes its listener away', async () => {
    const lifetime = new CountedSignal();
    const failure = new TelnyxError(60005);

    const error = await rejection(untilAborted(Promise.reject(failure), lifetime.signal));
    await settled();

    expect(error).to.equal(failure);
    expect(lifetime.listenerCount).to.equal(0);
  });

  it('rejects when the signal aborts, though the promise never settles', async () => {
    const lifetime = new CountedSignal();
    const reason = new TelnyxError(60006);

    const waiting = untilAborted(new Promise(() => undefined), lifetime.signal);
    lifetime.abort(reason);

    expect(await rejection(waiting)).to.equal(reason);
  });

  it('takes care of a promise that fails after the signal aborted', async () => {
    let fail: (reason: Error) => void = () => undefined;
    const work = new Promise<void>((_, reject) => {
      fail = reject;
    });

    const uncaught = await uncaughtDuring(async () => {
      await rejection(untilAborted(work, AbortSignal.abort()));
      fail(new Error('late'));
    });

    expect(uncaught).to.deep.equal([]);
  });
});

describe('deferred', () => {
  it('spares the page an unhandled rejection but still rejects for those who wait', async () => {
    const failure = new TelnyxError(60006);
    const { promise, reject } = deferred();

    reject(failure);
    await settled();

    expect(await rejection(promise)).to.equal(failure);
  });
});

describe('waitUpTo', () => {
  it('resolves with what comes in time, and leaves no timer', async () => {
    const clock = new FakeClock();

    expect(await waitUpTo(100, Promise.resolve('here'), clock, new AbortController().signal)).to.equal(
      'here',
    );
    expect(clock.pendingCount).to.equal(0);
  });

  it('resolves with nothing when the time is over', async () => {
    const clock = new FakeClock();
    const waiting = waitUpTo(100, new Promise(() => undefined), clock, new AbortController().signal);

    await clock.advance(100);

    expect(await waiting).to.equal(undefined);
  });

  it('rejects with the failure, or when its signal aborts, and leaves no timer', async () => {
    const clock = new FakeClock();
    const lifetime = new AbortController();
    const failure = new TelnyxError(60005);
    const waiting = waitUpTo(100, new Promise(() => undefined), clock, lifetime.signal);

    const failed = await rejection(waitUpTo(100, Promise.reject(failure), clock, lifetime.signal));
    lifetime.abort();

    expect(failed).to.equal(failure);
    expect((await rejection(waiting)).code).to.equal(60008);
    expect(clock.pendingCount).to.equal(0);
  });
});
