import * as z from 'zod/mini';

import { type AiMessage, parseAiMessage } from './ai-conversation.js';
import {
  displayParams,
  eventParams,
  progressParams,
  puntParams,
  serverByeParams,
  serverCandidateParams,
  serverEndOfCandidatesParams,
  serverInfoParams,
  serverOfferParams,
} from './server-call-messages.js';
import { clientReadyParams, gatewayStateParams } from './gateway-state.js';
import { describeIssues, type FrameViolation } from './json-rpc.js';
import { METHOD } from './methods.js';

/** The params of everything the server sends of its own accord, by method. */
const SCHEMAS = {
  [METHOD.clientReady]: clientReadyParams,
  [METHOD.gatewayState]: gatewayStateParams,
  [METHOD.ping]: z.object({}),
  [METHOD.punt]: puntParams,
  [METHOD.invite]: serverOfferParams,
  [METHOD.attach]: serverOfferParams,
  [METHOD.ringing]: progressParams,
  [METHOD.media]: progressParams,
  [METHOD.answer]: progressParams,
  [METHOD.bye]: serverByeParams,
  [METHOD.candidate]: serverCandidateParams,
  [METHOD.endOfCandidates]: serverEndOfCandidatesParams,
  [METHOD.display]: displayParams,
  [METHOD.info]: serverInfoParams,
  [METHOD.event]: eventParams,
  [METHOD.webrtcEvent]: eventParams,
} as const;

type Schemas = typeof SCHEMAS;

/** A message of the server, its params checked; the method tells their type. */
export type ServerMessage =
  | { [M in keyof Schemas]: { readonly method: M; readonly params: z.infer<Schemas[M]> } }[keyof Schemas]
  | { readonly method: typeof METHOD.aiConversation; readonly params: AiMessage };

export type ServerMessageResult =
  | { readonly ok: true; readonly message: ServerMessage }
  | { readonly ok: false; readonly violation: FrameViolation; readonly detail: string };

/** Checks a server request or notification. Never throws; what does not fit says why. */
export function parseServerMessage(method: string, params: unknown): ServerMessageResult {
  if (method === METHOD.aiConversation) {
    const ai = parseAiMessage(params);
    return ai
      ? { ok: true, message: { method, params: ai } }
      : { ok: false, violation: 'wrong-shape', detail: `${method}: params` };
  }
  if (!Object.hasOwn(SCHEMAS, method)) {
    return { ok: false, violation: 'unknown-method', detail: 'The method is not one we know.' };
  }
  const known = method as keyof Schemas;
  const parsed = SCHEMAS[known].safeParse(params);
  if (!parsed.success) {
    return { ok: false, violation: 'wrong-shape', detail: `${method}: ${describeIssues(parsed.error)}` };
  }
  // The table pairs each method with its schema; TypeScript cannot follow the pair through the lookup.
  return { ok: true, message: { method: known, params: parsed.data } as ServerMessage };
}

/** Server requests that are answered with `{"result":{"method":…}}`. */
export const ACKNOWLEDGED: ReadonlySet<string> = new Set([
  METHOD.invite,
  METHOD.attach,
  METHOD.answer,
  METHOD.media,
  METHOD.ringing,
  METHOD.bye,
  METHOD.display,
  METHOD.candidate,
  METHOD.punt,
]);
