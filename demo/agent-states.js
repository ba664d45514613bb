/** Waits for an event that says what we wait for. */
const until = (agent, name, isMet = () => true) =>
  new Promise((resolve) => {
    const listener = (event) => {
      if (!isMet(event.detail)) return;
      agent.removeEventListener(name, listener);
      resolve();
    };
    agent.addEventListener(name, listener);
  });

const reaches = (agent, state) =>
  until(agent, 'telnyx-agent-state-change', (detail) => detail.state === state);

/** A call that is left alone: what fails is what is to be seen. */
const start = (agent) => agent.start().catch(() => undefined);

/** Resolves when the agent has greeted, heard or not. */
async function greet(agent) {
  await start(agent);
  await until(agent, 'telnyx-transcript', ({ item }) => item.status === 'final');
}

/** As if nothing else here listened, for whose sake browsers let this frame be heard as well. */
function refuseSound() {
  const { play } = HTMLMediaElement.prototype;
  HTMLMediaElement.prototype.play = () => Promise.reject(new DOMException('', 'NotAllowedError'));
  addEventListener('pointerdown', () => (HTMLMediaElement.prototype.play = play), { once: true });
}

/** A photograph, as a visitor's phone takes it: a wheel. */
function photograph() {
  const canvas = Object.assign(document.createElement('canvas'), { width: 480, height: 320 });
  const context = canvas.getContext('2d');
  context.fillStyle = '#d8e3dc';
  context.fillRect(0, 0, 480, 320);
  context.translate(240, 160);
  context.strokeStyle = '#1f3a30';
  for (const [radius, width] of [
    [130, 14],
    [18, 8],
  ]) {
    context.lineWidth = width;
    context.beginPath();
    context.arc(0, 0, radius, 0, 2 * Math.PI);
    context.stroke();
  }
  context.lineWidth = 3;
  for (let spoke = 0; spoke < 16; spoke += 1) {
    context.rotate(Math.PI / 8);
    context.beginPath();
    context.moveTo(20, 0);
    context.lineTo(124, 0);
    context.stroke();
  }
  return canvas.toDataURL('image/jpeg');
}

/** A day as `hours` names it, on which it is not yet open. */
function dayAfterTomorrow() {
  const names = ['Su', 'Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa'];
  return names[(new Date().getDay() + 2) % 7];
}

const idOf = (number) => `assistant-state-${String(number)}`;

/**
 * By name: attributes, the gateway's scenario and more of its query, and what a visitor does. `allow` is what a frame
 * may do that the state then stands in.
 */
export const AGENT_STATES = {
  tag: 'telnyx-ai-agent',
  // Widgets of one assistant share its session; these are each to have their own.
  attributes: (number) => ({ 'agent-id': idOf(number), placement: 'inline', sounds: 'false' }),
  states: {
    Idle: {},
    Connecting: { scenario: 'silent', enter: start },
    Listening: {
      enter: async (agent) => {
        await start(agent);
        await reaches(agent, 'listening');
      },
    },
    Thinking: {
      // What never reaches the agent is never answered.
      query: '&ignore=ai_conversation',
      enter: async (agent) => {
        await greet(agent);
        await agent.sendMessage('Do you open on Saturdays?');
      },
    },
    Speaking: { enter: start },
    Muted: { attributes: { muted: '' }, enter: start },
    'Push to talk': { attributes: { 'push-to-talk': '' }, enter: start },
    Countdown: { attributes: { 'max-duration': '29' }, enter: start },
    Minimised: {
      attributes: { placement: 'bottom-right' },
      className: 'corner',
      enter: async (agent) => {
        await start(agent);
        agent.close();
      },
    },
    Reconnecting: {
      // A window of its own, so that no other element loses its network.
      allow: 'microphone; autoplay',
      enter: async (agent) => {
        await greet(agent);
        dispatchEvent(new Event('offline'));
      },
    },
    'Connection is back': { scenario: 'drop', enter: start },
    Images: {
      enter: async (agent) => {
        await greet(agent);
        await agent.sendMessage('Can you mend this wheel?', { images: [photograph()] });
      },
    },
    Ended: {
      enter: async (agent) => {
        await start(agent);
        await reaches(agent, 'listening');
        await agent.end();
      },
    },
    // Without a microphone, because browsers let a page be heard that listens.
    'Sound blocked': {
      attributes: { 'call-audio': 'false' },
      allow: "autoplay 'none'",
      enter: (agent) => {
        refuseSound();
        return start(agent);
      },
    },
    'Microphone blocked': { allow: "microphone 'none'", enter: start },
    'Login refused': { scenario: 'refused-login', enter: start },
    'Line busy': { scenario: 'busy', enter: start },
    'No gateway': { attributes: { 'gateway-url': 'ws://127.0.0.1:9' }, enter: start },
    Consent: {
      attributes: {
        consent: 'This call is recorded to answer you better. You can ask us to delete it at any time.',
      },
    },
    Closed: { attributes: { hours: `${dayAfterTomorrow()} 09:00-17:00` } },
    Suggestions: {
      attributes: { suggestions: '["Opening hours", "What does a repair cost?", "Talk to a person"]' },
      enter: greet,
    },
    Rating: {
      attributes: { rating: '' },
      enter: async (agent) => {
        await start(agent);
        await reaches(agent, 'listening');
        await agent.end();
      },
    },
    'Icon alone': { attributes: { placement: 'bottom-right', compact: '' }, className: 'corner' },
    'Text only': { attributes: { 'text-only': '' } },
    'Text conversation': {
      attributes: { 'text-only': '' },
      enter: (agent) => agent.sendMessage('Do you open on Saturdays?'),
    },
    'Dressed by the portal': { scenario: 'settings', attributes: { prewarm: 'eager' } },
  },
};
