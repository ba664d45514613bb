import { expect } from '@open-wc/testing';

import {
  type ClientToolCall,
  type ClientToolEvent,
  type ClientToolHandler,
  ClientTools,
} from '../../../src/assistant/client-tools.js';
import { ToolRunner } from '../../../src/assistant/tool-runner.js';
import { FakeClock } from '../../support/fake-clock.js';
import { eventually } from '../../support/eventually.js';
import { thrown } from '../../support/rejection.js';

function createTools({ isConnected = true } = {}) {
  const clock = new FakeClock();
  const sent: [callId: string, output: string][] = [];
  const events: ClientToolEvent[] = [];
  const tools = new ClientTools({
    clock,
    send: (callId, output) => {
      if (isConnected) sent.push([callId, output]);
      return isConnected;
    },
    onEvent: (event) => events.push(event),
  });
  /** Has the assistant call the tool `get_cart`. */
  const call = (handler: ClientToolHandler, rawArguments = '{}') => {
    tools.register('get_cart', handler);
    return run('c1', 'get_cart', rawArguments);
  };
  const run = (callId: string, name: string, rawArguments = '{}') =>
    tools.run({ type: 'function_call', call_id: callId, name, arguments: rawArguments });
  return { tools, clock, sent, events, call, run };
}

const named = { callId: 'c1', toolName: 'get_cart' };

describe('ClientTools.run', () => {
  it('calls the tool with its arguments and sends back what it returns', async () => {
    const { call, sent, events } = createTools();
    const seen: unknown[] = [];

    await call((args: unknown, info: ClientToolCall) => {
      seen.push(args, info);
      return Promise.resolve({ items: 2 });
    }, '{"currency":"USD"}');

    expect(seen).to.deep.equal([{ currency: 'USD' }, { ...named, rawArguments: '{"currency":"USD"}' }]);
    expect(sent).to.deep.equal([['c1', '{"items":2}']]);
    expect(events).to.deep.equal([
      { type: 'invoked', ...named },
      { type: 'completed', ...named, isError: false },
    ]);
  });

  const outputs: readonly (readonly [what: string, value: unknown, output: string])[] = [
    ['a text verbatim', '{"not": parsed', '{"not": parsed'],
    ['an empty text', '', ''],
    ['a number as JSON', 5, '5'],
    ['null as JSON', null, 'null'],
    ['nothing as an empty text', undefined, ''],
    ['a function as an empty text', () => 1, ''],
  ];

  for (const [what, value, output] of outputs) {
    it(`sends ${what}`, async () => {
      const { call, sent } = createTools();

      await call(() => value);

      expect(sent).to.deep.equal([['c1', output]]);
    });
  }

  it('takes empty arguments for none', async () => {
    const { call } = createTools();
    const seen: unknown[] = [];

    await call((args) => seen.push(args), '');

    expect(seen).to.deep.equal([undefined]);
  });

  const cyclic: Record<string, unknown> = {};
  cyclic.self = cyclic;
  const faults: readonly (readonly [
    what: string,
    reason: string,
    handler: ClientToolHandler,
    args?: string,
  ])[] = [
    ['arguments that are no JSON', 'invalid_arguments', () => 1, '{"a":'],
    [
      'a tool that throws',
      'handler_error',
      () => {
        throw new Error('secret');
      },
    ],
    ['a tool that rejects', 'handler_error', () => Promise.reject(new Error('secret'))],
    ['a result with a cycle', 'handler_error', () => cyclic],
    ['a result with a BigInt', 'handler_error', () => 1n],
  ];

  for (const [what, reason, handler, args] of faults) {
    it(`answers ${what} with ${reason}, and nothing of the fault`, async () => {
      const { call, sent, events, clock } = createTools();

      await call(handler, args);

      expect(sent).to.deep.equal([['c1', JSON.stringify({ error: reason })]]);
      expect(events).to.deep.include({ type: 'failed', ...named, reason });
      expect(events).to.deep.include({ type: 'completed', ...named, isError: true });
      expect(clock.pendingCount).to.equal(0);
    });
  }

  it('answers a tool that is not there with unknown_tool', async () => {
    const { run, sent } = createTools();

    await run('c1', 'get_cart');
    await run('c2', 'toString');

    expect(sent.map(([, output]) => output)).to.deep.equal(Array(2).fill('{"error":"unknown_tool"}'));
  });

  it('answers a tool that hangs with timeout, and drops what it returns later', async () => {
    const { call, clock, sent, events } = createTools();
    let finish: (value: string) => void = () => undefined;

    const done = call(() => new Promise<string>((resolve) => (finish = resolve)));
    await eventually('it runs', () => events.length > 0);
    await clock.advance(30_000);
    await done;
    finish('late');
    await clock.advance(1);

    expect(sent).to.deep.equal([['c1', '{"error":"timeout"}']]);
  });

  it('waits for no tool whose call ended before it began', async () => {
    const { clock, sent, events } = createTools();
    const options = { clock, send: () => true, onEvent: (event: ClientToolEvent) => events.push(event) };
    const runner = new ToolRunner(options, new Map([['get_cart', () => new Promise(() => undefined)]]));
    const item = { type: 'function_call', call_id: 'c1', name: 'get_cart', arguments: '' } as const;

    await runner.run(item, AbortSignal.abort());

    expect(events.at(-1)).to.deep.equal({ type: 'failed', ...named, reason: 'not_delivered' });
    expect(sent).to.deep.equal([]);
    expect(clock.pendingCount).to.equal(0);
  });

  it('waits as long as the portal says, by whatever key the list comes', async () => {
    for (const list of [
      { client_tools: [{ name: 'get_cart', timeout_ms: 500 }] },
      { client_side_tools: [{ name: 'get_cart', timeout_ms: 500 }] },
      { tools: [{ type: 'client_side_tool', client_side_tool: { name: 'get_cart' }, timeout_ms: 500 }] },
    ]) {
      const { tools, call, clock, sent, events } = createTools();
      tools.configure(list);
      await eventually('the list is told', () => events.length > 0);

      const done = call(() => new Promise(() => undefined));
      await clock.advance(499);
      const before = sent.length;
      await clock.advance(1);
      await done;

      expect(before).to.equal(0);
      expect(sent).to.deep.equal([['c1', '{"error":"timeout"}']]);
    }
  });

  for (const settings of [null, { theme: 'dark' }, { tools: 'none' }, { tools: [{ name: 7 }, null] }]) {
    it(`finds no tools in ${JSON.stringify(settings)}`, async () => {
      const { tools, call, events } = createTools();

      tools.configure(settings);
      await call(() => 1);

      expect(events.map(({ type }) => type)).to.deep.equal(['invoked', 'completed']);
    });
  }

  it('refuses an output of more than 1 MB', async () => {
    const { call, sent } = createTools();

    await call(() => 'x'.repeat(1_000_001));

    expect(sent).to.deep.equal([['c1', '{"error":"handler_error"}']]);
  });

  it('runs a call id once', async () => {
    const { call, run, sent, events } = createTools();

    await call(() => 'once');
    await run('c1', 'get_cart');

    expect(sent).to.have.length(1);
    expect(events.filter(({ type }) => type === 'invoked')).to.have.length(1);
  });

  it('runs several calls side by side', async () => {
    const { tools, run, sent } = createTools();
    tools.register('slow', () => new Promise(() => undefined));
    tools.register('quick', () => 'done');

    void run('c1', 'slow');
    await run('c2', 'quick');

    expect(sent).to.deep.equal([['c2', 'done']]);
  });

  it('tells that a result could not be delivered, and never sends it later', async () => {
    const { call, sent, events } = createTools({ isConnected: false });

    await call(() => 'result');

    expect(sent).to.deep.equal([]);
    expect(events).to.deep.equal([
      { type: 'invoked', ...named },
      { type: 'failed', ...named, reason: 'not_delivered' },
    ]);
  });

  it('repeats neither arguments nor outputs in its events', async () => {
    const { call, events } = createTools();

    await call(() => 'the output', '{"pin":"1234"}');

    expect(JSON.stringify(events)).to.not.match(/1234|the output/);
  });
});

