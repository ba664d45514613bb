import type { CallLeg } from './call-leg.js';
import type { AttachOrder } from './connection-settings.js';

/** Offers the calls that survived a lost socket again, before or after the client learns that it is registered. */
export class Reattachment {
  readonly #order: AttachOrder;
  readonly #legs: readonly CallLeg[];
  #offers: Promise<unknown> | null = null;

  constructor(order: AttachOrder, legs: readonly CallLeg[]) {
    this.#order = order;
    this.#legs = legs;
  }

  /** The client was told which calls survived. */
  begin(): Promise<unknown> {
    if (this.#order === 'never' || this.#order === 'after-registered') return Promise.resolve();
    return this.#offer();
  }

  /** What the news that the client is registered waits for, if anything. */
  get beforeRegistered(): Promise<unknown> | null {
    return this.#order === 'before-registered' && this.#legs.length > 0 ? this.#offer() : null;
  }

  /** The client was told that it is registered. */
  registered(): Promise<unknown> {
    return this.#order === 'after-registered' ? this.#offer() : Promise.resolve();
  }

  #offer(): Promise<unknown> {
    this.#offers ??= Promise.all(this.#legs.map((leg) => leg.offerAgain()));
    return this.#offers;
  }
}
