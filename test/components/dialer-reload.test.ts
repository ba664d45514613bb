import { expect } from '@open-wc/testing';
import { createDialer } from '../support/dialer-scene.js';

describe('<telnyx-dialer> after a reload', () => {
  afterEach(() => sessionStorage.clear());

  it('registers at once when the page before was left during a call', async () => {
    sessionStorage.setItem('telnyx-elements:test:calls', '{}');

    const { dialer, visitor } = await createDialer();
    await visitor.reads('Ready');

    expect(dialer.status).to.equal('ready');
  });

  it('waits for its first use otherwise', async () => {
    sessionStorage.setItem('telnyx-elements:test', '{}');

    const { dialer, updated } = await createDialer();
    await updated();

    expect(dialer.loadCount).to.equal(0);
  });
});
