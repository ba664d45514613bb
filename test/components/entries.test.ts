import { expect } from '@open-wc/testing';
import { consoleLines } from '../support/console-lines.js';

describe('components/define', () => {
  it('leaves the official element alone when that came first', async () => {
    class Official extends HTMLElement {}
    customElements.define('telnyx-ai-agent', Official);

    const lines = await consoleLines(() => import('../../components/define/ai-agent.js'));

    expect(customElements.get('telnyx-ai-agent')).to.equal(Official);
    expect(lines).to.have.lengthOf(1);
  });

  it('registers every public element', async () => {
    await consoleLines(() => import('../../components/define/all.js'));

    const names = [
      'session',
      'transcript',
      'message-form',
      'mute-button',
      'call-timer',
      'notice',
      'visualizer',
    ];
    for (const name of names) expect(customElements.get(`telnyx-${name}`), name).to.be.a('function');
  });
});
