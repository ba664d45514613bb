import { hasRecoverableCall, TelnyxSession, type TelnyxSessionOptions } from '../../src/index.js';

const gatewayUrl = new URL(location.href).searchParams.get('gateway') ?? '';
const options: TelnyxSessionOptions = { auth: { agentId: 'assistant-test' }, gatewayUrl };
const isComingBack = hasRecoverableCall(options);
const session = new TelnyxSession(options);
// For the test to look at from outside.
const page = Object.assign(window, { session, call: session.getCall('') });

session.subscribe(({ calls }) => {
  page.call ??= session.getCall(calls[0]?.id ?? '');
});
await session.connect();
if (!isComingBack) session.call();
