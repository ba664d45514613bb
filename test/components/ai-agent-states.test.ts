import { expect } from '@open-wc/testing';
import { createAgent } from '../support/agent-scene.js';
import { agentStates, enterState } from '../support/agent-states.js';
import { eventually } from '../support/eventually.js';

describe('<telnyx-ai-agent> in every state', () => {
  for (const [name, state] of Object.entries(agentStates)) {
    for (const theme of ['light', 'dark']) {
      it(`is accessible: ${name}, ${theme}`, async () => {
        const { agent } = await enterState(state, { theme });

        await expect(agent).to.be.accessible();
      });
    }

    it(`is accessible in Arabic: ${name}`, async () => {
      const { agent, root, updated } = await enterState(state, { lang: 'ar' });
      // A closed one turns nothing around but its words.
      const isTurned = () => getComputedStyle(root.querySelector('.panel')!).direction === 'rtl';
      if (name !== 'closed') await eventually('it is turned around', isTurned);
      await updated();

      await expect(agent).to.be.accessible();
    });

    it(`has room for a finger on each control: ${name}`, async () => {
      const { root } = await enterState(state);

      expect(tooSmall(root)).to.deep.equal([]);
    });
  }
});

describe('<telnyx-ai-agent> during a minimised call', () => {
  for (const theme of ['light', 'dark']) {
    it(`has an edge on a page of its own colour, ${theme}`, async () => {
      const { agent, part, startCall, updated } = await createAgent({ attributes: { theme } });
      await startCall();

      agent.close();
      await updated();

      const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(part('dock')!);
      expect([outlineStyle, outlineWidth]).to.deep.equal(['solid', '1px']);
      expect(Number(/[\d.]+(?=\))/.exec(outlineColor)![0])).to.be.greaterThan(0.09);
    });
  }
});

const CONTROLS = 'button, a[href], input, select, textarea, summary, [role="button"]';
const FINGER_PX = 44;

/** Visible controls with less room than a finger takes, but for links inside of sentences. */
function tooSmall(root: ParentNode): string[] {
  const inner = [...root.querySelectorAll('*')].flatMap(({ shadowRoot }) =>
    shadowRoot ? tooSmall(shadowRoot) : [],
  );
  const own = [...root.querySelectorAll(CONTROLS)]
    .filter((each) => each.checkVisibility() && !each.closest('.bubble'))
    .map((each) => ({ name: each.getAttribute('part') ?? each.outerHTML, box: each.getBoundingClientRect() }))
    .filter(({ box: { width, height } }) => Math.min(width, height) < FINGER_PX)
    .map(({ name, box: { width, height } }) => `${name}: ${width} × ${height}`);
  return [...own, ...inner];
}
