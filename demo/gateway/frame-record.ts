import * as z from 'zod/mini';

/** One frame as a test sees it: its kind, which members it had, and the few values that tests ask for. */
export interface FrameRecord {
  /** Milliseconds since the first connection with this tag. */
  readonly atMs: number;
  /** The how manieth connection of the tag carried it, from 1. */
  readonly connection: number;
  readonly direction: 'received' | 'sent';
  /** `garbage` is what is no JSON-RPC message, from either side. */
  readonly kind: 'request' | 'notification' | 'result' | 'error' | 'garbage';
  /** The method; for an answer, that of the request it answers, where known. */
  readonly method: string | null;
  readonly idKind: 'uuid' | 'text' | 'integer' | 'none';
  /** Names of the members of `params`, `result` or `error`. */
  readonly keys: readonly string[];
  /** Names of the members of `params.dialogParams`. */
  readonly dialogKeys: readonly string[];
  readonly values: Readonly<Record<string, string | number | boolean | null>>;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Members whose values may be shown; everything else is only named, as it may be a credential. */
const SHOWN = [
  'action',
  'callID',
  'cause',
  'causeCode',
  'code',
  'delta',
  'dtmf',
  'endOfCandidates',
  'holdState',
  'message',
  'reconnection',
  'sipCode',
  'sipReason',
  'state',
  'target_id',
  'target_type',
  'target_version_id',
  'trickle',
  'type',
] as const;

const members = z.record(z.string(), z.unknown());
const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const conversationItem = z.object({
  id: z.optional(z.string()),
  type: z.optional(z.string()),
  role: z.optional(z.string()),
  name: z.optional(z.string()),
  call_id: z.optional(z.string()),
  output: z.optional(z.string()),
  content: z.optional(
    z.array(z.object({ text: z.optional(z.string()), transcript: z.optional(z.string()) })),
  ),
});

/** Describes a parsed frame; `null` stands for garbage. */
export function recordFrame(
  frame: unknown,
  method: string | null,
): Omit<FrameRecord, 'atMs' | 'connection' | 'direction'> {
  const outer = read(frame);
  const body = read(outer.params ?? outer.result ?? outer.error);
  const inner = { ...read(body.params), ...body };
  const dialog = read(body.dialogParams);
  return {
    kind: kindOf(outer),
    method,
    idKind: idKindOf(outer.id),
    keys: Object.keys(body),
    dialogKeys: Object.keys(dialog),
    values: { ...shownValues(dialog, ['callID']), ...shownValues(inner, SHOWN), ...itemValues(body.item) },
  };
}

function read(value: unknown): Record<string, unknown> {
  const parsed = members.safeParse(value);
  return parsed.success ? parsed.data : {};
}

function kindOf(frame: Record<string, unknown>): FrameRecord['kind'] {
  if (frame.error) return 'error';
  if (frame.method) return frame.id === undefined ? 'notification' : 'request';
  return frame.result === undefined ? 'garbage' : 'result';
}

function idKindOf(id: unknown): FrameRecord['idKind'] {
  if (typeof id === 'number') return 'integer';
  if (typeof id !== 'string') return 'none';
  return UUID.test(id) ? 'uuid' : 'text';
}

function shownValues(body: Record<string, unknown>, names: readonly string[]): FrameRecord['values'] {
  const shown: Record<string, string | number | boolean | null> = {};
  for (const name of names) {
    const value = scalar.safeParse(body[name]);
    if (value.success) shown[name] = value.data;
  }
  return shown;
}

function itemValues(value: unknown): FrameRecord['values'] {
  const parsed = conversationItem.safeParse(value);
  if (!parsed.success) return {};
  const { id, type, role, name, call_id: callId, output, content } = parsed.data;
  const text = content?.map((block) => block.transcript ?? block.text ?? '').join(' ');
  const named = { itemId: id, itemType: type, role, toolName: name, toolCallId: callId, output, text };
  return shownValues(named, Object.keys(named));
}
