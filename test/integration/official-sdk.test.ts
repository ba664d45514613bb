import { expect } from '@open-wc/testing';
import { type Call, TelnyxRTC } from '@telnyx/webrtc';

import {
  type CallReport,
  command,
  gatewayUrl,
  type GatewayReport,
  report,
  reportWhen,
  uniqueTag,
} from '../support/gateway.js';
import { ToneMicrophone } from '../support/tone-microphone.js';

type ClientOptions = ConstructorParameters<typeof TelnyxRTC>[0];

const VISITOR: ClientOptions = {
  anonymous_login: { target_type: 'ai_assistant', target_id: 'assistant-demo' },
};

/** One `telnyx.ai.conversation` event, as far as these tests read it. */
interface Conversation {
  readonly type: string;
  readonly delta?: string;
  readonly item_id?: string;
  readonly item?: { readonly role: string; readonly content?: readonly { readonly transcript?: string }[] };
}

/** A client of the official SDK that has logged in, and what it heard of the conversation. */
async function logIn(login: ClientOptions) {
  const tag = uniqueTag();
  // `host` is how the SDK takes another gateway; its types do not know it.
  const options = { ...login, host: gatewayUrl({ tag }) };
  const client = new TelnyxRTC(options);
  const conversation: Conversation[] = [];
  client.on('telnyx.ai.conversation', ({ params }: { params: Conversation }) => conversation.push(params));
  const ready = new Promise((resolve) => client.on('telnyx.ready', resolve));
  await client.connect();
  await ready;
  return { client, conversation, tag };
}

/** Resolves when the SDK tells a state of a call that `isMet` accepts. */
function callWhen(client: TelnyxRTC, isMet: (call: Call) => boolean): Promise<Call> {
  return new Promise((resolve) => {
    client.on('telnyx.notification', ({ call }: { call?: Call }) => {
      if (call && isMet(call)) resolve(call);
    });
  });
}

/** Sound is only decoded, and so only measured, while something plays it. */
function createSpeaker(): HTMLAudioElement {
  const speaker = document.createElement('audio');
  speaker.autoplay = true;
  return speaker;
}

async function heardEnergy(call: Call): Promise<number> {
  const stats: ReadonlyMap<string, RTCStats> = await call.peer.instance.getStats();
  const inbound = [...stats.values()].find(({ type }) => type === 'inbound-rtp');
  return (inbound as RTCInboundRtpStreamStats | undefined)?.totalAudioEnergy ?? 0;
}

/** Resolves once the gateway has sent so many packets more, of 20 ms each. */
async function packetsMore(tag: string, count: number): Promise<void> {
  const before = onlyCall(await report(tag)).media.packetsSent;
  await reportWhen(tag, (now) => onlyCall(now).media.packetsSent >= before + count);
}

function onlyCall({ calls }: GatewayReport): CallReport {
  const [call] = calls;
  if (!call || calls.length > 1) throw new Error(`Expected one call, not ${String(calls.length)}.`);
  return call;
}

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

  it('gets its call back after the socket was cut', async () => {
    const { client, tag } = await logIn({ login: 'bob', password: 'secret' });
    const active = callWhen(client, ({ state }) => state === 'active');
    client.newCall({ destinationNumber: 'echo', audio: true, remoteElement: createSpeaker() });
    await active;
    const back = callWhen(client, ({ state, options }) => state === 'active' && Boolean(options.attach));

    await command(tag, { type: 'drop' });
    await back;

    const after = await reportWhen(
      tag,
      (now) => onlyCall(now).reattached === 1 && onlyCall(now).media.connected,
    );
    expect(after.connections).to.equal(2);
    expect(onlyCall(after).state).to.equal('active');
    expect(onlyCall(after).byes).to.deep.equal([]);
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
