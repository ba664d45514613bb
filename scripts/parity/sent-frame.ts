/** One kind of frame that a client sent: its method, and the path of every member it had. */
export interface SentFrame {
  readonly name: string;
  readonly paths: readonly string[];
}

/** Members whose own members belong to whoever uses the client, and to no protocol. */
const OPAQUE = /^(params\.dialogParams\.userVariables|params\.userVariables)$/;

/** Describes the text of a frame. Members of all elements of a list are told together, as `name[]`. */
export function describeFrame(text: string): SentFrame {
  const frame = JSON.parse(text) as Record<string, unknown>;
  const paths = new Set<string>();
  collect(frame, '', paths);
  return { name: nameOf(frame), paths: [...paths].sort() };
}

function nameOf({ method, params, result, type }: Record<string, unknown>): string {
  if (result) return `acknowledgement of ${String((result as Record<string, unknown>).method)}`;
  if (method === 'telnyx_rtc.info') return `${method} (${'dtmf' in (params as object) ? 'dtmf' : 'msg'})`;
  if (method === 'telnyx_rtc.invite' && !('trickle' in (params as object))) return `${method} (complete)`;
  if (method !== 'ai_conversation' && method !== 'telnyx_rtc.modify') return String(method ?? type);
  const { action, item } = params as { readonly action?: string; readonly item?: { readonly type?: string } };
  return `${method} (${action ?? item?.type ?? ''})`;
}

function collect(value: unknown, path: string, paths: Set<string>): void {
  if (path !== '') paths.add(path);
  if (typeof value !== 'object' || value === null || OPAQUE.test(path)) return;
  if (Array.isArray(value)) {
    for (const element of value) collect(element, `${path}[]`, paths);
    return;
  }
  for (const [name, member] of Object.entries(value)) collect(member, path ? `${path}.${name}` : name, paths);
}
