import type { ClientMessage } from '../../src/protocol/client-messages.js';
import { METHOD } from '../../src/protocol/methods.js';
import { Assistant } from './assistant/assistant.js';
import type { CallLeg } from './call-leg.js';
import { UnusableSdpError } from './media/call-media.js';
import type { Session } from './session.js';

type MessageOf<M extends ClientMessage['method']> = Extract<ClientMessage, { method: M }>;

/** The requests that concern a call that exists. */
export type CallRequest = MessageOf<
  | typeof METHOD.answer
  | typeof METHOD.attach
  | typeof METHOD.bye
  | typeof METHOD.candidate
  | typeof METHOD.endOfCandidates
  | typeof METHOD.modify
  | typeof METHOD.info
  | typeof METHOD.aiConversation
>;

/** What the gateway answers to a request, and what it does right after. */
export type RpcAnswer = RpcResult | { readonly ok: false; readonly error: RpcRefusal };

export interface RpcResult {
  readonly ok: true;
  readonly result: object;
  readonly afterwards?: () => void;
}

export interface RpcRefusal {
  readonly code: number;
  readonly message: string;
}

const NO_SUCH_CALL: RpcAnswer = { ok: false, error: { code: -32603, message: 'CALL_DOES_NOT_EXIST' } };
const NO_SDP: RpcAnswer = { ok: false, error: { code: -32602, message: 'Invalid params: sdp' } };

/** Does what a client asks for one of its calls. */
export async function answerCallRequest(session: Session, request: CallRequest): Promise<RpcAnswer> {
  try {
    return await handle(session, request);
  } catch (error) {
    if (error instanceof UnusableSdpError) return NO_SDP;
    throw error;
  }
}

async function handle(session: Session, request: CallRequest): Promise<RpcAnswer> {
  if (request.method === METHOD.aiConversation) return onConversation(session, request.params);
  const leg = session.leg(request.params.dialogParams.callID);
  if (!leg) return NO_SUCH_CALL;
  const done = (result: object = {}): RpcResult => ({
    ok: true,
    result: { callID: leg.id, sessid: session.id, ...result },
  });
  switch (request.method) {
    case METHOD.answer:
      await leg.takeAnswer(request.params.sdp);
      return done({ message: 'CALL ANSWERED' });
    case METHOD.attach:
      await leg.attach(request.params.sdp);
      return done({ message: 'CALL ATTACHED' });
    case METHOD.bye:
      leg.onClientBye(request.params);
      return done({ message: 'CALL ENDED' });
    case METHOD.candidate:
      leg.onCandidate();
      return done();
    case METHOD.endOfCandidates:
      leg.onEndOfCandidates();
      return done();
    case METHOD.info:
      if (request.params.dtmf) leg.onDigits(request.params.dtmf);
      return done({ message: 'SENT' });
    case METHOD.modify:
      return onModify(leg, request.params, done);
  }
}

async function onModify(
  leg: CallLeg,
  { action, sdp }: MessageOf<typeof METHOD.modify>['params'],
  done: (result: object) => RpcResult,
): Promise<RpcAnswer> {
  if (action !== 'updateMedia') return done({ action, holdState: leg.hold(action) });
  if (!sdp) return NO_SDP;
  const description = await leg.restartIce(sdp);
  const afterwards = () => {
    leg.trickle(description);
  };
  const holdState = leg.state === 'held' ? 'held' : 'active';
  return { ...done({ action, holdState, sdp: leg.sdpOf(description) }), afterwards };
}

/** `ai_conversation` names no call: it belongs to the one on which the assistant is. */
function onConversation(
  session: Session,
  { item }: MessageOf<typeof METHOD.aiConversation>['params'],
): RpcAnswer {
  const assistant = session.legs
    .filter(({ isUp }) => isUp)
    .map(({ farEnd }) => farEnd)
    .find((farEnd) => farEnd instanceof Assistant);
  if (!assistant) return NO_SUCH_CALL;
  return {
    ok: true,
    result: { message: 'OK' },
    afterwards: () => {
      assistant.onItem(item);
    },
  };
}
