import type { ModifyParams } from '../protocol/client-call-messages.js';
import { METHOD } from '../protocol/methods.js';
import { modifyResult, type ModifyResult } from '../protocol/server-call-messages.js';
import type { CallWire } from './call-wire.js';

const TIMEOUT_MS = 10_000;

/** Asks the gateway to change a call that is up. */
export function modifyCall(
  wire: CallWire,
  change: Omit<ModifyParams, 'sessid' | 'dialogParams'>,
  signal: AbortSignal,
): Promise<ModifyResult> {
  return wire.request(METHOD.modify, change, modifyResult, { signal, timeoutMs: TIMEOUT_MS });
}
