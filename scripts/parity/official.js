/** The official SDK behind the commands that the scenarios give. */
import { TelnyxRTC } from '/node_modules/@telnyx/webrtc/lib/bundle.mjs';

let client;
let call;
let tool;
let trickleIce;

const until = (isMet) =>
  new Promise((resolve) => {
    client.on('telnyx.notification', ({ call: told }) => {
      if (!told || !isMet(told)) return;
      call = told;
      resolve();
    });
  });

const LOGINS = {
  agent: (id) => ({ anonymous_login: { target_type: 'ai_assistant', target_id: id } }),
  user: (login) => ({ login, password: 'secret' }),
  token: (token) => ({ login_token: token }),
};

globalThis.driver = {
  async logIn(host, kind, name, isTrickling = true) {
    trickleIce = isTrickling;
    client = new TelnyxRTC({ ...LOGINS[kind](name), host, trickleIce });
    client.on('telnyx.ai.conversation', ({ params }) => {
      if (params.item?.type !== 'function_call' || params.item.name !== tool?.name) return;
      const output = JSON.stringify(tool.result);
      call.sendAIConversationMessage({ type: 'function_call_output', call_id: params.item.call_id, output });
    });
    const ready = new Promise((resolve) => client.on('telnyx.ready', resolve));
    await client.connect();
    await ready;
  },
  async dial(destinationNumber) {
    const customHeaders = [{ name: 'X-Case', value: '42' }];
    const names = { callerName: 'Parity', callerNumber: '+15550001111' };
    const audio = document.body.appendChild(document.createElement('audio'));
    const media = { audio: true, trickleIce, remoteElement: audio };
    call = client.newCall({ destinationNumber, customHeaders, clientState: 'c3RhdGU=', ...names, ...media });
  },
  untilActive: () => (call?.state === 'active' ? undefined : until(({ state }) => state === 'active')),
  untilEnded: () => (call?.state === 'destroy' ? undefined : until(({ state }) => state === 'destroy')),
  async answerIncoming() {
    if (call?.state !== 'ringing') await until(({ state }) => state === 'ringing');
    const active = until(({ state }) => state === 'active');
    await call.answer();
    await active;
  },
  expectIncoming: () => void until(({ state }) => state === 'ringing'),
  sendDigits: (digits) => call.dtmf(digits),
  sendText: (to, text) => call.message(to, text),
  hold: () => call.hold(),
  resume: () => call.unhold(),
  sendMessage: (text, images) => call.sendConversationMessage(text, images),
  offerTool: (name, result) => void (tool = { name, result }),
  renewToken: (token) =>
    new Promise((resolve, reject) => {
      client.login({ creds: { login_token: token }, onSuccess: resolve, onError: reject });
    }),
  hangUp: () => call.hangup(),
  leave: () => client.disconnect(),
};
