import { TelnyxError } from '../../src/shared/errors.js';

/** Promises of commands, of which each must settle: with a value, or with an error of ours. */
export class Promises {
  /** Reasons that are no errors of ours. */
  readonly foreign: unknown[] = [];
  readonly #open = new Set<unknown>();

  watch(what: unknown): void {
    if (!(what instanceof Promise)) return;
    this.#open.add(what);
    what.then(
      () => this.#open.delete(what),
      (reason: unknown) => {
        this.#open.delete(what);
        if (!(reason instanceof TelnyxError)) this.foreign.push(reason);
      },
    );
  }

  get openCount(): number {
    return this.#open.size;
  }
}
