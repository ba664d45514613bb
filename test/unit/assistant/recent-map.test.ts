import { expect } from '@open-wc/testing';

import { RecentMap } from '../../../src/assistant/recent-map.js';

describe('RecentMap', () => {
  it('forgets the oldest entries, but none that is in use', () => {
    const map = new RecentMap<number>();

    map.set('used', 0);
    for (let index = 0; index < 10_000; index += 1) {
      map.set(String(index), index);
      map.set('used', index);
    }

    expect(map.size).to.be.lessThan(1000);
    expect([map.has('0'), map.get('9999'), map.get('used')]).to.deep.equal([false, 9999, 9999]);
  });
});
