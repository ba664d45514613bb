import { METHOD } from '../protocol/methods.js';
import type { ServerMessage } from '../protocol/server-messages.js';
import { TelnyxError } from '../shared/errors.js';
import { detailsFrom } from './call-details.js';
import type { CallLife } from './call-life.js';
import type { CallMedia } from './call-media.js';
import { takeProgress } from './call-setup.js';

/** Brings a message of the server to the parts of the call that it concerns. */
export function takeMessage(
  message: ServerMessage,
  life: CallLife,
  media: CallMedia,
  isOutbound: boolean,
): void {
  const { context, details } = life;
  switch (message.method) {
    case METHOD.ringing:
      life.learn(detailsFrom(message.params));
      life.dispatch({ type: 'far-end-ringing' });
      break;
    case METHOD.media:
    case METHOD.answer:
      life.learn(detailsFrom(message.params));
      // Only who calls is answered: on an inbound call these say nothing.
      if (isOutbound) void takeProgress(message.method, message.params.sdp ?? null, life, media);
      break;
    case METHOD.candidate:
      media.addCandidate(toCandidate(message.params)).catch((error: unknown) => {
        context.logger.warn('candidate of the far end refused', { error: String(error) });
      });
      break;
    case METHOD.display:
      // The server sees the call from its side: in our own direction it names ourselves.
      if (message.params.display_direction === details.direction) break;
      life.learn({
        ...(message.params.display_name && { remoteName: message.params.display_name }),
        ...(message.params.display_number && { remoteNumber: message.params.display_number }),
      });
      break;
    case METHOD.info:
      context.onInfo({ callId: details.id, params: message.params });
      break;
    case METHOD.bye:
      if (message.params.causeCode === 10007) life.abandon(new TelnyxError(10007, { callId: details.id }));
      life.end({
        cause: message.params.cause ?? 'NORMAL_CLEARING',
        causeCode: message.params.causeCode ?? null,
        sipCode: message.params.sipCode ?? null,
        sipReason: message.params.sipReason ?? null,
      });
      break;
    default:
      break;
  }
}

/** Some servers send the SDP line instead of the candidate alone, or do not say to which of its one section. */
function toCandidate({
  candidate,
  sdpMid,
  sdpMLineIndex,
}: Extract<ServerMessage, { method: typeof METHOD.candidate }>['params']): RTCIceCandidateInit {
  return {
    candidate: candidate.replace(/^a=/, ''),
    sdpMid: sdpMid ?? null,
    sdpMLineIndex: sdpMLineIndex ?? (sdpMid ? null : 0),
  };
}
