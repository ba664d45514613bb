import type { AgentAudioEvent, CallSnapshot, SessionSnapshot, TranscriptItem } from '../../src/index.js';
import { TelnyxAgentStateChangeEvent, TelnyxTranscriptEvent } from '../events.js';
import { type OfficialCallState, type OfficialDetails, OfficialEvent } from '../official-event.js';
import { currentCall, isLive } from '../session/current-call.js';
import type { TelnyxAiAgent } from './ai-agent.js';

/** Tells the page what differs between two snapshots, as far as an agent is concerned. */
export function dispatchAgentEvents(host: TelnyxAiAgent, previous: SessionSnapshot, next: SessionSnapshot) {
  for (const event of eventsBetween(host, previous, next)) host.dispatchEvent(event);
}

/** Hands the agent's speech to the page before it is heard: as raw bytes, for avatars and lip-sync. */
export function dispatchAgentAudio(target: EventTarget, event: AgentAudioEvent) {
  if (event.type !== 'chunk') return;
  const { type: _, ...chunk } = event;
  const official = new OfficialEvent('assistant.audio.delta', { ...chunk, byteLength: chunk.bytes.length });
  target.dispatchEvent(official);
}

function eventsBetween(host: TelnyxAiAgent, previous: SessionSnapshot, next: SessionSnapshot): Event[] {
  return [
    ...connectionEvents(previous, next),
    ...callEvents(host, currentCall(previous), currentCall(next)),
    ...stateEvents(previous, next),
    ...transcriptEvents(previous.transcript, next.transcript),
  ];
}

function connectionEvents(previous: SessionSnapshot, next: SessionSnapshot): Event[] {
  if (next.status === previous.status) return [];
  const { dc, region, callReportId } = next;
  if (next.status === 'ready') return [new OfficialEvent('agent.connected', { dc, region, callReportId })];
  return previous.status === 'ready' ? [new OfficialEvent('agent.disconnected', null)] : [];
}

function callEvents(
  { session }: TelnyxAiAgent,
  previous: CallSnapshot | null,
  next: CallSnapshot | null,
): Event[] {
  if (!next || next === previous) return [];
  const connection = session?.getCall(next.id)?.peerConnection;
  const streams = {
    localStream: streamOf(connection?.getSenders()),
    remoteStream: streamOf(connection?.getReceivers()),
  };
  const updates = officialStates(next).map((state) => {
    const call = { ...next, ...streams, state };
    return new OfficialEvent('conversation.update', { type: 'callUpdate', call });
  });
  const isSameCall = previous?.id === next.id;
  if (!isSameCall || previous.isMuted === next.isMuted) return updates;
  return [...updates, new OfficialEvent('agent.audio.mute', { muted: next.isMuted })];
}

function officialStates(call: CallSnapshot): readonly OfficialCallState[] {
  if (!isLive(call)) return ['hangup', 'destroy'];
  return [call.state === 'reconnecting' ? 'recovering' : call.state];
}

function streamOf(ends: readonly { readonly track: MediaStreamTrack | null }[] = []): MediaStream | null {
  const tracks = ends.flatMap(({ track }) => track ?? []);
  return tracks.length > 0 ? new MediaStream(tracks) : null;
}

/** Each latency is told once, with the state it belongs to, so that pages can count it. */
function stateEvents(previous: SessionSnapshot, next: SessionSnapshot): Event[] {
  const { greetingMs, userPerceivedMs } = next.latency;
  const latencies = {
    ...(greetingMs !== null &&
      greetingMs !== previous.latency.greetingMs && { greetingLatencyMs: greetingMs }),
    ...(userPerceivedMs !== null &&
      userPerceivedMs !== previous.latency.userPerceivedMs && { userPerceivedLatencyMs: userPerceivedMs }),
  };
  if (next.agentState === previous.agentState && Object.keys(latencies).length === 0) return [];
  const { agentState: state } = next;
  const change = new TelnyxAgentStateChangeEvent({ state, ...latencies });
  // The official element knows no idle agent.
  return state === 'idle'
    ? [change]
    : [change, new OfficialEvent('conversation.agent.state', { state, ...latencies })];
}

function transcriptEvents(previous: readonly TranscriptItem[], next: readonly TranscriptItem[]): Event[] {
  if (next === previous) return [];
  // Nearly always a few at the end of a list that may be long.
  const changed = next.filter((item, index) => item !== previous[index]);
  const replaced = previous.filter((item, index) => item !== next[index]);
  const before = new Map(replaced.map((item) => [item.id, item]));
  return changed.flatMap((item) => {
    const known = before.get(item.id);
    // One before it was taken out.
    if (known === item) return [];
    const change = new TelnyxTranscriptEvent(item);
    // The official element has no notes, such as that of a gap.
    const isNewlyFinal = item.role !== 'system' && item.status === 'final' && known?.status !== 'final';
    return isNewlyFinal ? [change, new OfficialEvent('transcript.item', officialItem(item))] : [change];
  });
}

/**
 * The official element sends the pieces of a text, which pages add up by id. One event with the complete text
 * gives them the same sum.
 */
function officialItem({
  id,
  role,
  text,
  timestamp,
  images,
}: TranscriptItem): OfficialDetails['transcript.item'] {
  const attachments = images?.map((url) => ({ type: 'image', url }) as const);
  return { id, role, content: text, timestamp: new Date(timestamp), ...(attachments && { attachments }) };
}
