import { expect } from '@open-wc/testing';
import { consoleLines } from '../support/console-lines.js';
import { FakeDialer } from '../support/dialer-scene.js';
import { FakeAiAgent } from '../support/fake-agent.js';
import { failureOf } from '../support/failure-of.js';
import { place } from '../support/place.js';

describe('an element that was never in the document', () => {
  const attempts = {
    'start() of an agent': () => {
      const agent = new FakeAiAgent();
      agent.agentId = 'assistant-test';
      return { element: agent, attempt: () => agent.start() };
    },
    'dial() of a phone': () => {
      const dialer = new FakeDialer();
      dialer.loginToken = 'token';
      return { element: dialer, attempt: () => dialer.dial('+15551234567') };
    },
  };
  for (const [name, make] of Object.entries(attempts)) {
    it(`rejects and says what to do, and works once it is there: ${name}`, async () => {
      const { element, attempt } = make();
      const told: string[] = [];
      element.addEventListener('telnyx-error', ({ detail }) => told.push(`${detail.code} ${detail.message}`));

      const lines = await consoleLines(async () => {
        expect(await failureOf(attempt())).to.include({ code: 60010, name: 'INVALID_STATE', fatal: false });
      });
      const isUnavailable = element.isFallbackShown;
      place().append(element);
      const call = await attempt();

      expect(told).to.deep.equal(['60010 Put the element into the document first.']);
      expect(lines).to.deep.equal(['telnyx-elements: Put the element into the document first.']);
      expect(isUnavailable).to.equal(false);
      expect(call.state).to.equal('active');
    });
  }
});
