import type { AiFunctionCallItem } from '../protocol/ai-conversation.js';
import { readClientTools } from '../protocol/client-tool-list.js';
import { delay } from '../shared/delay.js';
import type {
  ClientToolCall,
  ClientToolFailure,
  ClientToolHandler,
  ClientToolsOptions,
} from './client-tools.js';
import { RecentMap } from './recent-map.js';

/** Telnyx's fallback when the portal set no time for a tool. */
const TOOL_TIMEOUT_MS = 30_000;
/** An output that no gateway would take. */
const LONGEST_OUTPUT = 1_000_000;

/** Runs the calls of the assistant to the tools of the page. A tool that misbehaves harms no call. */
export class ToolRunner {
  readonly #options: ClientToolsOptions;
  readonly #handlers: ReadonlyMap<string, ClientToolHandler>;
  readonly #seen = new RecentMap<true>();
  readonly #timeouts = new Map<string, number>();

  constructor(options: ClientToolsOptions, handlers: ReadonlyMap<string, ClientToolHandler>) {
    this.#options = options;
    this.#handlers = handlers;
  }

  /** Reads the list of tools in the settings of the widget, where there is one. */
  configure(settings: unknown): void {
    const tools = readClientTools(settings);
    if (tools.length === 0) return;
    for (const { name, timeout_ms: timeoutMs } of tools) if (timeoutMs) this.#timeouts.set(name, timeoutMs);
    this.#options.onEvent({ type: 'configured', tools });
  }

  /** Ignores a repeated call id. The signal aborts when nobody waits for the result any longer. Never rejects. */
  async run(item: AiFunctionCallItem, signal: AbortSignal): Promise<void> {
    const { call_id: callId, name: toolName, arguments: rawArguments } = item;
    if (this.#seen.has(callId)) return;
    this.#seen.set(callId, true);
    const { onEvent, send } = this.#options;
    onEvent({ type: 'invoked', callId, toolName });
    const result = await this.#invoke({ callId, toolName, rawArguments }, signal);
    const output = 'output' in result ? result.output : JSON.stringify({ error: result.reason });
    const isDelivered = !signal.aborted && send(callId, output);
    if (!isDelivered) onEvent({ type: 'failed', callId, toolName, reason: 'not_delivered' });
    else if ('reason' in result) onEvent({ type: 'failed', callId, toolName, reason: result.reason });
    if (isDelivered) onEvent({ type: 'completed', callId, toolName, isError: 'reason' in result });
  }

  async #invoke(
    call: ClientToolCall,
    signal: AbortSignal,
  ): Promise<{ output: string } | { reason: ClientToolFailure }> {
    const handler = this.#handlers.get(call.toolName);
    if (!handler) return { reason: 'unknown_tool' };
    let args: unknown;
    try {
      args = call.rawArguments === '' ? undefined : JSON.parse(call.rawArguments);
    } catch {
      return { reason: 'invalid_arguments' };
    }
    const patience = new AbortController();
    const timeout = () => ({ reason: 'timeout' as const });
    const timeoutMs = this.#timeouts.get(call.toolName) ?? TOOL_TIMEOUT_MS;
    const either = AbortSignal.any([signal, patience.signal]);
    const tooLong = delay(timeoutMs, this.#options.clock, either).then(timeout, timeout);
    const work = Promise.resolve()
      .then(() => handler(args, call))
      .then((value) => ({ output: toText(value) }))
      .catch(() => ({ reason: 'handler_error' as const }));
    try {
      return await Promise.race([work, tooLong]);
    } finally {
      patience.abort();
    }
  }
}

/** Text goes verbatim, anything else as JSON; what has no JSON form is an empty text. Throws for cycles. */
function toText(value: unknown): string {
  // TypeScript promises a string, but `undefined` and functions have no JSON form.
  const text: unknown = typeof value === 'string' ? value : JSON.stringify(value);
  if (typeof text !== 'string') return '';
  if (text.length > LONGEST_OUTPUT) throw new RangeError('The output of a tool is too long.');
  return text;
}
