import { RPC_ERROR } from '../../src/protocol/rpc-error-codes.js';
import type { RpcRefusal } from './call-requests.js';

interface Fault {
  readonly method: string;
  readonly verdict: RpcRefusal | 'ignore';
  left: number;
}

const MESSAGES: ReadonlyMap<number, string> = new Map([
  [RPC_ERROR.authenticationRequired, 'Authentication Required'],
  [RPC_ERROR.loginIncorrect, 'Login Incorrect'],
]);
const OTHER_ERROR = -32603;

/** Requests that one connection refuses, or leaves without an answer, whatever they ask. */
export class RequestFaults {
  readonly #faults: Fault[] = [];

  /** The words of a URL: `telnyx_rtc.modify` or `telnyx_rtc.modify:-32000`, and methods alone. */
  constructor(refused: readonly string[], ignored: readonly string[]) {
    for (const word of refused) {
      const [method = '', code = ''] = word.split(':');
      this.refuse(method, Number.parseInt(code, 10) || OTHER_ERROR);
    }
    for (const method of ignored) this.ignore(method);
  }

  /** Refuses the next requests of a method, as many as `times` says. */
  refuse(
    method: string,
    code = OTHER_ERROR,
    message = MESSAGES.get(code) ?? 'Refused',
    times = Infinity,
  ): void {
    this.#faults.push({ method, verdict: { code, message }, left: times });
  }

  /** Leaves the next requests of a method without an answer. */
  ignore(method: string, times = Infinity): void {
    this.#faults.push({ method, verdict: 'ignore', left: times });
  }

  /** What to do about a request: refuse it, ignore it, or, `null`, take it. */
  verdictOn(method: string): RpcRefusal | 'ignore' | null {
    const fault = this.#faults.find((candidate) => candidate.method === method && candidate.left > 0);
    if (!fault) return null;
    fault.left -= 1;
    return fault.verdict;
  }
}
