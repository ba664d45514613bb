import { VERSION } from '../shared/version.js';
import { urlOf } from '../signaling/gateway-url.js';
import type { SessionFacts } from './session-facts.js';
import type { TelnyxSessionOptions } from './session-options.js';
import type { SessionState } from './session-state.js';

/** A report for support: what the session is and how its calls went, without names, numbers, headers or words said. */
export function describeSession(
  { snapshot, recent }: SessionState,
  facts: SessionFacts,
  { environment = 'production', gatewayUrl, trickleIce = true, forceRelay = false }: TelnyxSessionOptions,
): Record<string, unknown> {
  const { status, error, calls, region, dc, callReportId, quality, transcript, devices } = snapshot;
  const { microphones, speakers, microphoneId, speakerId, ringerId, canChooseSpeaker } = devices;
  return {
    version: VERSION,
    status,
    environment,
    // A path or query of the address may hold what is nobody's business.
    gatewayHost: urlOf(gatewayUrl)?.host ?? null,
    trickleIce,
    forceRelay,
    region,
    dc,
    callReportId,
    error: error && { code: error.code, name: error.name, ...error.context },
    recent,
    quality,
    lastCall: { ...facts },
    devices: {
      microphones: microphones.length,
      speakers: speakers.length,
      isMicrophoneChosen: microphoneId !== null,
      isSpeakerChosen: speakerId !== null,
      isRingerChosen: ringerId !== null,
      canChooseSpeaker,
    },
    transcriptItems: transcript.length,
    calls: calls.map(({ remoteName, remoteNumber, customHeaders, clientState, ...call }) => call),
    userAgent: typeof navigator === 'undefined' ? null : navigator.userAgent,
  };
}