describe('ClientTools.register', () => {
  for (const name of [
    '',
    'get cart',
    'get.cart',
    'gét',
    'a\n',
    5 as unknown as string,
    null as unknown as string,
  ]) {
    it(`refuses ${JSON.stringify(name)} with 44002`, () => {
      const { tools } = createTools();

      expect(thrown(() => tools.register(name, () => 1)).code).to.equal(44002);
      expect(tools.names).to.deep.equal([]);
    });
  }

  for (const handler of [undefined, null, 'get_cart', {}]) {
    it(`refuses ${JSON.stringify(handler)} as what the tool does, with 44002`, () => {
      const { tools } = createTools();

      const error = thrown(() => tools.register('get_cart', handler as ClientToolHandler));

      expect(error.code).to.equal(44002);
      expect(tools.names).to.deep.equal([]);
    });
  }

  it('lists, replaces and forgets tools', async () => {
    const { tools, call, run, sent } = createTools();
    tools.register('get_cart', () => 'old');

    await call(() => 'new');
    expect(tools.names).to.deep.equal(['get_cart']);
    expect([tools.unregister('get_cart'), tools.unregister('get_cart')]).to.deep.equal([true, false]);
    await run('c2', 'get_cart');

    expect(sent).to.deep.equal([
      ['c1', 'new'],
      ['c2', '{"error":"unknown_tool"}'],
    ]);
  });
});
