/** What fails is what is to be seen. */
const ignore = () => undefined;

const isReady = (phone) =>
  new Promise((resolve) => {
    if (phone.status === 'ready') resolve();
    else phone.addEventListener('telnyx-ready', () => resolve(), { once: true });
  });

const dial = (phone, number) => phone.dial(number).catch(ignore);

/** Presses a button of the phone, as soon as it is drawn. */
async function press(phone, part) {
  await phone.updateComplete;
  phone.shadowRoot.querySelector(`[part~="${part}"]`)?.click();
}

/** Somebody else calls this phone: an invisible session of the page. Resolves with their call. */
async function ring(phone, name) {
  await isReady(phone);
  const caller = document.createElement('telnyx-session');
  const login = { login: `${name}-${phone.login}`, password: 'demo', 'gateway-url': '/gateway' };
  for (const [attribute, value] of Object.entries(login)) caller.setAttribute(attribute, value);
  phone.after(caller);
  await customElements.whenDefined('telnyx-session');
  const session = await caller.connect();
  const call = session.call({ destination: phone.login, callerName: name, audio: false });
  call.answered.catch(ignore);
  return call;
}

const comesIn = (phone) =>
  new Promise((resolve) => phone.addEventListener('telnyx-incoming-call', resolve, { once: true }));

/** By name: attributes, the gateway's scenario, and what whoever uses the phone does. */
export const PHONE_STATES = {
  tag: 'telnyx-dialer',
  attributes: (number) => ({
    login: `phone-${String(number)}`,
    password: 'demo',
    prewarm: 'eager',
    history: 'off',
    ringtone: 'off',
    ringback: 'off',
  }),
  states: {
    Ready: {},
    'Number entered': { attributes: { destination: '+15550100200' } },
    'Number refused': { enter: (phone) => dial(phone, 'twelve monkeys') },
    Calling: { enter: (phone) => dial(phone, '+15550100408') },
    'In call': { enter: (phone) => dial(phone, '+15550100200') },
    'On hold': {
      enter: async (phone) => {
        await dial(phone, '+15550100100');
        await phone.hold();
      },
    },
    'Keys during a call': {
      enter: async (phone) => {
        await dial(phone, '+15550100100');
        await press(phone, 'keypad-button');
      },
    },
    'Two calls': {
      enter: async (phone) => {
        await dial(phone, '+15550100100');
        await dial(phone, '+15550100200');
      },
    },
    'Incoming call': { enter: (phone) => ring(phone, 'Grace') },
    'Incoming during a call': {
      enter: async (phone) => {
        await dial(phone, '+15550100100');
        await ring(phone, 'Tom');
      },
    },
    'Missed call': {
      enter: async (phone) => {
        const [call] = await Promise.all([ring(phone, 'Ana'), comesIn(phone)]);
        await call.hangup();
      },
      attributes: { history: 'session' },
    },
    'Line busy': { enter: (phone) => dial(phone, '+15550100486') },
    'Call ended': {
      enter: async (phone) => {
        await dial(phone, '+15550100100');
        await phone.hangup();
      },
    },
    Devices: {
      enter: async (phone) => {
        await isReady(phone);
        await press(phone, 'devices-button');
      },
    },
    'Recent calls': {
      attributes: { history: 'session' },
      enter: async (phone) => {
        await dial(phone, '+15550100486');
        await isReady(phone);
        await press(phone, 'history-button');
      },
    },
    'Not online': { attributes: { prewarm: 'off' } },
    'Login refused': { attributes: { login: 'refused' } },
    'No login': { attributes: { login: '' } },
    'No gateway': { attributes: { 'gateway-url': 'ws://127.0.0.1:9' } },
    'Without keys': { attributes: { 'hide-keypad': '' } },
    'Narrow, 240 px': { className: 'narrow' },
    'Narrow in a call': { className: 'narrow', enter: (phone) => dial(phone, '+15550100200') },
  },
};
