import * as z from 'zod/mini';

import { clientAiParams } from './client-ai-messages.js';
import {
  clientByeParams,
  clientCandidateParams,
  clientEndOfCandidatesParams,
  clientInfoParams,
  modifyParams,
  sdpParams,
} from './client-call-messages.js';
import { describeIssues } from './json-rpc.js';
import { anonymousLoginParams, loginParams } from './client-login.js';
import { METHOD } from './methods.js';

/** The params of everything a client sends, by method: what the local gateway accepts. */
const SCHEMAS = {
  [METHOD.login]: loginParams,
  [METHOD.anonymousLogin]: anonymousLoginParams,
  [METHOD.gatewayState]: z.object({}),
  [METHOD.ping]: z.object({}),
  [METHOD.invite]: sdpParams,
  [METHOD.answer]: sdpParams,
  [METHOD.attach]: sdpParams,
  [METHOD.bye]: clientByeParams,
  [METHOD.candidate]: clientCandidateParams,
  [METHOD.endOfCandidates]: clientEndOfCandidatesParams,
  [METHOD.modify]: modifyParams,
  [METHOD.info]: clientInfoParams,
  [METHOD.aiConversation]: clientAiParams,
} as const;

type Schemas = typeof SCHEMAS;

/** A message of a client, its params checked; the method tells their type. */
export type ClientMessage = {
  [M in keyof Schemas]: { readonly method: M; readonly params: z.infer<Schemas[M]> };
}[keyof Schemas];

export type ClientMessageResult =
  | { readonly ok: true; readonly message: ClientMessage }
  | { readonly ok: false; readonly unknownMethod: boolean; readonly detail: string };

/** Checks a request or notification of a client. Never throws. */
export function parseClientMessage(method: string, params: unknown): ClientMessageResult {
  if (!Object.hasOwn(SCHEMAS, method)) {
    return { ok: false, unknownMethod: true, detail: 'The method is not one we know.' };
  }
  const known = method as keyof Schemas;
  const parsed = SCHEMAS[known].safeParse(params);
  if (!parsed.success) {
    return { ok: false, unknownMethod: false, detail: `${method}: ${describeIssues(parsed.error)}` };
  }
  // The table pairs each method with its schema; TypeScript cannot follow the pair through the lookup.
  return { ok: true, message: { method: known, params: parsed.data } as ClientMessage };
}
