import * as z from 'zod/mini';

import { CAUSE_CODES, type CauseWord } from '../protocol/causes.js';
import type { ClientByeParams, ModifyParams } from '../protocol/client-call-messages.js';
import { callResult, modifyResult, type ModifyResult } from '../protocol/server-call-messages.js';
import type { CustomHeader } from '../protocol/dialog.js';
import type { DialogParams } from '../protocol/dialog-params.js';
import { METHOD } from '../protocol/methods.js';
import { ignoreMissingAnswer, TelnyxError } from '../shared/errors.js';
import { VERSION } from '../shared/version.js';

/** The part of the signaling that a call uses. */
export interface CallSignaling {
  readonly sessid: string;
  request<S extends z.ZodMiniType>(
    method: string,
    params: unknown,
    schema: S,
    options?: { readonly timeoutMs?: number; readonly signal?: AbortSignal | undefined },
  ): Promise<z.infer<S>>;
}

export type ModifyAction = 'hold' | 'unhold';

const BYE_TIMEOUT_MS = 5000;
const MODIFY_TIMEOUT_MS = 10_000;
/** Digits, texts and candidates may stay without an answer. */
const INFO_TIMEOUT_MS = 5000;

/**
 * Speaks for one call: every message carries the same dialog, and nothing but what is written here leaves the
 * browser.
 */
export class CallWire {
  readonly #signaling: CallSignaling;
  #dialog: DialogParams;

  constructor(signaling: CallSignaling, dialog: DialogParams) {
    this.#signaling = signaling;
    this.#dialog = dialog;
  }

  /** What every message says about the call. */
  get dialog(): DialogParams {
    return this.#dialog;
  }

  /** Sends these headers to the far end with everything from now on. */
  addHeaders(headers: readonly CustomHeader[]): void {
    this.#dialog = { ...this.#dialog, custom_headers: [...headers] };
  }

  /** Sends an offer (`invite`), an answer, or the answer of a re-attach. Resolves when the gateway took it. */
  async sendDescription(
    kind: 'invite' | 'answer' | 'attach',
    sdp: string,
    isTrickling: boolean,
    signal: AbortSignal,
  ): Promise<void> {
    const params = {
      sessid: this.#signaling.sessid,
      sdp,
      'User-Agent': `Web-${VERSION}`,
      ...(isTrickling ? { trickle: true } : {}),
      dialogParams: kind === 'attach' ? { ...this.#dialog, attach: true } : this.#dialog,
    };
    await this.#signaling.request(METHOD[kind], params, callResult, { signal });
  }

  async sendCandidate(candidate: RTCIceCandidateInit | null, signal: AbortSignal): Promise<void> {
    const common = { sessid: this.#signaling.sessid, dialogParams: { callID: this.#dialog.callID } };
    const { method, params } = candidate
      ? {
          method: METHOD.candidate,
          params: {
            ...common,
            candidate: candidate.candidate ?? '',
            sdpMid: candidate.sdpMid ?? null,
            sdpMLineIndex: candidate.sdpMLineIndex ?? null,
          },
        }
      : { method: METHOD.endOfCandidates, params: { ...common, endOfCandidates: true } };
    await this.#tell(method, params, signal);
  }

  async sendBye(cause: CauseWord): Promise<void> {
    const params: ClientByeParams = {
      sessid: this.#signaling.sessid,
      cause,
      causeCode: CAUSE_CODES[cause],
      sipCode: null,
      sip_call_id: null,
      dialogParams: this.#dialog,
    };
    await this.#signaling.request(METHOD.bye, params, callResult, { timeoutMs: BYE_TIMEOUT_MS });
  }

  modify(action: ModifyAction, signal: AbortSignal): Promise<ModifyResult> {
    return this.#modify({ action }, signal);
  }

  /** Offers new media for a call that is up. Rejects with 47001 when the gateway has no answer to it. */
  async updateMedia(sdp: string, isTrickling: boolean, signal: AbortSignal): Promise<string> {
    const { callID } = this.#dialog;
    const trickle = isTrickling ? { trickle: true } : {};
    const result = await this.#modify({ action: 'updateMedia', callID, sdp, ...trickle }, signal);
    if (!result.sdp) throw new TelnyxError(47001, { callId: callID });
    return result.sdp;
  }

  #modify(what: Omit<ModifyParams, 'dialogParams'>, signal: AbortSignal): Promise<ModifyResult> {
    const params: ModifyParams = {
      sessid: this.#signaling.sessid,
      ...what,
      dialogParams: this.#dialog,
    };
    return this.#signaling.request(METHOD.modify, params, modifyResult, {
      signal,
      timeoutMs: MODIFY_TIMEOUT_MS,
    });
  }

  async sendInfo(
    info: { readonly dtmf: string } | { readonly msg: { from: string; to: string; body: string } },
    signal: AbortSignal,
  ): Promise<void> {
    const params = { sessid: this.#signaling.sessid, ...info, dialogParams: this.#dialog };
    await this.#tell(METHOD.info, params, signal);
  }

  async #tell(method: string, params: unknown, signal: AbortSignal): Promise<void> {
    await this.#signaling
      .request(method, params, z.unknown(), { signal, timeoutMs: INFO_TIMEOUT_MS })
      .catch(ignoreMissingAnswer);
  }
}
