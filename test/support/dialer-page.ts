import '../../components/define/all.js';
import type { TelnyxDialer } from '../../components/index.js';
import { eventually } from './eventually.js';
import { gatewayUrl, type GatewayUrlOptions, uniqueTag } from './gateway.js';
import './nobody-leaving.js';
import { place } from './place.js';
import { Visitor } from './visitor.js';

/** A phone on the real gateway that is just put into a page with these attributes, and whoever uses it. */
export function placePhone(attributes: Readonly<Record<string, string>>, options: GatewayUrlOptions = {}) {
  const tag = options.tag ?? uniqueTag();
  const container = place();
  const dialer = document.createElement('telnyx-dialer');
  const all = {
    'gateway-url': gatewayUrl({ ...options, tag }),
    prewarm: 'eager',
    history: 'off',
    ringtone: 'off',
    ringback: 'off',
    ...attributes,
  };
  for (const [name, value] of Object.entries(all)) dialer.setAttribute(name, value);
  container.append(dialer);
  return { dialer, tag, visitor: new Visitor(dialer) };
}

/** A phone that is registered under a name of its own. */
export async function createPhone(
  name: string,
  options: GatewayUrlOptions = {},
  attributes: Readonly<Record<string, string>> = {},
) {
  const tag = options.tag ?? uniqueTag();
  const user = `${name}-${tag.slice(0, 8)}`;
  const login = { login: user, password: 'x', 'caller-name': name };
  const scene = placePhone({ ...login, ...attributes }, { ...options, tag });
  await eventually(`${name} is registered`, () => scene.dialer.status === 'ready');
  return { ...scene, user };
}

/** The peer connection of the call with this party. */
export function connectionWith(dialer: TelnyxDialer, party: string): RTCPeerConnection {
  const { calls = [] } = dialer.session?.snapshot ?? {};
  const call = calls.find(({ remoteNumber }) => remoteNumber === party);
  const connection = dialer.session?.getCall(call?.id ?? '')?.peerConnection;
  if (!connection) throw new Error(`There is no call with ${party}.`);
  return connection;
}
