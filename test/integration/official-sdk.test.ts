import { expect } from '@open-wc/testing';

import { TelnyxRTC } from '@telnyx/webrtc';

import { gatewayUrl, report, reportWhen, uniqueTag } from '../support/gateway.js';
import {
  callWhen,
  type Conversation,
  createSpeaker,
  heardEnergy,
  logIn,
  onlyCall,
  packetsMore,
  VISITOR,
} from '../support/official-sdk.js';
import { ToneMicrophone } from '../support/tone-microphone.js';

const PIXEL = 'data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7';

/** The text of one answer of the assistant, put together from its words. */
function textOf(conversation: readonly Conversation[], itemId: string | undefined): string {
  const words = conversation.filter(
    ({ type, item_id }) => type === 'response.text.delta' && item_id === itemId,
  );
  return words.map(({ delta }) => delta).join('');
}

function answered(conversation: readonly Conversation[], count: number): boolean {
  return conversation.filter(({ type }) => type === 'response.done').length >= count;
}

describe('the official SDK against the gateway', () => {
  it('talks to the assistant: hears it, writes to it, reads its answer, hangs up', async () => {
    const { client, conversation, tag } = await logIn(VISITOR);
    const active = callWhen(client, ({ state }) => state === 'active');
    const over = callWhen(client, ({ state }) => state === 'destroy');
    const call = client.newCall({
      audio: true,
      trickleIce: true,
      remoteElement: createSpeaker(),
      customHeaders: [{ name: 'X-First-Name', value: 'Ada' }],
    });
    await active;

    const greeted = await reportWhen(tag, (now) => onlyCall(now).spoken[0]?.status === 'completed');
    await packetsMore(tag, 25);
    const energyOfGreeting = await heardEnergy(call);
    await packetsMore(tag, 50);
    const energyOfSilence = (await heardEnergy(call)) - energyOfGreeting;
    await call.sendConversationMessage('What are your opening hours?', []);
    const replied = await reportWhen(tag, (now) => onlyCall(now).spoken[1]?.status === 'completed');
    const energyOfReply = await heardEnergy(call);
    void call.hangup();
    await over;

    expect(onlyCall(greeted).spoken[0]?.text).to.match(/^Hello Ada! I am the demo assistant\./);
    expect(energyOfGreeting).to.be.greaterThan(0.01);
    expect(energyOfSilence).to.be.lessThan(0.0001);
    expect(energyOfReply).to.be.greaterThan(energyOfGreeting * 1.1);
    expect(onlyCall(replied).media.received.max).to.be.greaterThan(0.05);
    expect(answered(conversation, 2)).to.equal(true);
    const items = conversation.map(({ item_id }) => item_id).filter(Boolean);
    expect(textOf(conversation, items[0])).to.equal(onlyCall(greeted).spoken[0]?.text);
    expect(textOf(conversation, items.at(-1))).to.equal('We are open from nine to five, Monday to Friday.');
    expect(conversation.filter(({ item }) => item?.role === 'user')).to.have.length(1);
    const ended = await reportWhen(tag, (now) => onlyCall(now).state === 'ended');
    expect(onlyCall(ended).byes).to.deep.equal([
      { from: 'client', cause: 'NORMAL_CLEARING', causeCode: 16, sipCode: null, sipReason: null },
    ]);
    await client.disconnect();
    await reportWhen(tag, ({ socketOpen }) => !socketOpen);
  });

  it('is heard: the assistant stops when the visitor speaks, and answers them', async () => {
    const { client, conversation, tag } = await logIn(VISITOR);
    const microphone = new ToneMicrophone();
    const active = callWhen(client, ({ state }) => state === 'active');
    client.newCall({ localStream: microphone.stream, remoteElement: createSpeaker() });
    await active;
    await reportWhen(tag, (now) => onlyCall(now).spoken[0]?.status === 'speaking');

    microphone.speak();
    const interrupted = await reportWhen(tag, (now) => onlyCall(now).spoken[0]?.status !== 'speaking');
    microphone.hush();
    const replied = await reportWhen(tag, (now) => onlyCall(now).spoken[1]?.status === 'completed');

    expect(onlyCall(interrupted).spoken[0]?.status).to.equal('interrupted');
    expect(onlyCall(interrupted).media.receivedLastSecond.max).to.be.greaterThan(0.1);
    expect(onlyCall(replied).spoken[1]?.text).to.match(/^I heard you for \d+\.\d seconds\./);
    const userItem = conversation.find(({ item }) => item?.role === 'user')?.item;
    expect(userItem?.content?.[0]?.transcript).to.match(/^\(spoken, \d+\.\d s\)$/);
    await client.disconnect();
    await microphone.close();
  });

  it('calls the echo with a password: hears itself, sends digits, holds and resumes', async () => {
    const { client, tag } = await logIn({ login: 'alice', password: 'secret' });
    const active = callWhen(client, ({ state }) => state === 'active');
    const call = client.newCall({ destinationNumber: 'echo', audio: true, remoteElement: createSpeaker() });
    await active;

    const flowing = await reportWhen(tag, (now) => onlyCall(now).media.packetsReceived > 100);
    const energy = await heardEnergy(call);
    call.dtmf('1');
    call.dtmf('#');
    await reportWhen(tag, (now) => onlyCall(now).digits === '1#');
    await call.hold();
    const held = await report(tag);
    await call.unhold();
    const resumed = await report(tag);
    await client.disconnect();

    expect(onlyCall(flowing).farEnd).to.equal('echo');
    expect(energy).to.be.greaterThan(0.0001);
    expect(onlyCall(held).state).to.equal('held');
    expect(onlyCall(resumed).state).to.equal('active');
    await reportWhen(tag, (now) => onlyCall(now).state === 'ended');
  });

  it('logs in with a token, and again on the live socket with a fresh one', async () => {
    const { client, tag } = await logIn({ login_token: 'first' });

    const renewed = new Promise<void>((resolve, reject) => {
      void client.login({ creds: { login_token: 'second' }, onSuccess: resolve, onError: reject });
    });
    await renewed;

    const { connections, frames } = await report(tag);
    const logins = frames.filter(({ method, kind }) => method === 'login' && kind === 'request');
    expect(logins).to.have.length(2);
    expect(connections).to.equal(1);
    await client.disconnect();
  });

  it('is told that a login is refused', async () => {
    const refused = new TelnyxRTC({ login: 'refused', password: 'x', ...{ host: gatewayUrl() } });
    const failed = new Promise<{ readonly error: { readonly code: number } }>((resolve) => {
      refused.on('telnyx.error', resolve);
    });
    await refused.connect();

    const { error } = await failed;
    await refused.disconnect();

    expect(error.code).to.equal(46001);
  });

  it('lets the assistant call a function of the page', async () => {
    const { client, tag } = await logIn(VISITOR, { scenario: 'tool' });
    const active = callWhen(client, ({ state }) => state === 'active');
    const call = client.newCall({ audio: true, remoteElement: createSpeaker() });
    client.on('telnyx.ai.conversation', ({ params }: { params: Conversation }) => {
      if (params.item?.type !== 'function_call') return;
      const output = JSON.stringify({ title: 'Conformance' });
      call.sendAIConversationMessage({
        type: 'function_call_output',
        call_id: params.item.call_id ?? '',
        output,
      });
    });
    await active;

    const { frames } = await reportWhen(tag, (now) => onlyCall(now).spoken[1]?.status === 'completed');

    expect(onlyCall(await report(tag)).spoken[1]?.text).to.equal('This page is called Conformance.');
    const output = frames.find(({ values }) => values.itemType === 'function_call_output');
    expect(output?.kind).to.equal('notification');
    await client.disconnect();
  });

  it('sends images, which come back with the echo of the message', async () => {
    const { client, conversation, tag } = await logIn(VISITOR);
    const active = callWhen(client, ({ state }) => state === 'active');
    const call = client.newCall({ audio: true, remoteElement: createSpeaker() });
    await active;
    await reportWhen(tag, (now) => onlyCall(now).spoken[0]?.status === 'completed');

    await call.sendConversationMessage('Look', [PIXEL]);
    await reportWhen(tag, (now) => onlyCall(now).spoken[1]?.text === 'I received 1 image.');

    const echo = conversation.find(({ item }) => item?.role === 'user')?.item;
    expect(echo?.content?.map(({ image_url: image }) => image?.url).at(-1)).to.equal(PIXEL);
    await client.disconnect();
  });

  it('is told of a busy line with its SIP code', async () => {
    const { client } = await logIn({ login: 'alice', password: 'secret' });
    const over = callWhen(client, ({ state }) => state === 'destroy');
    client.newCall({ destinationNumber: 'busy', audio: true });

    const call = await over;

    expect({ cause: call.cause, sipCode: call.sipCode }).to.deep.equal({ cause: 'USER_BUSY', sipCode: 486 });
    await client.disconnect();
  });

  it('rings at another user, who answers and hears the caller', async () => {
    const callee = await logIn({ login: `callee-${uniqueTag()}`, password: 'secret' });
    const ringing = callWhen(callee.client, ({ state }) => state === 'ringing');
    const caller = await logIn({ login: 'caller', password: 'secret' });
    const active = callWhen(caller.client, ({ state }) => state === 'active');
    const { login: destinationNumber = '' } = callee.client.options;
    caller.client.newCall({ destinationNumber, callerName: 'Carol', audio: true });

    const incoming = await ringing;
    incoming.options.remoteElement = createSpeaker();
    await incoming.answer();
    await active;
    await reportWhen(callee.tag, (now) => onlyCall(now).media.packetsSent > 50);
    const ended = callWhen(callee.client, ({ state }) => state === 'destroy');
    await caller.client.disconnect();
    await ended;

    expect(incoming.options.remoteCallerName).to.equal('Carol');
    const { byes, direction } = onlyCall(await report(callee.tag));
    expect(direction).to.equal('inbound');
    expect(byes.map(({ from }) => from)).to.deep.equal(['gateway']);
    await callee.client.disconnect();
  });
});
