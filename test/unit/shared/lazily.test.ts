import { expect } from '@open-wc/testing';

import { lazily } from '../../../src/shared/lazily.js';
import { rejection } from '../../support/rejection.js';

describe('lazily', () => {
  it('loads nothing before it is asked, and then once for all who ask', async () => {
    let loads = 0;
    const load = lazily(() => Promise.resolve({ number: ++loads }));
    expect(loads).to.equal(0);
    expect(load.loaded).to.equal(undefined);

    const [first, second] = await Promise.all([load(), load()]);

    expect(first).to.equal(second);
    expect(await load()).to.deep.equal({ number: 1 });
    expect(load.loaded).to.equal(first);
  });

  it('rejects with 60014 where it cannot be loaded, and tries again the next time', async () => {
    const cause = new TypeError('Failed to fetch dynamically imported module');
    const outcomes = [Promise.reject(cause), Promise.resolve('the part')];
    const load = lazily(() => outcomes.shift() ?? Promise.resolve('too often'));

    const error = await rejection(load());

    expect(error).to.include({ code: 60014, fatal: false, cause });
    expect(await load()).to.equal('the part');
  });
});
