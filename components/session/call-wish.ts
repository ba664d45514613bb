import type { CallSnapshot } from '../../src/index.js';
import { localError } from './local-error.js';

const takenBack = {
  code: 60008,
  name: 'ABORTED',
  message: 'The call was taken back.',
  fatal: false,
} as const;

/** Resolves as what it is given; rejects with 60008 when the call is not wanted any more before that. */
export type Wait = <T>(ready: Promise<T>) => Promise<T>;

const nothingWaits = () => undefined;

/** The one call that waits for a connection, however many were asked for meanwhile: the latest wish counts. */
export class CallWish {
  /** What is called as soon as there is a connection; `null` while no call waits. */
  number: string | null = null;
  /** Takes the call that waits back. */
  drop: () => void = nothingWaits;
  #made: Promise<CallSnapshot> | null = null;

  /** Calls in place of the call that waits. To the same number it is that one already. */
  place(number: string, call: (wait: Wait) => Promise<CallSnapshot>): Promise<CallSnapshot> {
    if (this.#made && this.number === number) return this.#made;
    this.drop();
    return (this.#made = call(
      (ready) =>
        new Promise((resolve, reject) => {
          const end = () => {
            if (this.drop !== drop) return;
            this.number = null;
            this.drop = nothingWaits;
          };
          const drop = () => {
            end();
            reject(localError(takenBack));
          };
          this.number = number;
          this.drop = drop;
          ready.finally(end).then(resolve, reject);
        }),
    ));
  }
}
