import type { AiFunctionCallItem } from '../protocol/ai-conversation.js';
import type { Clock } from '../shared/clock.js';
import { delay } from '../shared/delay.js';
import { TelnyxError } from '../shared/errors.js';

/** What a tool is told beside its arguments. */
export interface ClientToolCall {
  readonly callId: string;
  readonly toolName: string;
  /** The arguments as the assistant wrote them. */
  readonly rawArguments: string;
}

/** A function of the page that the assistant may call; what it returns goes back as text or JSON. */
export type ClientToolHandler = (args: unknown, call: ClientToolCall) => unknown;

/** Why a tool gave no result; the word the assistant gets as `{"error": …}`. */
export type ClientToolFailure = 'unknown_tool' | 'invalid_arguments' | 'handler_error' | 'timeout';

/** A step of a tool call. Neither arguments nor outputs appear here. */
export type ClientToolEvent =
  | { readonly type: 'invoked'; readonly callId: string; readonly toolName: string }
  | {
      readonly type: 'completed';
      readonly callId: string;
      readonly toolName: string;
      readonly isError: boolean;
    }
  | {
      readonly type: 'failed';
      readonly callId: string;
      readonly toolName: string;
      readonly reason: ClientToolFailure | 'not_delivered';
    };

export interface ClientToolsOptions {
  readonly clock: Clock;
  /** Hands the output to the assistant; false when there is no connection. It is never sent later. */
  readonly send: (callId: string, output: string) => boolean;
  readonly onEvent: (event: ClientToolEvent) => void;
}

/** Telnyx's fallback when the portal set no time for a tool. */
const TOOL_TIMEOUT_MS = 30_000;
const TOOL_NAME = /^[A-Za-z0-9_-]+$/;

/** The tools of the page, and the calls of the assistant to them. A tool that misbehaves harms no call. */
export class ClientTools {
  readonly #options: ClientToolsOptions;
  readonly #handlers = new Map<string, ClientToolHandler>();
  readonly #seen = new Set<string>();

  constructor(options: ClientToolsOptions) {
    this.#options = options;
  }

  /** @throws TelnyxError 44002 for a name that the portal would not accept. */
  register(name: string, handler: ClientToolHandler): void {
    if (!TOOL_NAME.test(name)) {
      throw new TelnyxError(44002, {
        message: 'A tool name has only letters, digits, underscores and dashes.',
        fatal: false,
      });
    }
    this.#handlers.set(name, handler);
  }

  unregister(name: string): boolean {
    return this.#handlers.delete(name);
  }

  get names(): string[] {
    return [...this.#handlers.keys()];
  }

  /** Runs a call of the assistant; a repeated call id is ignored. Never rejects. */
  async run({ call_id: callId, name: toolName, arguments: rawArguments }: AiFunctionCallItem): Promise<void> {
    if (this.#seen.has(callId)) return;
    this.#seen.add(callId);
    const { onEvent, send } = this.#options;
    onEvent({ type: 'invoked', callId, toolName });
    const result = await this.#invoke({ callId, toolName, rawArguments });
    const isDelivered = send(
      callId,
      'output' in result ? result.output : JSON.stringify({ error: result.reason }),
    );
    if (!isDelivered) onEvent({ type: 'failed', callId, toolName, reason: 'not_delivered' });
    else if ('reason' in result) onEvent({ type: 'failed', callId, toolName, reason: result.reason });
    if (isDelivered) onEvent({ type: 'completed', callId, toolName, isError: 'reason' in result });
  }

  async #invoke(call: ClientToolCall): Promise<{ output: string } | { reason: ClientToolFailure }> {
    const handler = this.#handlers.get(call.toolName);
    if (!handler) return { reason: 'unknown_tool' };
    let args: unknown;
    try {
      args = call.rawArguments === '' ? undefined : JSON.parse(call.rawArguments);
    } catch {
      return { reason: 'invalid_arguments' };
    }
    const patience = new AbortController();
    const tooLong = delay(TOOL_TIMEOUT_MS, this.#options.clock, patience.signal).then(
      () => ({ reason: 'timeout' as const }),
      () => ({ reason: 'timeout' as const }),
    );
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
  if (typeof value === 'string') return value;
  // TypeScript promises a string, but `undefined` and functions have no JSON form.
  const json: unknown = JSON.stringify(value);
  return typeof json === 'string' ? json : '';
}
