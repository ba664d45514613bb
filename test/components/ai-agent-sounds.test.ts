import { expect, waitUntil } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { createAgent } from '../support/agent-scene.js';

/** Counts the sound contexts that are made, until `stop()`. */
function watchSound() {
  const { AudioContext: Original } = globalThis;
  const made: AudioContext[] = [];
  globalThis.AudioContext = class extends Original {
    constructor() {
      super();
      made.push(this);
    }
  };
  return { made, stop: () => void (globalThis.AudioContext = Original) };
}

describe('<telnyx-ai-agent> sounds', () => {
  it('mark the beginning and the end of a call, and leave nothing open', async () => {
    await sendKeys({ press: 'a' });
    const { made, stop } = watchSound();
    const { agent } = await createAgent();

    await agent.start();
    await waitUntil(() => made.length === 1, 'the beginning sounds');
    await agent.end();
    await waitUntil(() => made.length === 2, 'the end sounds');
    await waitUntil(() => made.every(({ state }) => state === 'closed'), 'all is closed', { timeout: 5000 });
    stop();
  });

  it('let the call itself be heard first', async () => {
    await sendKeys({ press: 'a' });
    const { made, stop } = watchSound();
    const { agent } = await createAgent();
    const madeWhenActive = new Promise((resolve) => {
      agent.addEventListener('telnyx-call-change', ({ detail: { call } }) => {
        if (call.state === 'active') queueMicrotask(() => queueMicrotask(() => resolve(made.length)));
      });
    });

    await agent.start();

    expect(await madeWhenActive).to.equal(0);
    await waitUntil(() => made.length === 1, 'it sounds then');
    await agent.end();
    stop();
  });

  for (const attributes of [{ sounds: 'false' }, { 'text-only': '' }]) {
    it(`are not made with ${Object.keys(attributes).join()}`, async () => {
      await sendKeys({ press: 'a' });
      const { made, stop } = watchSound();
      const { agent } = await createAgent({ attributes: attributes });

      await agent.start();
      await agent.end();
      await agent.updateComplete;
      stop();

      expect(made).to.have.lengthOf(0);
    });
  }
});
