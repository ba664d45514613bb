import type { CallLink } from '../call/call-context.js';

/**
 * The calls that ended here while the server could not be told. Should it still hold one when it is back, it is told
 * then, or the far end would go on talking to nobody.
 */
export class UnheardByes {
  readonly #link: Pick<CallLink, 'connect'>;
  readonly #byes = new Map<string, () => Promise<void>>();

  constructor(link: Pick<CallLink, 'connect'>) {
    this.#link = link;
  }

  add(callId: string, say: () => Promise<void>): void {
    this.#byes.set(callId, say);
  }

  /** The server holds this call: says BYE as soon as it can be said. False when there is none to be said. */
  repeat(callId: string): boolean {
    const say = this.#byes.get(callId);
    if (!say) return false;
    this.#byes.delete(callId);
    this.#link
      .connect()
      .then(say)
      .catch(() => {
        this.add(callId, say);
      });
    return true;
  }
}
