import { type Call, TelnyxRTC } from '@telnyx/webrtc';

import {
  type CallReport,
  gatewayUrl,
  type GatewayReport,
  type GatewayUrlOptions,
  report,
  reportWhen,
  uniqueTag,
} from './gateway.js';

type ClientOptions = ConstructorParameters<typeof TelnyxRTC>[0];

/** Who needs no account: a visitor of an assistant. */
export const VISITOR: ClientOptions = {
  anonymous_login: { target_type: 'ai_assistant', target_id: 'assistant-demo' },
};

/** One `telnyx.ai.conversation` event, as far as these tests read it. */
export interface Conversation {
  readonly type: string;
  readonly delta?: string;
  readonly item_id?: string;
  readonly item?: {
    readonly type?: string;
    readonly role?: string;
    readonly call_id?: string;
    readonly content?: readonly {
      readonly transcript?: string;
      readonly image_url?: { readonly url: string };
    }[];
  };
}

/** A client of the official SDK that has logged in, and what it heard of the conversation. */
export async function logIn(login: ClientOptions, gateway: GatewayUrlOptions = {}) {
  const tag = uniqueTag();
  // `host` is how the SDK takes another gateway; its types do not know it.
  const options = { ...login, host: gatewayUrl({ tag, ...gateway }) };
  const client = new TelnyxRTC(options);
  const conversation: Conversation[] = [];
  client.on('telnyx.ai.conversation', ({ params }: { params: Conversation }) => conversation.push(params));
  const ready = new Promise((resolve) => client.on('telnyx.ready', resolve));
  await client.connect();
  await ready;
  return { client, conversation, tag };
}

/** Resolves when the SDK tells a state of a call that `isMet` accepts. */
export function callWhen(client: TelnyxRTC, isMet: (call: Call) => boolean): Promise<Call> {
  return new Promise((resolve) => {
    client.on('telnyx.notification', ({ call }: { call?: Call }) => {
      if (call && isMet(call)) resolve(call);
    });
  });
}

/** Sound is only decoded, and so only measured, while something plays it. */
export function createSpeaker(): HTMLAudioElement {
  const speaker = document.createElement('audio');
  speaker.autoplay = true;
  return speaker;
}

export async function heardEnergy(call: Call): Promise<number> {
  const stats: ReadonlyMap<string, RTCStats> = await call.peer.instance.getStats();
  const inbound = [...stats.values()].find(({ type }) => type === 'inbound-rtp');
  return (inbound as RTCInboundRtpStreamStats | undefined)?.totalAudioEnergy ?? 0;
}

/** Resolves once the gateway has sent so many packets more, of 20 ms each. */
export async function packetsMore(tag: string, count: number): Promise<void> {
  const before = onlyCall(await report(tag)).media.packetsSent;
  await reportWhen(tag, (now) => onlyCall(now).media.packetsSent >= before + count);
}

export function onlyCall({ calls }: GatewayReport): CallReport {
  const [call] = calls;
  if (!call || calls.length > 1) throw new Error(`Expected one call, not ${String(calls.length)}.`);
  return call;
}
