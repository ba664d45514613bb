import { expect } from '@open-wc/testing';
import type { TelnyxAiAgent } from '../../components/index.js';
import { createAgent } from '../support/agent-scene.js';
import { consoleLines } from '../support/console-lines.js';
import { failureOf } from '../support/failure-of.js';

/** What the page is told of two starts, and what the console says. */
async function startTwice(agent: TelnyxAiAgent) {
  const told: string[] = [];
  agent.addEventListener('telnyx-warning', ({ detail }) => told.push(`${detail.code} ${detail.message}`));
  const lines = await consoleLines(async () => {
    await agent.start();
    await agent.end();
    await agent.start();
  });
  return { told, lines };
}

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

  for (const [what, own] of [
    ['variables', []],
    [
      'headers beside the variables',
      Array.from({ length: 20 }, (_, index) => ({ name: `X-Own-${index}`, value: 'v' })),
    ],
  ] as const) {
    it(`tells once of what is cut, and of what is too much: ${what}`, async () => {
      const { agent, engine } = await createAgent();
      const count = 60 - own.length;
      const many = Object.fromEntries(Array.from({ length: count }, (_, index) => [`v${index}`, 'v']));
      agent.setVariables({ ...many, v0: 'x'.repeat(513), v1: 'x'.repeat(512) });
      agent.callCustomHeaders = own;

      const { told, lines } = await startTwice(agent);

      const { customHeaders } = engine.session.lastCall.options;
      expect(customHeaders).to.have.lengthOf(50);
      expect(customHeaders?.[0]?.value).to.have.lengthOf(512);
      expect(told).to.deep.equal([
        '60002 The variable "v0" is cut to 512 characters.',
        '60002 A call takes 50 variables and headers along; those above that are left out.',
      ]);
      expect(lines).to.have.lengthOf(2);
    });
  }

  it('start() leaves out what cannot travel, and warns once of each', async () => {
    const { agent, engine } = await createAgent({
      attributes: { 'call-custom-headers': '[{"name":"X-***","value":"1"}]' },
    });
    const circle: Record<string, unknown> = {};
    circle.self = circle;
    const refusing = {
      toJSON() {
        throw new Error('No.');
      },
    };
    agent.setVariables({
      big: 1n,
      circle,
      refusing,
      act: () => 1,
      имя: 'Ada',
      plan: 'gold',
      none: undefined,
    });

    const { told, lines } = await startTwice(agent);

    expect(engine.session.lastCall.options.customHeaders).to.deep.equal([{ name: 'X-Plan', value: 'gold' }]);
    expect(told).to.deep.equal([
      '60002 The variable "big" is left out: its value has no JSON form.',
      '60002 The variable "circle" is left out: its value has no JSON form.',
      '60002 The variable "refusing" is left out: its value has no JSON form.',
      '60002 The variable "act" is left out: its value has no JSON form.',
      '60002 The variable "имя" is left out: its name has no Latin letter or digit.',
      '60002 The header "***" is left out: its name has no Latin letter or digit.',
    ]);
    expect(lines).to.have.lengthOf(6);
  });

  it('tells of nothing where all of it travels', async () => {
    const { agent } = await createAgent();
    agent.setVariables(Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`v${index}`, 'v'])));

    const lines = await consoleLines(() => agent.start());

    expect(lines).to.deep.equal([]);
  });
});
