import type { CallLink } from '../call/call-context.js';
import { type Clock, isWithin } from '../shared/clock.js';

/** The server keeps no call longer that lost its socket (the official SDK's figure). */
const LIFETIME_MS = 90_000;

/**
 * The calls that ended here while the server could not be told. Should it still hold one when it is back, it is told
 * then, or the far end would go on talking to nobody.
 */
export class UnheardByes {
  readonly #link: Pick<CallLink, 'connect'>;
  readonly #clock: Clock;
  readonly #byes = new Map<string, { readonly say: () => Promise<void>; readonly at: number }>();

  constructor(link: Pick<CallLink, 'connect'>, clock: Clock) {
    this.#link = link;
    this.#clock = clock;
  }

  add(callId: string, say: () => Promise<void>): void {
    this.#dropOld();
    this.#byes.set(callId, { say, at: this.#clock.now() });
  }

  clear(): void {
    this.#byes.clear();
  }

  /** The server holds this call: says BYE as soon as it can be said. False when there is none to be said. */
  repeat(callId: string): boolean {
    this.#dropOld();
    const bye = this.#byes.get(callId);
    if (!bye) return false;
    const { say } = bye;
    this.#byes.delete(callId);
    this.#link
      .connect()
      .then(say)
      .catch(() => {
        this.add(callId, say);
      });
    return true;
  }

  #dropOld(): void {
    for (const [callId, { at }] of this.#byes) {
      if (!isWithin(LIFETIME_MS, at, this.#clock)) this.#byes.delete(callId);
    }
  }
}
