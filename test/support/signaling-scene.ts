import type { ServerMessage } from '../../src/protocol/server-messages.js';
import type { TelnyxError } from '../../src/shared/errors.js';
import { silentLogger } from '../../src/shared/logger.js';
import type { Credentials } from '../../src/signaling/login.js';
import {
  type CredentialSource,
  SignalingClient,
  type SignalingClientOptions,
} from '../../src/signaling/signaling-client.js';
import { StickySession } from '../../src/signaling/sticky-session.js';
import { FakeClock } from './fake-clock.js';
import { FakeGateway } from './fake-gateway.js';

/** Credentials that are the same each time, or what the function returns. */
export function createSource(
  get: CredentialSource['get'] = () => Promise.resolve({ kind: 'anonymous', agentId: 'assistant-1' }),
  isRenewable = false,
) {
  const accepted: Credentials[] = [];
  const source: CredentialSource = {
    isRenewable,
    get,
    isOutdated: () => Promise.resolve(false),
    accepted: (credentials) => void accepted.push(credentials),
  };
  return { source, accepted };
}

/** A signaling client at a gateway in memory, with everything it tells. */
export function createSignaling(overrides: Partial<SignalingClientOptions> = {}) {
  const clock = new FakeClock();
  const gateway = new FakeGateway();
  const sticky = new StickySession(() => null, 'test', clock);
  const messages: ServerMessage[] = [];
  const warnings: TelnyxError[] = [];
  const statuses: string[] = [];
  const client = new SignalingClient({
    address: { gatewayUrl: 'wss://gw.example' },
    credentials: createSource().source,
    sticky,
    skipLastNode: false,
    maxReconnectAttempts: 3,
    WebSocket: gateway.WebSocket,
    clock,
    random: () => 0.5,
    logger: silentLogger,
    isInCall: () => false,
    onMessage: (message) => messages.push(message),
    onWarning: (warning) => warnings.push(warning),
    ...overrides,
  });
  client.state.subscribe(({ status }) => statuses.push(status));
  return { client, clock, gateway, sticky, messages, warnings, statuses };
}

/** A client that is registered, whose statuses so far are forgotten. */
export async function createReadySignaling(overrides: Partial<SignalingClientOptions> = {}) {
  const scene = createSignaling(overrides);
  await scene.client.connect();
  scene.statuses.length = 0;
  return scene;
}
