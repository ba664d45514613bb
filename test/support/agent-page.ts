import '../../components/define/all.js';
import type { TelnyxAiAgent } from '../../components/index.js';
import { gatewayUrl, type GatewayUrlOptions, uniqueTag } from './gateway.js';
import './nobody-leaving.js';
import { place } from './place.js';
import { Visitor } from './visitor.js';

export interface AgentPageOptions extends GatewayUrlOptions {
  /** Attributes beside `agent-id` and `gateway-url`, or instead of them; `null` leaves one out. */
  readonly attributes?: Readonly<Record<string, string | null>> | undefined;
}

/** A page with an agent on the real gateway, and somebody who visits it. */
export function createAgentPage({ attributes, ...gateway }: AgentPageOptions = {}) {
  const tag = gateway.tag ?? uniqueTag();
  const container = place();
  const agent = addAgent(container, { ...gateway, tag, attributes });
  const visitor = new Visitor(agent);
  const startCall = async () => {
    await visitor.click('Talk to us');
    await visitor.click('Start call');
    await visitor.ready('Mute');
  };
  return { tag, container, agent, visitor, startCall };
}

/** Puts an agent into the page the way a page does: as HTML. */
export function addAgent(
  container: Element,
  { attributes, ...gateway }: AgentPageOptions & { readonly tag: string },
): TelnyxAiAgent {
  const all: Record<string, string | null> = {
    'agent-id': 'assistant-test',
    'gateway-url': gatewayUrl(gateway),
    ...attributes,
  };
  const template = document.createElement('template');
  template.innerHTML = '<telnyx-ai-agent></telnyx-ai-agent>';
  const agent = template.content.firstElementChild as TelnyxAiAgent;
  for (const [name, value] of Object.entries(all)) {
    if (value !== null) agent.setAttribute(name, value);
  }
  container.append(agent);
  return agent;
}

/** The peer connection of the agent's call. */
export function connectionOf(agent: TelnyxAiAgent): RTCPeerConnection {
  const connection = agent.session?.getCall(agent.call?.id ?? '')?.peerConnection;
  if (!connection) throw new Error('The agent has no call.');
  return connection;
}

/** Collects events of these types, in their order. */
export function eventsOf<T extends keyof GlobalEventHandlersEventMap>(target: EventTarget, ...types: T[]) {
  const events: GlobalEventHandlersEventMap[T][] = [];
  for (const type of types) {
    target.addEventListener(type, (event) => events.push(event as GlobalEventHandlersEventMap[T]));
  }
  return events;
}
