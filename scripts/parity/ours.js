/** Our core behind the commands that the scenarios give. */
import { TelnyxSession } from '/core.js';

/** Ours has no servers of its own for a gateway on this machine; these must not leave the page. */
const iceServers = [{ urls: 'turn:127.0.0.1:3478', username: 'testuser', credential: 'testpassword' }];

let session;
let call;

const LOGINS = {
  agent: (agentId) => ({ agentId }),
  user: (login) => ({ login, password: 'secret' }),
  token: (token) => ({ token }),
};

const until = (isMet) =>
  new Promise((resolve) => {
    const stop = new AbortController();
    const look = (snapshot) => {
      if (!isMet(snapshot)) return;
      stop.abort();
      resolve();
    };
    session.subscribe(look, { signal: stop.signal });
    look(session.snapshot);
  });

globalThis.driver = {
  async logIn(gatewayUrl, kind, name, trickleIce) {
    session = new TelnyxSession({ auth: LOGINS[kind](name), gatewayUrl, iceServers, trickleIce });
    await session.connect();
  },
  async dial(destination) {
    const customHeaders = [{ name: 'X-Case', value: '42' }];
    const names = { callerName: 'Parity', callerNumber: '+15550001111' };
    call = session.call({ destination, customHeaders, clientState: 'c3RhdGU=', ...names });
    call.answered.catch(() => undefined);
  },
  untilActive: async () => void (await call.answered),
  untilEnded: async () => void (await call.ended),
  expectIncoming: () => undefined,
  async answerIncoming() {
    await until(({ calls }) => calls.length > 0);
    call = session.getCall(session.snapshot.calls[0].id);
    await call.answer();
  },
  sendDigits: (digits) => call.sendDigits(digits),
  sendText: (to, text) => call.sendInfo(text),
  hold: () => call.hold(),
  resume: () => call.resume(),
  sendMessage: (text, images) => session.sendMessage(text, { images }),
  offerTool: (name, result) => session.registerClientTool(name, () => result),
  renewToken: (token) => session.updateToken(token),
  hangUp: () => call.hangup(),
  leave: () => session.disconnect(),
};
