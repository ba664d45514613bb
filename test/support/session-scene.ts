import type { ClientToolEvent } from '../../src/assistant/client-tools.js';
import { loadCallCommands } from '../../src/call/load-call-commands.js';
import type { TelnyxSessionOptions } from '../../src/session/session-options.js';
import { TelnyxSession } from '../../src/session/telnyx-session.js';
import type { TelnyxError } from '../../src/shared/errors.js';
import { FakeClock } from './fake-clock.js';
import { FakeGateway } from './fake-gateway.js';
import { FakeMediaEngine } from './fake-media.js';
import { settled } from './settled.js';

// As on a phone that has been connected for a while: nothing waits for its first command.
await loadCallCommands();

/** A session with a gateway in memory and fake media, and everything it tells. */
export function createSession(overrides: Partial<TelnyxSessionOptions> = {}) {
  const clock = new FakeClock();
  const gateway = new FakeGateway();
  const engine = new FakeMediaEngine();
  const errors: TelnyxError[] = [];
  const warnings: TelnyxError[] = [];
  const toolEvents: ClientToolEvent[] = [];
  const posts: Request[] = [];
  const options: TelnyxSessionOptions = {
    auth: { agentId: 'assistant-1' },
    gatewayUrl: 'wss://gw.example',
    media: engine,
    WebSocket: gateway.WebSocket,
    clock,
    // Tests share a page, and with it its storage.
    storage: null,
    // Gestures of other tests are none of this page's.
    page: null,
    fetch: (input, init) => {
      posts.push(new Request(input, init));
      return Promise.resolve(new Response());
    },
    onError: (error) => errors.push(error),
    onWarning: (warning) => warnings.push(warning),
    onToolEvent: (event) => toolEvents.push(event),
    ...overrides,
  };
  const session = new TelnyxSession(options);
  return { session, options, clock, gateway, engine, errors, warnings, toolEvents, posts };
}

export async function createReadySession(overrides?: Partial<TelnyxSessionOptions>) {
  const scene = createSession(overrides);
  await scene.session.connect();
  return scene;
}

/** A session in a call that was answered. */
export async function createTalking(overrides?: Partial<TelnyxSessionOptions>) {
  const scene = await createReadySession(overrides);
  const call = scene.session.call({ destination: '+15551234567' });
  await settled();
  scene.gateway.socket.push('telnyx_rtc.answer', { callID: call.id, sdp: 'their answer' });
  await call.answered;
  return { ...scene, call };
}
