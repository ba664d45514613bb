import { expect } from '@open-wc/testing';

import { Store } from '../../../src/shared/store.js';
import { uncaughtDuring } from '../../support/uncaught.js';

function createStore() {
  const store = new Store(0);
  const seen: number[] = [];
  const listen = (options?: { signal?: AbortSignal }) =>
    store.subscribe((value) => void seen.push(value), options);
  return { store, seen, listen };
}

describe('Store', () => {
  it('tells each change once, and not the value it starts with', () => {
    const { store, seen, listen } = createStore();

    listen();
    store.set(1);
    store.set(1);
    store.set(2);

    expect(seen).to.deep.equal([1, 2]);
    expect(store.value).to.equal(2);
  });

  it('is silent after the function it returned was called', () => {
    const { store, seen, listen } = createStore();

    const stop = listen();
    store.set(1);
    stop();
    stop();
    store.set(2);

    expect(seen).to.deep.equal([1]);
    expect(store.listenerCount).to.equal(0);
  });

  it('is silent after the signal aborted', () => {
    const { store, seen, listen } = createStore();
    const lifetime = new AbortController();

    listen({ signal: lifetime.signal });
    store.set(1);
    lifetime.abort();
    store.set(2);

    expect(seen).to.deep.equal([1]);
    expect(store.listenerCount).to.equal(0);
  });

  it('does not subscribe with a signal that aborted before', () => {
    const { store, seen, listen } = createStore();

    const stop = listen({ signal: AbortSignal.abort() });
    store.set(1);
    stop();

    expect(seen).to.deep.equal([]);
  });

  it('tells a listener that subscribed twice twice', () => {
    const { store } = createStore();
    let calls = 0;
    const listener = () => {
      calls += 1;
    };

    const stop = store.subscribe(listener);
    store.subscribe(listener);
    store.set(1);
    stop();
    store.set(2);

    expect(calls).to.equal(3);
  });

  it('tells the others when one throws, and reports the fault to the page', async () => {
    const { store, seen, listen } = createStore();
    const fault = new Error('a fault of the page');
    store.subscribe(() => {
      throw fault;
    });
    listen();

    const uncaught = await uncaughtDuring(() => store.set(1));

    expect(seen).to.deep.equal([1]);
    expect(uncaught).to.deep.equal([fault]);
  });

  it('does not tell a listener that an earlier one has just unsubscribed', () => {
    const { store, seen, listen } = createStore();
    const lifetime = new AbortController();
    store.subscribe(() => lifetime.abort());
    listen({ signal: lifetime.signal });

    store.set(1);

    expect(seen).to.deep.equal([]);
  });

  it('tells the next one when a listener unsubscribes itself', () => {
    const { store, seen, listen } = createStore();
    const stop = store.subscribe(() => stop());
    listen();

    store.set(1);
    store.set(2);

    expect(seen).to.deep.equal([1, 2]);
    expect(store.listenerCount).to.equal(1);
  });

  it('never tells an old value after a newer one when a listener sets it again', () => {
    const { store, seen, listen } = createStore();
    store.subscribe((value) => {
      if (value === 1) store.set(2);
    });
    listen();

    store.set(1);

    expect(seen).to.not.include(1);
    expect(seen.at(-1)).to.equal(2);
  });
});
