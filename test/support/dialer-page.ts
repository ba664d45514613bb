import '../../components/define/all.js';
import type { TelnyxDialer } from '../../components/index.js';
import { eventually } from './eventually.js';
import { gatewayUrl, type GatewayUrlOptions, uniqueTag } from './gateway.js';
import { place } from './place.js';
import { Visitor } from './visitor.js';

/** A phone on the real gateway, registered under a name of its own, and whoever uses it. */
export async function createPhone(name: string, options: GatewayUrlOptions = {}) {
  const tag = options.tag ?? uniqueTag();
  const user = `${name}-${tag.slice(0, 8)}`;
  const container = place();
  const dialer = document.createElement('telnyx-dialer');
  const attributes = {
    login: user,
    password: 'x',
    'caller-name': name,
    'gateway-url': gatewayUrl({ ...options, tag }),
    prewarm: 'eager',
    history: 'off',
    ringtone: 'off',
    ringback: 'off',
  };
  for (const [attribute, value] of Object.entries(attributes)) dialer.setAttribute(attribute, value);
  container.append(dialer);
  await eventually(`${name} is registered`, () => dialer.status === 'ready');
  return { dialer, user, tag, visitor: new Visitor(dialer) };
}

/** The peer connection of the call with this party. */
export function connectionWith(dialer: TelnyxDialer, party: string): RTCPeerConnection {
  const { calls = [] } = dialer.session?.snapshot ?? {};
  const call = calls.find(({ remoteNumber }) => remoteNumber === party);
  const connection = dialer.session?.getCall(call?.id ?? '')?.peerConnection;
  if (!connection) throw new Error(`There is no call with ${party}.`);
  return connection;
}
