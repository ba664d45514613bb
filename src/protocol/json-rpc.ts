import * as z from 'zod/mini';

import { tolerantText } from './tolerant.js';

/** The one version of JSON-RPC that Telnyx speaks. */
export const JSON_RPC_VERSION = '2.0';

/** Our ids are UUID strings, the gateway's are integers; both travel on one socket. */
export type FrameId = string | number;

/** Why a frame was dropped: it never reaches a call, it is only reported. */
export type FrameViolation = 'not-json' | 'not-an-object' | 'wrong-shape' | 'unknown-method';

/** One parsed frame, by the role it plays. */
export type Frame =
  | {
      readonly kind: 'request';
      readonly id: FrameId;
      readonly method: string;
      readonly params: unknown;
      readonly voiceSdkId?: string;
    }
  | {
      readonly kind: 'notification';
      readonly method: string;
      readonly params: unknown;
      readonly voiceSdkId?: string;
    }
  | { readonly kind: 'result'; readonly id: FrameId; readonly result: unknown; readonly voiceSdkId?: string }
  | {
      readonly kind: 'error';
      readonly id: FrameId | null;
      readonly error: RpcErrorBody;
      readonly voiceSdkId?: string;
    }
  | { readonly kind: 'invalid'; readonly violation: FrameViolation; readonly detail: string };

const id = z.union([z.string(), z.number()]);
const rpcError = z.object({ code: z.union([z.number(), z.string()]), message: z.catch(z.string(), '') });
const envelope = z.object({
  id: z.nullish(id),
  method: z.nullish(z.string()),
  params: z.optional(z.unknown()),
  result: z.optional(z.unknown()),
  error: z.nullish(rpcError),
  voice_sdk_id: tolerantText,
});

/** The error member of an answer; `code` is a number except for a few words such as `CALL_DOES_NOT_EXIST`. */
export type RpcErrorBody = z.infer<typeof rpcError>;

/**
 * Reads one text frame. Never throws: what cannot be understood comes back as `invalid` with the reason,
 * in words that name members but repeat no values, so that they may be logged.
 */
export function parseFrame(text: string): Frame {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { kind: 'invalid', violation: 'not-json', detail: 'The frame is not JSON.' };
  }
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    return { kind: 'invalid', violation: 'not-an-object', detail: 'The frame is not a JSON object.' };
  }
  const parsed = envelope.safeParse(json);
  if (!parsed.success) {
    return { kind: 'invalid', violation: 'wrong-shape', detail: describeIssues(parsed.error) };
  }
  return classify(parsed.data);
}

function classify(frame: z.infer<typeof envelope>): Frame {
  const { id: frameId, method, params, result, error } = frame;
  const route = frame.voice_sdk_id ? { voiceSdkId: frame.voice_sdk_id } : {};
  if (error) return { kind: 'error', id: frameId ?? null, error, ...route };
  if (method) {
    const body = { method, params: params ?? {}, ...route };
    return frameId === undefined || frameId === null
      ? { kind: 'notification', ...body }
      : { kind: 'request', id: frameId, ...body };
  }
  if (frameId !== undefined && frameId !== null && result !== undefined) {
    return { kind: 'result', id: frameId, result, ...route };
  }
  return { kind: 'invalid', violation: 'wrong-shape', detail: 'Neither a method, a result nor an error.' };
}

/** Names the members that are wrong, for logs; a value never appears, as it may be a credential. */
export function describeIssues(error: z.core.$ZodError): string {
  return error.issues
    .slice(0, 3)
    .map((issue) => `${issue.path.map(String).join('.') || '(frame)'}: ${issue.code}`)
    .join('; ');
}
