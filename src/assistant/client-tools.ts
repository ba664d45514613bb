import type { AiFunctionCallItem } from '../protocol/ai-conversation.js';
import type { ClientToolConfig } from '../protocol/client-tool-list.js';
import type { Clock } from '../shared/clock.js';
import { TelnyxError } from '../shared/errors.js';
import type { ToolRunner } from './tool-runner.js';

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

/** A step of a tool call, or the list of tools that the portal knows. Neither arguments nor outputs appear here. */
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
    }
  | { readonly type: 'configured'; readonly tools: readonly ClientToolConfig[] };

export interface ClientToolsOptions {
  readonly clock: Clock;
  /** Hands the output to the assistant; false when there is no connection. It is never sent later. */
  readonly send: (callId: string, output: string) => boolean;
  readonly onEvent: (event: ClientToolEvent) => void;
}

const TOOL_NAME = /^[A-Za-z0-9_-]+$/;

/** The tools of the page, and the calls of the assistant to them. What runs them loads with the first of them. */
export class ClientTools {
  readonly #options: ClientToolsOptions;
  readonly #handlers = new Map<string, ClientToolHandler>();
  #runner: Promise<ToolRunner> | undefined;
  #call = new AbortController();

  constructor(options: ClientToolsOptions) {
    this.#options = options;
  }

  /** @throws TelnyxError 44002 for a name that the portal would not accept, or a handler that is no function. */
  register(name: string, handler: ClientToolHandler): void {
    if (typeof name !== 'string' || !TOOL_NAME.test(name) || typeof handler !== 'function') {
      throw new TelnyxError(44002, {
        message: 'A tool is a name of letters, digits, _ and -, and a function.',
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

  /** Takes the list of tools, with their times, that may ride on the settings of the widget. */
  configure(settings: unknown): void {
    const isListed = Object.keys(settings ?? {}).some((key) => key.endsWith('tools'));
    if (isListed) this.#load().then((runner) => runner.configure(settings), ignore);
  }

  callAnswered(): void {
    // A tool is waited for: what runs it should not have to load first.
    if (this.#handlers.size > 0) this.#load().catch(ignore);
  }

  /** Nobody waits any longer for what is still running. */
  callEnded(): void {
    this.#call.abort();
    this.#call = new AbortController();
  }

  /** Runs a call of the assistant; a repeated call id is ignored. Never rejects. */
  async run(item: AiFunctionCallItem): Promise<void> {
    const { signal } = this.#call;
    try {
      await (await this.#load()).run(item, signal);
    } catch {
      // What runs tools could not be loaded; the assistant need not wait to learn it.
      this.#options.send(item.call_id, '{"error":"handler_error"}');
    }
  }

  #load(): Promise<ToolRunner> {
    this.#runner ??= import('./tool-runner.js').then(
      ({ ToolRunner }) => new ToolRunner(this.#options, this.#handlers),
      (error: unknown) => {
        this.#runner = undefined;
        throw error;
      },
    );
    return this.#runner;
  }
}

/** For loads that are tried again when a tool is called. */
const ignore = () => undefined;
