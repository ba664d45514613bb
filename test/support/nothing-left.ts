import { expect } from '@open-wc/testing';

import type { FakeClock } from './fake-clock.js';
import type { FakeMediaEngine } from './fake-media.js';
import type { Promises } from './promises.js';

/** At the end of a story: every promise settled as it should, and no timer, microphone or peer is left. */
export function expectNothingLeft(promises: Promises, clock: FakeClock, engine: FakeMediaEngine): void {
  expect(promises.openCount, 'promises that never settle').to.equal(0);
  expect(promises.foreign, 'rejections that are none of ours').to.deep.equal([]);
  expect(clock.pendingCount, 'timers').to.equal(0);
  const openMicrophones = engine.microphones.filter(({ isStopped }) => !isStopped).length;
  expect(openMicrophones, 'open microphones').to.equal(0);
  expect(engine.peers.filter(({ isClosed }) => !isClosed).length, 'open peers').to.equal(0);
}
