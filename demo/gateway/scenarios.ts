import type { WidgetSettings } from '../../src/protocol/widget-settings.js';

/** One message of the gateway while it sets a client's call up, in the order they are sent. */
export type ProgressStep = 'result' | 'ringing' | 'media' | 'answer' | 'answer-with-sdp';

/** Who is at the other end, whatever number the client calls. */
export type FarEndName = 'assistant' | 'echo' | 'busy' | 'silent';

/** What a scenario changes about an ordinary gateway; what is not there stays ordinary. */
export interface Scenario {
  /** One line for a menu of the demo. */
  readonly description: string;
  readonly farEnd?: FarEndName;
  readonly refusesLogin?: boolean;
  readonly progress?: readonly ProgressStep[];
  /**
   * What happens once a call is up. The socket is cut or all packets are lost one second after the answer, or
   * after `after=` milliseconds; silence falls on the socket at once.
   */
  readonly afterAnswer?: 'drop' | 'lose-media' | 'fall-silent';
  /** Delays each frame by this many milliseconds; `delay=` in the URL changes it. */
  readonly delayMs?: number;
  /** Sends frames that no client should understand between all the good ones. */
  readonly sendsGarbage?: boolean;
  /** The assistant says goodbye after its greeting and hangs up. */
  readonly hangsUp?: boolean;
  /** The assistant asks the page for its title with the client tool `get_page_title`. */
  readonly callsTool?: boolean;
  readonly settings?: WidgetSettings;
}

const NO_SETTINGS: WidgetSettings = {
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
  drop: { description: 'The socket is cut one second after the answer', afterAnswer: 'drop' },
  garbage: { description: 'Nonsense frames between all the good ones', sendsGarbage: true },
  slow: { description: 'Every message of the gateway comes late', delayMs: 700 },
  'answer-first': {
    description: 'The answer comes before the call is confirmed',
    progress: ['answer-with-sdp', 'result'],
  },
  'media-first': {
    description: 'Early media first, then an answer without SDP',
    progress: ['result', 'media', 'answer'],
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

/** What one connection asked for in the query of its URL. */
export interface ConnectionSettings {
  readonly scenarioName: ScenarioName;
  readonly scenario: Scenario;
  /** The name under which tests observe the connection, or `null`. */
  readonly tag: string | null;
  /** The client's sticky routing id, or `null`. */
  readonly voiceSdkId: string | null;
  readonly widgetSettings: WidgetSettings;
  /** Milliseconds by which each frame of ours is delayed. */
  readonly delayMs: number;
  /** Milliseconds between the answer and what the scenario does then. */
  readonly afterMs: number;
  /** Sound of at least this many milliseconds counts as speech. */
  readonly speechMs: number;
  /** Loudness (0 to 1) from which sound may be speech. */
  readonly speechLevel: number;
}

/** Longer than the beep of Chromium's fake microphone, so that it does not interrupt the assistant. */
const SPEECH_MS = 500;
const SPEECH_LEVEL = 0.02;
const AFTER_MS = 1000;

/** Reads the query of a connection's URL; an unknown scenario is the assistant. */
export function readSettings(query: URLSearchParams): ConnectionSettings {
  const name = query.get('scenario') ?? '';
  const scenarioName = isScenarioName(name) ? name : 'assistant';
  const scenario: Scenario = SCENARIOS[scenarioName];
  return {
    scenarioName,
    scenario,
    tag: text(query, 'tag'),
    voiceSdkId: text(query, 'voice_sdk_id'),
    widgetSettings: scenario.settings ?? NO_SETTINGS,
    delayMs: number(query, 'delay') ?? scenario.delayMs ?? 0,
    afterMs: number(query, 'after') ?? AFTER_MS,
    speechMs: number(query, 'speech-ms') ?? SPEECH_MS,
    speechLevel: number(query, 'speech-level') ?? SPEECH_LEVEL,
  };
}

function isScenarioName(name: string): name is ScenarioName {
  return Object.hasOwn(SCENARIOS, name);
}

function text(query: URLSearchParams, name: string): string | null {
  const value = query.get(name);
  return value === '' ? null : value;
}

function number(query: URLSearchParams, name: string): number | null {
  const value = Number.parseFloat(query.get(name) ?? '');
  return Number.isFinite(value) && value >= 0 ? value : null;
}
