import { expect } from '@open-wc/testing';

import { type Frame, parseFrame } from '../../../src/protocol/json-rpc.js';

const parse = (frame: unknown) => parseFrame(JSON.stringify(frame));

describe('parseFrame', () => {
  const understood: readonly (readonly [what: string, frame: unknown, expected: Frame])[] = [
    [
      'a request',
      { jsonrpc: '2.0', id: 7, method: 'm', params: { a: 1 }, voice_sdk_id: 'node-1' },
      { kind: 'request', id: 7, method: 'm', params: { a: 1 }, voiceSdkId: 'node-1' },
    ],
    [
      'a request without params',
      { id: 'x', method: 'm' },
      { kind: 'request', id: 'x', method: 'm', params: {} },
    ],
    [
      'params that are null',
      { id: 0, method: 'm', params: null },
      { kind: 'request', id: 0, method: 'm', params: {} },
    ],
    ['a notification', { method: 'm', params: [1] }, { kind: 'notification', method: 'm', params: [1] }],
    ['a null id', { id: null, method: 'm' }, { kind: 'notification', method: 'm', params: {} }],
    ['a result', { id: 'x', result: { a: 1 } }, { kind: 'result', id: 'x', result: { a: 1 } }],
    [
      'null members beside a result',
      { id: 'x', result: 'r', method: null, error: null, voice_sdk_id: null },
      { kind: 'result', id: 'x', result: 'r' },
    ],
    ['a result that is null', { id: 'x', result: null }, { kind: 'result', id: 'x', result: null }],
    [
      'an error',
      { id: 'x', error: { code: -32000, message: 'no', data: 'unknown' } },
      { kind: 'error', id: 'x', error: { code: -32000, message: 'no' } },
    ],
    [
      'an error of no request, without words',
      { error: { code: 'WORD' } },
      { kind: 'error', id: null, error: { code: 'WORD', message: '' } },
    ],
    [
      'unknown members',
      { id: 1, method: 'm', extra: {}, jsonrpc: 5 },
      { kind: 'request', id: 1, method: 'm', params: {} },
    ],
    [
      'a sticky id of another kind',
      { id: 1, method: 'm', voice_sdk_id: 5 },
      { kind: 'request', id: 1, method: 'm', params: {} },
    ],
  ];

  for (const [what, frame, expected] of understood) {
    it(`understands ${what}`, () => {
      expect(parse(frame)).to.deep.equal(expected);
    });
  }

  const invalid: readonly (readonly [text: string, violation: string])[] = [
    ['', 'not-json'],
    ['{', 'not-json'],
    ['#SPU 12', 'not-json'],
    ['null', 'not-an-object'],
    ['5', 'not-an-object'],
    ['"text"', 'not-an-object'],
    ['[]', 'not-an-object'],
    ['[{"method":"m"}]', 'not-an-object'],
    ['{}', 'wrong-shape'],
    ['{"id":1}', 'wrong-shape'],
    ['{"result":{}}', 'wrong-shape'],
    ['{"id":null,"result":{}}', 'wrong-shape'],
    ['{"id":{},"method":"m"}', 'wrong-shape'],
    ['{"id":1,"method":5}', 'wrong-shape'],
    ['{"id":1,"error":"text"}', 'wrong-shape'],
    ['{"id":1,"method":""}', 'wrong-shape'],
  ];

  for (const [text, violation] of invalid) {
    it(`calls ${JSON.stringify(text)} ${violation}`, () => {
      expect(parseFrame(text)).to.include({ kind: 'invalid', violation });
    });
  }

  it('names the members that are wrong but repeats no value, which may be a secret', () => {
    const frame = parse({ id: 1, method: { secret: 'hunter2' } });

    expect(frame).to.have.property('detail').that.includes('method');
    expect(JSON.stringify(frame)).to.not.include('hunter2');
  });
});
