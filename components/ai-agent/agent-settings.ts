import type { CallOptions, CustomHeader } from '../../src/index.js';
import { agentAuth } from '../session/agent-auth.js';
import { AttributeReader, isRecord } from '../session/attribute-reader.js';
import { readConnectionSettings } from '../session/connection-settings.js';
import { placements } from '../session/placements.js';
import type { HostSettings } from '../session/session-link.js';
import type { TelnyxAiAgent } from './ai-agent.js';
import type { CallExtras } from './dynamic-variables.js';

/** What the attributes of an agent say at the moment. */
export interface AgentSettings extends HostSettings {
  readonly call: CallOptions;
  /** Variables and headers for the call as the page gave them; `null` where it gave none. */
  readonly extras: CallExtras | null;
  /** Seconds after which the call is ended. */
  readonly maxDuration: number | undefined;
}

const positions = ['fixed', 'static', 'embedded', 'inline'] as const;
const A_DAY = 86_400;

/** Reads every attribute anew: pages change them at any time, and a start uses what they say then. */
export function readAgentSettings(host: TelnyxAiAgent): AgentSettings {
  const reader = new AttributeReader();
  const connection = readConnectionSettings(host, reader);
  reader.choice('placement', host.placement, placements);
  reader.choice('position', host.position, positions);
  reader.json('vad', host.vad, isRecord);
  reader.toggle('sounds', host.sounds);
  readSuggestions(reader, host);
  reader.toggle('remember-devices', host.rememberDevices);
  const declared = reader.json('variables', host.variables, isRecord);
  const headers = reader.json('call-custom-headers', host.callCustomHeaders, isHeaders);
  const { dataset, addedVariables: added } = host;
  const hasExtras = declared ?? headers ?? Object.keys(dataset).length + Object.keys(added).length > 0;
  const call: CallOptions = {
    destination: host.callDestinationNumber || undefined,
    callerName: host.callCallerName || undefined,
    callerNumber: host.callCallerNumber || undefined,
    audio: host.isTextOnly ? false : reader.json('call-audio', host.callAudio, isAudio),
    muted: host.pushToTalk || host.muted || undefined,
  };
  // The official element leaves the node of the last conversation unless told otherwise.
  const skipLastVoiceSdkId = connection.skipLastVoiceSdkId ?? true;
  const auth = agentAuth(host);
  const extra = host.streamingAudio && { streamingAudio: true };
  return {
    session: auth
      ? { ...connection, skipLastVoiceSdkId, auth: { ...auth, ...extra } }
      : { missing: `<${host.localName}> needs an agent-id.` },
    call,
    extras: hasExtras ? { declared, dataset, added, headers } : null,
    maxDuration: reader.integer('max-duration', host.maxDuration, 1, A_DAY),
    problems: reader.problems,
  };
}

/** Answers that the visitor only has to press. */
export const readSuggestions = (reader: AttributeReader, host: TelnyxAiAgent) =>
  reader.json('suggestions', host.suggestions, isTexts);

const isHeaders = (value: unknown): value is readonly CustomHeader[] =>
  Array.isArray(value) &&
  value.every((header) => isRecord(header) && typeof header.name === 'string' && 'value' in header);

const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((text) => typeof text === 'string' && text.trim() !== '');

const isAudio = (value: unknown): value is boolean | MediaTrackConstraints =>
  typeof value === 'boolean' || isRecord(value);
