import type { WidgetSettings } from '../../src/protocol/widget-settings.js';
import { findScenario, NO_SETTINGS, type Scenario, type ScenarioName } from './scenarios.js';

/** When the calls of a client that came back are offered to it again; `as-it-comes` promises nothing. */
export type AttachOrder = 'as-it-comes' | 'before-registered' | 'after-registered' | 'never';

/** How our ICE candidates are sent: as the client asked for, with `a=` before them, or always one by one. */
export type CandidateStyle = 'as-asked' | 'prefixed' | 'late';

/** What one connection asked for in the query of its URL. */
export interface ConnectionSettings {
  readonly scenarioName: ScenarioName;
  readonly scenario: Scenario;
  /** The name under which tests observe the connection, or `null`. */
  readonly tag: string | null;
  /** The client's sticky routing id, or `null`. */
  readonly voiceSdkId: string | null;
  /** The client wants another node than its last one. */
  readonly wantsOtherNode: boolean;
  readonly widgetSettings: WidgetSettings;
  /** Milliseconds by which each frame is late, in either direction. */
  readonly delayMs: number;
  /** Milliseconds between the answer and what the scenario does then. */
  readonly afterMs: number;
  /** Sound of at least this many milliseconds counts as speech. */
  readonly speechMs: number;
  /** Loudness (0 to 1) from which sound may be speech. */
  readonly speechLevel: number;
  /** The states that the first questions for the registration are answered with; then it is `REGED`. */
  readonly states: readonly string[];
  readonly attach: AttachOrder;
  readonly candidates: CandidateStyle;
  /** Methods whose requests are refused, as `method` or `method:code`. */
  readonly refused: readonly string[];
  /** Methods whose requests are never answered. */
  readonly ignored: readonly string[];
}

/** Longer than the beep of Chromium's fake microphone, so that it does not interrupt the assistant. */
const SPEECH_MS = 500;
const SPEECH_LEVEL = 0.02;
const AFTER_MS = 1000;

const ATTACH_ORDERS: readonly AttachOrder[] = ['before-registered', 'after-registered', 'never'];
const CANDIDATE_STYLES: readonly CandidateStyle[] = ['prefixed', 'late'];

/** Reads the query of a connection's URL; an unknown scenario is the assistant. */
export function readSettings(query: URLSearchParams): ConnectionSettings {
  const { name, scenario } = findScenario(query.get('scenario') ?? '');
  return {
    scenarioName: name,
    scenario,
    tag: text(query, 'tag'),
    voiceSdkId: text(query, 'voice_sdk_id'),
    wantsOtherNode: query.get('skip_last_voice_sdk_id') === 'true',
    widgetSettings: scenario.settings ?? NO_SETTINGS,
    delayMs: number(query, 'delay') ?? scenario.delayMs ?? 0,
    afterMs: number(query, 'after') ?? AFTER_MS,
    speechMs: number(query, 'speech-ms') ?? SPEECH_MS,
    speechLevel: number(query, 'speech-level') ?? SPEECH_LEVEL,
    states: list(query, 'states'),
    attach: word(query, 'attach', ATTACH_ORDERS) ?? 'as-it-comes',
    candidates: word(query, 'candidates', CANDIDATE_STYLES) ?? 'as-asked',
    refused: list(query, 'refuse'),
    ignored: list(query, 'ignore'),
  };
}

function text(query: URLSearchParams, name: string): string | null {
  const value = query.get(name);
  return value === '' ? null : value;
}

function number(query: URLSearchParams, name: string): number | null {
  const value = Number.parseFloat(query.get(name) ?? '');
  return Number.isFinite(value) && value >= 0 ? value : null;
}

function list(query: URLSearchParams, name: string): readonly string[] {
  return (query.get(name) ?? '').split(',').filter(Boolean);
}

function word<T extends string>(query: URLSearchParams, name: string, words: readonly T[]): T | undefined {
  return words.find((known) => known === query.get(name));
}
