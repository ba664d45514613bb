import type { TelnyxSessionOptions } from '../../src/index.js';
import { type AttributeReader, isRecord, trimmed } from './attribute-reader.js';
import type { SessionHost } from './session-host.js';

export type ConnectionSettings = Omit<TelnyxSessionOptions, 'auth'>;

/** What browsers take, which throw on anything else. A TURN server has to know who asks. */
const isIceServer = (server: unknown): boolean => {
  if (!isRecord(server)) return false;
  const { urls, username, credential } = server;
  const addresses = [urls].flat();
  const knowsWho = typeof username === 'string' && typeof credential === 'string';
  const address = knowsWho ? /^(stuns?:[^/?]+|turns?:[^/?]+(\?transport=(udp|tcp))?)$/i : /^stuns?:[^/?]+$/i;
  return addresses.length > 0 && addresses.every((url) => typeof url === 'string' && address.test(url));
};

const isIceServers = (value: unknown): value is readonly RTCIceServer[] =>
  Array.isArray(value) && value.every(isIceServer);

/** The connection attributes that every session host has. */
export function readConnectionSettings(host: SessionHost, reader: AttributeReader): ConnectionSettings {
  reader.choice('prewarm', host.prewarm, ['intent', 'eager', 'off']);
  reader.choice('theme', host.theme, ['auto', 'light', 'dark']);
  const gatewayUrl = trimmed(host.gatewayUrl);
  return {
    gatewayUrl: gatewayUrl ? resolveGatewayUrl(gatewayUrl, host.baseURI) : undefined,
    environment: reader.choice('environment', host.environment, ['production', 'development']),
    region: trimmed(host.region) || undefined,
    trickleIce: reader.toggle('trickle-ice', host.trickleIce),
    iceServers: reader.json('ice-servers', host.iceServers, isIceServers),
    forceRelay: host.forceRelay || undefined,
    rtcIp: trimmed(host.rtcIp) || undefined,
    rtcPort: reader.integer('rtc-port', host.rtcPort, 1, 65535),
    logger: host.debug ? console : undefined,
    skipLastVoiceSdkId: reader.toggle('skip-last-voice-sdk-id', host.skipLastVoiceSdkId),
  };
}

/** A path becomes the WebSocket address of the page's own server; anything else stays for the core to judge. */
export function resolveGatewayUrl(value: string, base: string): string {
  if (!value.startsWith('/')) return value;
  const url = new URL(value, base);
  url.protocol = url.protocol === 'http:' ? 'ws:' : 'wss:';
  return url.href;
}
