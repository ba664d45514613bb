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

const idOf = (number) => `assistant-state-${String(number)}`;

/** By name: attributes, the gateway's scenario, and what a visitor does. */
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
    Speaking: { enter: start },
    Muted: { attributes: { muted: '' }, enter: start },
    'Push to talk': { attributes: { 'push-to-talk': '' }, enter: start },
    Countdown: { attributes: { 'max-duration': '29' }, enter: start },
    Reconnecting: { scenario: 'drop', enter: start },
    Ended: {
      enter: async (agent) => {
        await start(agent);
        await reaches(agent, 'listening');
        await agent.end();
      },
    },
    'Login refused': { scenario: 'refused-login', enter: start },
    'Line busy': { scenario: 'busy', enter: start },
    'No gateway': { attributes: { 'gateway-url': 'ws://127.0.0.1:9' }, enter: start },
    Consent: {
      attributes: {
        consent: 'This call is recorded to answer you better. You can ask us to delete it at any time.',
      },
    },
    'Text only': { attributes: { 'text-only': '' } },
    'Text conversation': {
      attributes: { 'text-only': '' },
      enter: (agent) => agent.sendMessage('Do you open on Saturdays?'),
    },
    'Dressed by the portal': { scenario: 'settings', attributes: { prewarm: 'eager' } },
  },
};
