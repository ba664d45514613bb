import { expect } from '@open-wc/testing';
import { createAgent } from '../support/agent-scene.js';
import { failureOf } from '../support/failure-of.js';

describe('<telnyx-ai-agent> and its variables', () => {
  for (const [what, value] of [
    ['a text', 'xy'],
    ['a list', ['Ada']],
    ['null', null],
    ['nothing', undefined],
    ['a function', () => 1],
    ['a Map', new Map([['plan', 'gold']])],
  ] as const) {
    it(`setVariables() throws for what is no record, and keeps what it had: ${what}`, async () => {
      const { agent, engine } = await createAgent();
      agent.setVariables({ plan: 'gold' });

      const failure = await failureOf(Promise.resolve().then(() => agent.setVariables(value as never)));
      await agent.start();

      expect(failure).to.include({ code: 44002, name: 'INVALID_CALL_PARAMETERS', fatal: false });
      const { customHeaders } = engine.session.lastCall.options;
      expect(customHeaders).to.deep.equal([{ name: 'X-Plan', value: 'gold' }]);
    });
  }
});
