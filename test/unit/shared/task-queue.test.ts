import { expect } from '@open-wc/testing';

import { deferred } from '../../../src/shared/deferred.js';
import { TelnyxError } from '../../../src/shared/errors.js';
import { TaskQueue } from '../../../src/shared/task-queue.js';
import { rejection } from '../../support/rejection.js';
import { settled } from '../../support/settled.js';

function createQueue() {
  const lifetime = new AbortController();
  const queue = new TaskQueue(lifetime.signal);
  const steps: string[] = [];
  const task = (name: string, work: Promise<unknown> = Promise.resolve()) =>
    queue.run(async () => {
      steps.push(`${name} begins`);
      await work;
      steps.push(`${name} ends`);
      return name;
    });
  return { queue, lifetime, steps, task };
}

describe('TaskQueue', () => {
  it('begins a task when the one before has ended', async () => {
    const { steps, task } = createQueue();
    const slow = deferred();

    const first = task('first', slow.promise);
    const second = task('second');
    await settled();
    expect(steps).to.deep.equal(['first begins']);
    slow.resolve();

    expect(await first).to.equal('first');
    expect(await second).to.equal('second');
    expect(steps).to.deep.equal(['first begins', 'first ends', 'second begins', 'second ends']);
  });

  it('begins in the very turn where nothing else runs, and again later', async () => {
    const { steps, task } = createQueue();

    const first = task('first');
    expect(steps).to.deep.equal(['first begins']);
    await first;
    await settled();
    void task('second');

    expect(steps).to.deep.equal(['first begins', 'first ends', 'second begins']);
  });

  it('goes on after a task that failed', async () => {
    const { task } = createQueue();
    const failure = new TelnyxError(44001);

    const first = task('first', Promise.reject(failure));
    const second = task('second');

    expect(await rejection(first)).to.equal(failure);
    expect(await second).to.equal('second');
  });

  it('rejects the running and the waiting tasks when the signal aborts, and begins no other', async () => {
    const { lifetime, steps, task } = createQueue();
    const reason = new TelnyxError(60008);

    const running = task('running', new Promise(() => undefined));
    const waiting = task('waiting');
    await settled();
    lifetime.abort(reason);

    expect(await rejection(running)).to.equal(reason);
    expect(await rejection(waiting)).to.equal(reason);
    expect(await rejection(task('late'))).to.equal(reason);
    expect(steps).to.deep.equal(['running begins']);
  });
});
