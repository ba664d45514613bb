import type { SessionSnapshot } from '../../src/index.js';

/** What holds while there is no session yet. */
export const idleSnapshot: SessionSnapshot = Object.freeze({
  status: 'idle',
  error: null,
  user: null,
  calls: [],
  transcript: [],
  agentState: 'idle',
  latency: { greetingMs: null, userPerceivedMs: null },
  widgetSettings: null,
  devices: {
    microphones: [],
    speakers: [],
    microphoneId: null,
    speakerId: null,
    ringerId: null,
    canChooseSpeaker: false,
    volume: 1,
  },
  quality: null,
  isAudioBlocked: false,
  region: null,
  dc: null,
  callReportId: null,
});
