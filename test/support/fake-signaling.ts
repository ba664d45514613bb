import type * as z from 'zod/mini';

import type { CallSignaling } from '../../src/call/call-wire.js';
import { type Deferred, deferred } from '../../src/shared/deferred.js';
import { abortedError, TelnyxError } from '../../src/shared/errors.js';

/** A request as it was sent, with the handles to settle it. */
export interface SentRequest {
  readonly method: string;
  readonly params: Readonly<Record<string, unknown>>;
  answer(result: unknown): void;
  fail(error: TelnyxError): void;
}

/** The signaling of a session: requests are recorded and answered at once, unless their method is held back. */
export class FakeSignaling implements CallSignaling {
  readonly sessid = 'session-1';
  readonly requests: SentRequest[] = [];
  readonly notifications: { readonly method: string; readonly params: unknown }[] = [];
  /** Methods that wait for the test to answer. */
  readonly held = new Set<string>();
  /** The answers of the others; `{}` where there is none. An error refuses. */
  readonly answers: Record<string, unknown> = {};
  isConnected = true;

  async request<S extends z.ZodMiniType>(
    method: string,
    params: unknown,
    schema: S,
    { signal }: { readonly signal?: AbortSignal | undefined; readonly timeoutMs?: number } = {},
  ): Promise<z.infer<S>> {
    if (!this.isConnected) throw new TelnyxError(60006);
    if (signal?.aborted) throw abortedError(signal);
    const settled: Deferred<unknown> = deferred<unknown>();
    this.requests.push({
      method,
      params: params as Readonly<Record<string, unknown>>,
      answer: settled.resolve,
      fail: settled.reject,
    });
    const onAbort = () => signal && settled.reject(abortedError(signal));
    signal?.addEventListener('abort', onAbort);
    if (!this.held.has(method)) {
      const given = this.answers[method] ?? {};
      if (given instanceof TelnyxError) settled.reject(given);
      else settled.resolve(given);
    }
    const answer: unknown = await settled.promise.finally(() => {
      signal?.removeEventListener('abort', onAbort);
    });
    const parsed = schema.safeParse(answer);
    if (!parsed.success) throw new TelnyxError(60009);
    return parsed.data;
  }

  notify(method: string, params: unknown): boolean {
    if (!this.isConnected) return false;
    this.notifications.push({ method, params });
    return true;
  }

  /** The methods asked for, in order. */
  get methods(): string[] {
    return this.requests.map(({ method }) => method);
  }

  sent(method: string): SentRequest[] {
    return this.requests.filter((request) => request.method === method);
  }

  /** The newest request of a method. */
  last(method: string): SentRequest {
    const request = this.sent(method).at(-1);
    if (!request) throw new Error(`No ${method} was sent.`);
    return request;
  }
}
