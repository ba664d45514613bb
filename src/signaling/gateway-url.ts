import { TelnyxError } from '../shared/errors.js';

export interface GatewayAddress {
  readonly gatewayUrl?: string | undefined;
  readonly environment?: 'production' | 'development' | undefined;
  readonly region?: string | undefined;
  readonly rtcIp?: string | undefined;
  readonly rtcPort?: number | undefined;
}

const HOSTS = { production: 'wss://rtc.telnyx.com', development: 'wss://rtcdev.telnyx.com' } as const;
const TELNYX_HOST = /^rtc(?:dev)?\.telnyx\.com$/;
const LOOPBACK = /^(?:localhost|.+\.localhost|127(?:\.\d+){3}|\[::1\])$/;

/**
 * The socket's address. The region goes in front of Telnyx's own host names only, never into a host the page
 * has chosen. `stickyId` asks for the node that holds the session; a pinned back end makes it meaningless.
 *
 * @throws TelnyxError 60001 when the address is not `wss://`, nor `ws://` to loopback, or the region is no name.
 */
export function gatewayUrl(address: GatewayAddress, stickyId: string | null, skipLastNode = false): string {
  const url = parse(address.gatewayUrl ?? HOSTS[address.environment ?? 'production']);
  const region = address.region ?? '';
  if (region && region !== 'auto' && TELNYX_HOST.test(url.hostname)) {
    if (!/^[a-z0-9-]+$/.test(region)) {
      throw new TelnyxError(60001, { message: 'The region is not a region name.', context: { region } });
    }
    url.hostname = `${region}.${url.hostname}`;
  }
  if (address.rtcIp && address.rtcPort) {
    url.searchParams.set('rtc_ip', address.rtcIp);
    url.searchParams.set('rtc_port', String(address.rtcPort));
  } else if (stickyId) {
    url.searchParams.set('voice_sdk_id', stickyId);
    if (skipLastNode) url.searchParams.set('skip_last_voice_sdk_id', 'true');
  }
  return url.href;
}

/** True for the names and addresses of this machine. */
export function isLoopbackHost(hostname: string): boolean {
  return LOOPBACK.test(hostname);
}

/** True for a gateway on this machine, which needs no STUN or TURN server to be reached. */
export function isLoopbackGateway(address: GatewayAddress): boolean {
  return isLoopbackHost(urlOf(address.gatewayUrl)?.hostname ?? '');
}

/** The parts of an address; nothing where it is none. */
export function urlOf(text = ''): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}

function parse(text: string): URL {
  const url = urlOf(text);
  const isAllowed = url?.protocol === 'wss:' || (url?.protocol === 'ws:' && isLoopbackHost(url.hostname));
  if (!url || !isAllowed) throw badAddress(text);
  // Credentials in a URL would end up in logs, and a fragment makes the WebSocket constructor throw.
  url.username = '';
  url.password = '';
  url.hash = '';
  return url;
}

/** Without what may be secret in an address: user, password and parameters. */
function badAddress(text: string): TelnyxError {
  const address = text
    .replace(/[?#].*/s, '')
    .replace(/.*@/s, '')
    .slice(0, 80);
  return new TelnyxError(60001, { context: { address } });
}
