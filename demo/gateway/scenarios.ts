import type { WidgetSettings } from '../../src/protocol/widget-settings.js';

/** One message of the gateway while it sets a client's call up, in the order they are sent. */
export type ProgressStep =
  | 'result'
  | 'ringing'
  | 'media'
  | 'answer'
  | 'answer-with-sdp'
  /** The tone that tells a caller to wait, before anybody answered. */
  | 'ringback'
  /** A pause of one second, or of `after=` milliseconds. */
  | 'pause';

/** Who is at the other end, whatever number the client calls. */
export type FarEndName = 'assistant' | 'echo' | 'busy' | 'silent';

/** What a scenario changes about an ordinary gateway; what is not there stays ordinary. */
export interface Scenario {
  /** One line for a menu of the demo. */
  readonly description: string;
  readonly farEnd?: FarEndName;
  readonly refusesLogin?: boolean;
  /** The node that the client was on refuses its login; any other takes it. */
  readonly refusesSticky?: boolean;
  /** The node fails to register anybody; a client that asks for another one is served there. */
  readonly failsRegistration?: boolean;
  /** A user may be logged in at one place: a later login takes over from the earlier one. */
  readonly allowsOneLogin?: boolean;
  /** How long the tokens of `/token` are good for, in seconds. */
  readonly tokenSeconds?: number;
  readonly progress?: readonly ProgressStep[];
  /**
   * What happens once a call is up. The socket is cut, all packets are lost or their path breaks one second after
   * the answer, or after `after=` milliseconds; silence falls on the socket at once.
   */
  readonly afterAnswer?: 'drop' | 'lose-media' | 'break-path' | 'fall-silent';
  /** Delays each frame, in either direction, by this many milliseconds; `delay=` in the URL changes it. */
  readonly delayMs?: number;
  /** Sends frames that no client should understand between all the good ones. */
  readonly sendsGarbage?: boolean;
  /** The assistant says goodbye after its greeting and hangs up. */
  readonly hangsUp?: boolean;
  /** The assistant asks the page for its title with the client tool `get_page_title`. */
  readonly callsTool?: boolean;
  readonly settings?: WidgetSettings;
}

/** What the owner of an assistant who never set anything up gets. */
export const NO_SETTINGS: WidgetSettings = {
  theme: null,
  audio_visualizer_config: null,
  default_state: null,
  position: null,
  start_call_text: null,
  agent_thinking_text: null,
  speak_to_interrupt_text: null,
  logo_icon_url: null,
  give_feedback_url: null,
  report_issue_url: null,
  view_history_url: null,
};

const RICH_SETTINGS: WidgetSettings = {
  theme: 'light',
  audio_visualizer_config: { color: 'twilight', preset: 'roundBars' },
  default_state: 'expanded',
  position: 'fixed',
  start_call_text: 'Talk to the demo',
  agent_thinking_text: 'One moment, please',
  speak_to_interrupt_text: 'Just speak to interrupt',
  logo_icon_url:
    'data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><circle cx="4" cy="4" r="4"/></svg>',
  give_feedback_url: 'https://example.com/feedback',
  report_issue_url: 'https://example.com/issue',
  view_history_url: 'https://example.com/history',
};

const SCENARIOS = {
  assistant: { description: 'An assistant that speaks, listens and reads' },
  echo: { description: 'You hear yourself', farEnd: 'echo' },
  busy: { description: 'The line is busy (486)', farEnd: 'busy' },
  silent: { description: 'It rings nowhere: the call is never answered', farEnd: 'silent' },
  'refused-login': { description: 'The gateway refuses the login', refusesLogin: true },
  'sticky-refusal': {
    description: 'The node you were on refuses the login, any other takes it',
    refusesSticky: true,
  },
  'sick-node': {
    description: 'The node cannot register you (FAIL_WAIT), any other can',
    failsRegistration: true,
  },
  'single-login': {
    description: 'A later login of the same user takes over, the earlier one is UNREGED',
    allowsOneLogin: true,
  },
  'expiring-token': {
    description: 'The token that a phone logs in with is about to expire',
    // Clients ask for another one two minutes before: a moment after the login, here.
    tokenSeconds: 123,
  },
  drop: { description: 'The socket is cut one second after the answer', afterAnswer: 'drop' },
  garbage: { description: 'Nonsense frames between all the good ones', sendsGarbage: true },
  slow: { description: 'Every message comes late, in either direction', delayMs: 350 },
  'answer-first': {
    description: 'The answer comes before the call is confirmed',
    progress: ['answer-with-sdp', 'result'],
  },
  'media-first': {
    description: 'Early media first, then an answer without SDP',
    progress: ['result', 'media', 'answer'],
  },
  'early-media': {
    description: 'You hear it ring through early media, then it is answered without SDP',
    progress: ['result', 'ringing', 'media', 'ringback', 'pause', 'answer'],
  },
  'media-after-answer': {
    description: 'The answer has no SDP; early media brings it afterwards',
    progress: ['result', 'answer', 'media'],
  },
  'no-description': {
    description: 'The call is answered, but no SDP ever comes',
    progress: ['result', 'answer'],
  },
  'repeated-answer': {
    description: 'Media, answer and answer again, each with the SDP',
    progress: ['result', 'ringing', 'media', 'answer-with-sdp', 'answer-with-sdp'],
  },
  'broken-path': {
    description: 'One second after the answer no packet gets through any more until ICE restarts',
    afterAnswer: 'break-path',
  },
  'half-open': {
    description: 'The socket stays open but falls silent once the call is up',
    afterAnswer: 'fall-silent',
  },
  'lost-media': {
    description: 'The sound breaks off one second after the answer',
    afterAnswer: 'lose-media',
  },
  hangup: { description: 'The assistant greets, says goodbye and hangs up', hangsUp: true },
  settings: { description: 'The assistant brings its own look and texts', settings: RICH_SETTINGS },
  tool: { description: 'The assistant asks the page for its title', callsTool: true },
} as const satisfies Readonly<Record<string, Scenario>>;

export type ScenarioName = keyof typeof SCENARIOS;

/** Every scenario by name, with its line for a menu. */
export const scenarioMenu: readonly { readonly name: ScenarioName; readonly description: string }[] =
  Object.entries(SCENARIOS).map(([name, { description }]) => ({ name: name as ScenarioName, description }));

/** The scenario of a name; the assistant for a name that nobody knows. */
export function findScenario(name: string): { readonly name: ScenarioName; readonly scenario: Scenario } {
  const known = isScenarioName(name) ? name : 'assistant';
  return { name: known, scenario: SCENARIOS[known] };
}

function isScenarioName(name: string): name is ScenarioName {
  return Object.hasOwn(SCENARIOS, name);
}
