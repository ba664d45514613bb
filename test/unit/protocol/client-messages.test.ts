import { expect } from '@open-wc/testing';

import { parseClientMessage } from '../../../src/protocol/client-messages.js';
import { METHOD } from '../../../src/protocol/methods.js';

const dialogParams = { callID: 'call-1' };

describe('parseClientMessage', () => {
  const smallest: readonly (readonly [method: string, params: Record<string, unknown>, needed: string[]])[] =
    [
      [METHOD.login, {}, []],
      [METHOD.anonymousLogin, { target_type: 'ai_assistant', target_id: 'a' }, ['target_type', 'target_id']],
      [METHOD.gatewayState, {}, []],
      [METHOD.ping, {}, []],
      [METHOD.invite, { sdp: 'v=0', dialogParams }, ['sdp', 'dialogParams']],
      [METHOD.answer, { sdp: 'v=0', dialogParams }, ['sdp', 'dialogParams']],
      [METHOD.attach, { sdp: 'v=0', dialogParams }, ['sdp', 'dialogParams']],
      [
        METHOD.bye,
        { cause: 'USER_BUSY', causeCode: 17, dialogParams },
        ['cause', 'causeCode', 'dialogParams'],
      ],
      [METHOD.candidate, { candidate: 'candidate:1', dialogParams }, ['candidate', 'dialogParams']],
      [METHOD.endOfCandidates, { dialogParams }, ['dialogParams']],
      [METHOD.modify, { action: 'hold', dialogParams }, ['action', 'dialogParams']],
      [METHOD.info, { dtmf: '1', dialogParams }, ['dialogParams']],
    ];

  for (const [method, params, needed] of smallest) {
    it(`takes ${method} as small as it may be`, () => {
      expect(parseClientMessage(method, params)).to.deep.equal({ ok: true, message: { method, params } });
    });

    for (const name of needed) {
      it(`refuses ${method} without ${name}, and says so`, () => {
        const parsed = parseClientMessage(method, { ...params, [name]: undefined });

        expect(parsed).to.include({ ok: false, unknownMethod: false });
        expect(parsed).to.have.property('detail').that.includes(name);
      });
    }
  }

  const items: readonly unknown[] = [
    { id: 'i', type: 'message', role: 'user', content: [{ type: 'input_text', text: 'Hi' }] },
    {
      id: 'i',
      type: 'message',
      role: 'user',
      content: [{ type: 'image_url', image_url: { url: 'data:image/png;base64,AA' } }],
    },
    { type: 'function_call_output', call_id: 'c', output: '{}' },
    { type: 'response.audio_stream.subscribe' },
  ];

  for (const item of items) {
    it(`takes the conversation item ${JSON.stringify(item)}`, () => {
      const params = { type: 'conversation.item.create', item };

      expect(parseClientMessage(METHOD.aiConversation, params))
        .to.have.nested.property('message.params.item')
        .that.deep.equals(item);
    });
  }

  it('refuses a conversation item that a browser must not send', () => {
    const item = { id: 'i', type: 'message', role: 'system', content: [] };

    expect(parseClientMessage(METHOD.aiConversation, { type: 'conversation.item.create', item }).ok).to.equal(
      false,
    );
  });

  it('drops members that the official client leaks', () => {
    const leaking = { ...dialogParams, iceServers: [{ credential: 'secret' }], localElement: {} };

    const parsed = parseClientMessage(METHOD.endOfCandidates, { dialogParams: leaking });

    expect(parsed).to.have.nested.property('message.params.dialogParams').that.deep.equals(dialogParams);
  });

  it('tells an unknown method from a broken message', () => {
    for (const method of ['telnyx_rtc.future', 'toString', '__proto__']) {
      expect(parseClientMessage(method, {})).to.include({ ok: false, unknownMethod: true });
    }
  });
});
