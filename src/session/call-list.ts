import type { Call } from '../call/call.js';
import type { CallSnapshot } from '../call/call-snapshot.js';

/** The calls of a session, by id and in order of their beginning. Ended ones stay until the next begins. */
export class CallList {
  readonly #calls = new Map<string, Call>();
  readonly #onChange: () => void;

  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  get snapshots(): readonly CallSnapshot[] {
    return Object.freeze([...this.#calls.values()].map((call) => call.snapshot));
  }

  get live(): readonly Call[] {
    return [...this.#calls.values()].filter(({ state }) => state !== 'ended');
  }

  get(id: string): Call | null {
    return this.#calls.get(id) ?? null;
  }

  add(call: Call): void {
    for (const [id, { state }] of this.#calls) if (state === 'ended') this.#calls.delete(id);
    this.#calls.set(call.id, call);
    call.subscribe(this.#onChange);
    this.#onChange();
  }
}
