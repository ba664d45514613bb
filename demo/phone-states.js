/** So that no other element of the page loses its network. */
const OWN_WINDOW = 'microphone; autoplay';

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

/** Somebody else calls this phone: an invisible session of the page. Resolves with their calls, by name of the caller. */
async function ringAs(phone, names) {
  await isReady(phone);
  const caller = document.createElement('telnyx-session');
  const login = { login: `${names[0]}-${phone.login}`, password: 'demo', 'gateway-url': '/gateway' };
  for (const [attribute, value] of Object.entries(login)) caller.setAttribute(attribute, value);
  phone.after(caller);
  await customElements.whenDefined('telnyx-session');
  const session = await caller.connect();
  return names.map((callerName) => {
    const call = session.call({ destination: phone.login, callerName, audio: false });
    call.answered.catch(ignore);
    return call;
  });
}

const ring = async (phone, name) => (await ringAs(phone, [name]))[0];

/** As if the visitor refused the microphone the next time that it is asked for. */
function refuseMicrophone() {
  const { mediaDevices } = navigator;
  mediaDevices.getUserMedia = () => {
    delete mediaDevices.getUserMedia;
    return Promise.reject(new DOMException('', 'NotAllowedError'));
  };
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
    'Microphone refused': {
      enter: async (phone) => {
        await Promise.all([ring(phone, 'Mia'), comesIn(phone)]);
        refuseMicrophone();
        await phone.answer().catch(ignore);
      },
    },
    'Forty calls': {
      enter: (phone) =>
        ringAs(
          phone,
          Array.from({ length: 40 }, (_, index) => `Caller ${String(index + 1)}`),
        ),
    },
    'Missed call': {
      enter: async (phone) => {
        const [call] = await Promise.all([ring(phone, 'Ana'), comesIn(phone)]);
        await call.hangup();
      },
      attributes: { history: 'session' },
    },
    'Line busy': { enter: (phone) => dial(phone, '+15550100486') },
    Reconnecting: {
      allow: OWN_WINDOW,
      enter: async (phone) => {
        await dial(phone, '+15550100200');
        dispatchEvent(new Event('offline'));
      },
    },
    'In another tab': {
      enter: async (phone) => {
        await isReady(phone);
        const channel = new BroadcastChannel('telnyx-elements:registration');
        channel.postMessage({ owner: phone.login, tab: 'another' });
        channel.close();
      },
    },
    'Keys received': {
      enter: async (phone) => {
        const [call] = await Promise.all([ring(phone, 'Ida'), comesIn(phone)]);
        await phone.answer();
        await call.answered;
        await call.sendDigits('42#');
      },
    },
    'Launcher during a call': {
      className: 'corner',
      attributes: { placement: 'bottom-right' },
      enter: (phone) => dial(phone, '+15550100200'),
    },
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

const callFromParts = async (phone) => {
  const session = await phone.connect();
  await session.call({ destination: '+15550100200' }).answered;
};

/** The same in a phone that is composed of parts. */
export const COMPOSED_STATES = {
  tag: 'telnyx-session',
  attributes: (number) => ({ login: `parts-${String(number)}`, password: 'demo', prewarm: 'eager' }),
  parts: [
    'telnyx-notice',
    'telnyx-incoming-call',
    'telnyx-call-list',
    'telnyx-call-timer',
    'telnyx-call-quality',
    'telnyx-mute-button',
    'telnyx-hold-button',
    'telnyx-keypad',
    'telnyx-call-button',
  ],
  states: {
    'Parts, ready': {},
    'Parts, in call': { enter: callFromParts },
    'Parts, incoming call': { enter: (phone) => ring(phone, 'Grace') },
    'Parts, reconnecting': {
      allow: OWN_WINDOW,
      enter: async (phone) => {
        await callFromParts(phone);
        dispatchEvent(new Event('offline'));
      },
    },
  },
};
