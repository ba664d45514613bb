import type * as z from 'zod/mini';

import {
  type Frame,
  type FrameId,
  type FrameViolation,
  JSON_RPC_VERSION,
  parseFrame,
  type RpcErrorBody,
} from '../protocol/json-rpc.js';
import { RPC_ERROR } from '../protocol/rpc-error-codes.js';
import type { Clock } from '../shared/clock.js';
import { deferred } from '../shared/deferred.js';
import { untilAborted } from '../shared/delay.js';
import { abortedError, TelnyxError, type TelnyxErrorCode } from '../shared/errors.js';
import { uuid } from '../shared/uuid.js';

export interface RpcChannelOptions {
  /** Puts a frame on the wire; false when the socket is not open. */
  readonly send: (text: string) => boolean;
  readonly clock: Clock;
  /** A request or notification of the server. */
  readonly onMessage: (method: string, params: unknown, id: FrameId | null) => void;
  /** The sticky id that rides on any frame. */
  readonly onVoiceSdkId: (id: string) => void;
  /** An answer nobody waits for: late, or the server's own initiative. */
  readonly onStrayResult: (result: unknown) => void;
  readonly onViolation: (violation: FrameViolation, detail: string) => void;
}

export interface RequestOptions {
  /** Default 15 s. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal | undefined;
  /** Sent beside `params`; only `gatewayState` and `ping` carry it. */
  readonly voiceSdkId?: string | null;
}

interface Pending {
  answer(frame: Extract<Frame, { kind: 'result' | 'error' }>): void;
  fail(error: TelnyxError): void;
}

const REQUEST_TIMEOUT_MS = 15_000;
const LONGEST_WORDS = 200;
/** The codes that are words have no more than 20 characters. */
const LONGEST_CODE = 40;

/**
 * Answers matched to requests. One channel serves one socket. Every promise it hands out settles: by the
 * answer, a refusal, the time limit, the caller's signal, or the end of the channel.
 */
export class RpcChannel {
  readonly #options: RpcChannelOptions;
  readonly #pending = new Map<FrameId, Pending>();
  readonly #secrets = new Set<string>();
  #closedBy: TelnyxError | null = null;
  #lastFrameAt: number;
  #lastAnswerAt: number;

  constructor(options: RpcChannelOptions) {
    this.#options = options;
    this.#lastFrameAt = this.#lastAnswerAt = options.clock.now();
  }

  /** Epoch milliseconds of the last frame of any kind. */
  get lastFrameAt(): number {
    return this.#lastFrameAt;
  }

  /** Epoch milliseconds of the last answer to a request of ours. */
  get lastAnswerAt(): number {
    return this.#lastAnswerAt;
  }

  /** Requests still waiting; for leak tests. */
  get pendingCount(): number {
    return this.#pending.size;
  }

  /** What the gateway may repeat, but nobody else. */
  conceal(secret: string): void {
    this.#secrets.add(secret);
  }

