import * as z from 'zod/mini';

import type { DialogParams } from '../protocol/dialog-params.js';
import { METHOD } from '../protocol/methods.js';
import { ignoreMissingAnswer } from '../shared/errors.js';
import { VERSION } from '../shared/version.js';
import type { CallCause } from './call-snapshot.js';

interface WireOptions {
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal | undefined;
}

/** The part of the signaling that a call uses. */
export interface CallSignaling {
  readonly sessid: string;
  request<S extends z.ZodMiniType>(
    method: string,
    params: unknown,
    schema: S,
    options?: WireOptions,
  ): Promise<z.infer<S>>;
}

const BYE_TIMEOUT_MS = 5000;
/** Digits, texts and candidates may stay without an answer. */
const INFO_TIMEOUT_MS = 5000;

/**
 * Speaks for one call: every message carries the same dialog, and nothing but what is written in this folder
 * leaves the browser.
 */
export class CallWire {
  /** What every message says about the call. */
  dialog: DialogParams;
  readonly #signaling: CallSignaling;

  constructor(signaling: CallSignaling, dialog: DialogParams) {
    this.#signaling = signaling;
    this.dialog = dialog;
  }

  /** Sends an offer (`invite`), an answer, or the answer of a re-attach. Resolves when the gateway took it, whatever it says. */
  async sendDescription(
    kind: 'invite' | 'answer' | 'attach',
    sdp: string,
    isTrickling: boolean,
    signal: AbortSignal,
  ): Promise<void> {
    const params = {
      sdp,
      'User-Agent': `Web-${VERSION}`,
      ...(isTrickling && { trickle: true }),
      ...(kind === 'attach' && { dialogParams: { ...this.dialog, attach: true } }),
    };
    await this.request(METHOD[kind], params, z.unknown(), { signal });
  }

  sendCandidate(candidate: RTCIceCandidateInit | null, signal: AbortSignal): Promise<void> {
    const dialogParams = { callID: this.dialog.callID };
    if (!candidate) return this.tell(METHOD.endOfCandidates, { dialogParams, endOfCandidates: true }, signal);
    const { candidate: line = '', sdpMid = null, sdpMLineIndex = null } = candidate;
    return this.tell(METHOD.candidate, { dialogParams, candidate: line, sdpMid, sdpMLineIndex }, signal);
  }

  async sendBye({ cause, causeCode }: Pick<CallCause, 'cause' | 'causeCode'>): Promise<void> {
    const params = { cause, causeCode, sipCode: null, sip_call_id: null };
    await this.request(METHOD.bye, params, z.unknown(), { timeoutMs: BYE_TIMEOUT_MS });
  }

  /** Sends what the gateway may leave without an answer. */
  async tell(method: string, params: object, signal: AbortSignal): Promise<void> {
    const answer = this.request(method, params, z.unknown(), { signal, timeoutMs: INFO_TIMEOUT_MS });
    await answer.catch(ignoreMissingAnswer);
  }

  request<S extends z.ZodMiniType>(
    method: string,
    params: object,
    schema: S,
    options: WireOptions,
  ): Promise<z.infer<S>> {
    const { sessid } = this.#signaling;
    return this.#signaling.request(method, { sessid, dialogParams: this.dialog, ...params }, schema, options);
  }
}
