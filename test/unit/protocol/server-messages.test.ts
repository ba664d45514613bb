import { expect } from '@open-wc/testing';

import { METHOD } from '../../../src/protocol/methods.js';
import { ACKNOWLEDGED, parseServerMessage } from '../../../src/protocol/server-messages.js';

const CALL = { callID: 'call-1' };

/** The params as parsed. Fails the test when the message is refused. */
function paramsOf(method: string, params: unknown) {
  const parsed = parseServerMessage(method, params);
  if (!parsed.ok) throw new Error(parsed.detail);
  return parsed.message.params;
}

describe('parseServerMessage', () => {
  const smallest: readonly (readonly [method: string, params: object])[] = [
    [METHOD.clientReady, {}],
    [METHOD.gatewayState, { state: 'REGED' }],
    [METHOD.ping, {}],
    [METHOD.punt, {}],
    [METHOD.invite, { ...CALL, sdp: 'v=0' }],
    [METHOD.attach, { ...CALL, sdp: 'v=0' }],
    [METHOD.ringing, CALL],
    [METHOD.media, CALL],
    [METHOD.answer, CALL],
    [METHOD.bye, CALL],
    [METHOD.candidate, { ...CALL, candidate: 'candidate:1' }],
    [METHOD.endOfCandidates, CALL],
    [METHOD.display, CALL],
    [METHOD.info, {}],
    [METHOD.event, {}],
    [METHOD.webrtcEvent, {}],
    [METHOD.aiConversation, {}],
  ];

  for (const [method, params] of smallest) {
    it(`takes ${method} with nothing but what it needs, and ignores unknown members`, () => {
      const parsed = parseServerMessage(method, { ...params, some_new_member: { a: 1 } });

      expect(parsed.ok).to.equal(true);
    });
  }

  for (const [method, params] of smallest.filter(([, needed]) => 'callID' in needed)) {
    for (const callID of [undefined, null, 5, {}]) {
      it(`refuses ${method} with ${JSON.stringify(callID)} as its call`, () => {
        expect(parseServerMessage(method, { ...params, callID })).to.include({
          ok: false,
          violation: 'wrong-shape',
        });
      });
    }
  }

  for (const method of [METHOD.ringing, METHOD.media, METHOD.answer, METHOD.bye]) {
    it(`takes ${method} with all other members null`, () => {
      const names = ['sdp', 'caller_id_name', 'caller_id_number', 'telnyx_leg_id', 'dialogParams', 'cause'];
      const nulls = Object.fromEntries([...names, 'causeCode', 'sipCode'].map((name) => [name, null]));

      expect(parseServerMessage(method, { ...CALL, ...nulls }).ok).to.equal(true);
    });
  }

  it('ends a call even when the reasons in the BYE are of another kind', () => {
    const odd = { ...CALL, cause: 16, causeCode: 'x', sipCode: '486', sipReason: {}, caller_id_name: 5 };

    expect(paramsOf(METHOD.bye, odd)).to.deep.include({
      ...CALL,
      cause: null,
      causeCode: null,
      sipCode: null,
    });
  });

  it('does not lose an invite over a number that is no string, or headers that are no list', () => {
    const params = paramsOf(METHOD.invite, {
      ...CALL,
      sdp: 'v=0',
      caller_id_number: 15551234567,
      dialogParams: { custom_headers: 'x' },
    });

    expect(params).to.deep.include({ caller_id_number: null, dialogParams: { custom_headers: null } });
  });

  it('drops what nobody asked for', () => {
    const params = paramsOf(METHOD.ringing, { ...CALL, telnyx_leg_id: 'leg-1', variables: { secret: 1 } });

    expect(params).to.deep.equal({ ...CALL, telnyx_leg_id: 'leg-1' });
  });

  for (const params of [null, undefined, 5, 'text', []]) {
    it(`refuses ${JSON.stringify(params)} as params`, () => {
      expect(parseServerMessage(METHOD.ringing, params).ok).to.equal(false);
      expect(parseServerMessage(METHOD.aiConversation, params).ok).to.equal(false);
    });
  }

  for (const method of ['telnyx_rtc.future', '', 'toString', '__proto__', 'constructor']) {
    it(`calls ${JSON.stringify(method)} an unknown method`, () => {
      expect(parseServerMessage(method, {})).to.include({ ok: false, violation: 'unknown-method' });
    });
  }
});

describe('ACKNOWLEDGED', () => {
  it('is the list of the protocol, section 2.3', () => {
    expect([...ACKNOWLEDGED].sort()).to.deep.equal(
      ['answer', 'attach', 'bye', 'candidate', 'display', 'invite', 'media', 'punt', 'ringing'].map(
        (name) => `telnyx_rtc.${name}`,
      ),
    );
  });
});
