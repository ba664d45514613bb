import { expect } from '@open-wc/testing';
import { createAgentPage, eventsOf } from '../support/agent-page.js';
import { consoleLines } from '../support/console-lines.js';
import { eventually } from '../support/eventually.js';
import { gatewayUrl, uniqueTag } from '../support/gateway.js';

const NOT_SET_UP = "This assistant isn't set up yet";
const NEXT_STEP = 'Please use another way to reach us.';

describe('<telnyx-ai-agent> with attributes that cannot work', () => {
  for (const [what, code, attributes, mended] of [
    ['no agent-id', 46002, { 'agent-id': null }, { 'agent-id': 'assistant-test' }],
    ['a gateway-url that is no URL', 60001, { 'gateway-url': 'gateway please' }, {}],
    ['a gateway-url of another protocol', 60001, { 'gateway-url': 'https://rtc.telnyx.com' }, {}],
    ['an unencrypted gateway on another host', 60001, { 'gateway-url': 'ws://gateway.example:9010' }, {}],
  ] as const) {
    it(`tells visitor, page and developer about ${what}, and works when it is mended`, async () => {
      const { agent, visitor } = createAgentPage({ attributes: { prewarm: 'off', ...attributes } });
      const errors = eventsOf(agent, 'telnyx-error');

      const lines = await consoleLines(async () => {
        await visitor.click('Talk to us');
        await visitor.click('Start call');
        await visitor.reads(NOT_SET_UP);
      });

      expect(errors.map(({ detail }) => detail.code)).to.deep.equal([code]);
      expect(errors[0]?.detail).to.include({ fatal: true });
      expect(lines).to.have.length(1);
      expect(lines[0]).to.include(String(code)).and.include('telnyx-ai-agent');
      expect(visitor.text).to.include(NEXT_STEP).and.include(String(code));
      expect(visitor.find('Start call')).to.equal(null);

      agent.setAttribute('gateway-url', gatewayUrl({ tag: uniqueTag() }));
      for (const [name, value] of Object.entries(mended)) agent.setAttribute(name, value);
      expect((await agent.start()).state).to.equal('active');
      await visitor.ready('Mute');
      expect(visitor.text).to.not.include(NOT_SET_UP);
    });
  }

  for (const [what, name, value] of [
    ['malformed JSON', 'variables', '{first_name: Ada}'],
    ['JSON of another shape', 'call-custom-headers', '{"name":"X-Case"}'],
    ['malformed ICE servers', 'ice-servers', '["stun:"]'],
    ['an unknown word', 'placement', 'middle'],
    ['an unknown environment', 'environment', 'staging'],
    ['a number out of bounds', 'rtc-port', '70000'],
  ] as const) {
    it(`tells page and developer about ${what} once, and calls all the same`, async () => {
      const { agent, startCall } = createAgentPage({ attributes: { [name]: value } });
      const errors = eventsOf(agent, 'telnyx-error');

      const lines = await consoleLines(async () => {
        await startCall();
        await eventually('the page is told', () => errors.length > 0);
      });

      expect(errors.map(({ detail }) => [detail.code, detail.fatal])).to.deep.equal([[60002, false]]);
      expect(errors[0]?.detail.message).to.include(name);
      expect(lines).to.have.length(1);
      expect(lines[0]).to.include(name);
      expect(agent.call?.state).to.equal('active');
    });
  }
});