  /**
   * Sends a request and reads its answer with the schema. Rejects with 60012 (refused; `context.rpcCode`), 10007
   * (refused, as there is no such conversation), 46003 (refused to who is not logged in), 60005 (no answer in time), 60006 (channel closed), 60009 (answer of another shape), 49001 (params that are no
   * JSON) or the signal's reason.
   */
  async request<S extends z.ZodMiniType>(
    method: string,
    params: unknown,
    schema: S,
    { timeoutMs = REQUEST_TIMEOUT_MS, signal, voiceSdkId }: RequestOptions = {},
  ): Promise<z.infer<S>> {
    if (this.#closedBy) throw this.#closedBy;
    if (signal?.aborted) throw abortedError(signal);
    const id = uuid();
    // First of all, since what a page hands in may have no JSON form.
    const text = toText({
      jsonrpc: JSON_RPC_VERSION,
      id,
      method,
      params,
      ...(voiceSdkId && { voice_sdk_id: voiceSdkId }),
    });
    const answered = deferred<z.infer<S>>();
    const { clock } = this.#options;
    const timer = clock.setTimeout(() => {
      answered.reject(new TelnyxError(60005, { context: { method } }));
    }, timeoutMs);
    this.#pending.set(id, {
      fail: answered.reject,
      answer: (frame) => {
        if (frame.kind === 'error') {
          answered.reject(this.#refusal(method, frame.error));
          return;
        }
        const parsed = schema.safeParse(unwrap(frame.result));
        if (parsed.success) answered.resolve(parsed.data);
        else answered.reject(new TelnyxError(60009, { context: { method } }));
      },
    });
    if (!this.#options.send(text)) answered.reject(new TelnyxError(60006, { context: { method } }));
    try {
      return await (signal ? untilAborted(answered.promise, signal) : answered.promise);
    } finally {
      this.#pending.delete(id);
      clock.clearTimeout(timer);
    }
  }

  /** Sends without an id: the server owes no answer. Returns false when the socket is not open. */
  notify(method: string, params: unknown): boolean {
    if (this.#closedBy) return false;
    return this.#options.send(JSON.stringify({ jsonrpc: JSON_RPC_VERSION, method, params }));
  }

  /** Confirms a request of the server; the confirmation names only the method. */
  acknowledge(id: FrameId, method: string): void {
    this.#options.send(JSON.stringify({ jsonrpc: JSON_RPC_VERSION, id, result: { method } }));
  }

  /** Takes one text frame from the socket. Never throws. */
  receive(text: string): void {
    if (this.#closedBy) return;
    this.#lastFrameAt = this.#options.clock.now();
    const frame = parseFrame(text);
    if (frame.kind === 'invalid') {
      this.#options.onViolation(frame.violation, frame.detail);
      return;
    }
    if (frame.voiceSdkId) this.#options.onVoiceSdkId(frame.voiceSdkId);
    if (frame.kind === 'request' || frame.kind === 'notification') {
      this.#options.onMessage(frame.method, frame.params, frame.kind === 'request' ? frame.id : null);
      return;
    }
    const pending = frame.id === null ? undefined : this.#pending.get(frame.id);
    if (pending) {
      this.#lastAnswerAt = this.#lastFrameAt;
      pending.answer(frame);
    } else if (frame.kind === 'result') this.#options.onStrayResult(frame.result);
  }

  /** In our words; those of the gateway are for a debugger alone, since nobody knows what they hold. */
  #refusal(method: string, { code, message }: RpcErrorBody): TelnyxError {
    let words = message;
    for (const secret of this.#secrets) words = words.replaceAll(secret, '…');
    return new TelnyxError(codeOf(code), {
      message: `The gateway refused ${method}.`,
      cause: words && new Error(words.slice(0, LONGEST_WORDS)),
      context: { method, rpcCode: typeof code === 'number' ? code : code.slice(0, LONGEST_CODE) },
    });
  }

  /** Ends the channel: everything that waits rejects with this reason. */
  close(reason: TelnyxError): void {
    if (this.#closedBy) return;
    this.#closedBy = reason;
    for (const pending of this.#pending.values()) pending.fail(reason);
    this.#pending.clear();
  }
}

function toText(frame: unknown): string {
  try {
    return JSON.stringify(frame);
  } catch (cause) {
    throw new TelnyxError(49001, { message: 'Not JSON.', cause });
  }
}

/** Some answers come wrapped once more, an inheritance of the gateway's predecessor. */
function unwrap(result: unknown): unknown {
  return typeof result === 'object' && result !== null && 'result' in result ? result.result : result;
}

function codeOf(rpcCode: number | string): TelnyxErrorCode {
  if (rpcCode === RPC_ERROR.conversationNotFound) return 10007;
  const isLogin = rpcCode === RPC_ERROR.authenticationRequired || rpcCode === RPC_ERROR.loginIncorrect;
  return isLogin ? 46003 : 60012;
}
