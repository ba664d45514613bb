import { expect } from '@open-wc/testing';

import { uuid } from '../../../src/shared/uuid.js';

const VERSION_4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** As on a page served over plain http, where the browser hides the function. */
function withoutRandomUuid<T>(action: () => T): T {
  Object.defineProperty(crypto, 'randomUUID', { value: undefined, configurable: true });
  try {
    return action();
  } finally {
    Reflect.deleteProperty(crypto, 'randomUUID');
  }
}

describe('uuid', () => {
  it('is a version 4 UUID', () => {
    expect(uuid()).to.match(VERSION_4);
  });

  it('is one, and another each time, on a page that is no secure context', () => {
    const ids = withoutRandomUuid(() => Array.from({ length: 200 }, uuid));

    for (const id of ids) expect(id).to.match(VERSION_4);
    expect(new Set(ids).size).to.equal(200);
  });
});
