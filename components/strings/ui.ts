import { launcherStrings } from './launcher.js';
import type { ErrorWords } from './trouble.js';

/** The English words of an ordinary call. Those for trouble load with it. */
export const ui = {
  ...launcherStrings,
  agent: 'Assistant',
  intro: 'Ask us anything, by voice or by text.',
  introText: 'Ask us anything. Write a message to begin.',
  microphoneHint: 'Your browser will ask for the microphone.',
  startCall: 'Start call',
  startAgain: 'Start again',
  endCall: 'End call',
  mute: 'Mute',
  unmute: 'Unmute',
  send: 'Send',
  message: 'Message',
  messagePlaceholder: 'Write a message',
  messagePlaceholderIdle: 'Start the call to write',
  close: 'Close',
  openPanel: 'Open conversation',
  stateIdle: 'Ready when you are',
  stateConnecting: 'Connecting…',
  stateListening: 'Listening',
  stateMuted: 'You are muted',
  stateThinking: 'Thinking…',
  stateSpeaking: 'Speaking',
  stateReconnecting: 'Reconnecting…',
  stateEnded: 'Call ended',
  stateFailed: 'Not connected',
  interruptHint: 'speak to interrupt',
  unexplained: "We can't connect. Check your internet connection.",
  reconnecting: 'Reconnecting… your call is kept',
  callTime: 'Call time',
  tryAgain: 'Try again',
  conversation: 'Conversation',
  emptyTranscript: 'What is said appears here.',
  you: 'You',
  system: 'Note',
  image: 'Image',
  latest: 'Jump to latest',
  copyTranscript: 'Copy transcript',
  copied: 'Copied',
  copyFailed: 'Could not copy',
  agentAnswered: 'Time until the last answer',
  milliseconds: 'ms',
} as const;

interface TroubleStrings {
  readonly audioBlocked: string;
  readonly tapToHear: string;
  readonly supportCode: string;
  readonly errors: Readonly<Record<number, ErrorWords>>;
}

type UiStrings = Readonly<Record<keyof typeof ui, string>>;

/** Every text of the elements; `strings` of an element overrides any of them. */
export type Strings = UiStrings & TroubleStrings;

/** What the elements have at hand: of the words for trouble only those that the page has replaced. */
export type PresentStrings = UiStrings & Partial<TroubleStrings>;
