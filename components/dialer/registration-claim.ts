interface Claim {
  readonly owner: string;
  readonly tab: string;
}

const isClaim = (value: unknown): value is Claim =>
  typeof value === 'object' && value !== null && 'owner' in value && 'tab' in value;

/**
 * Tells the other tabs of this site that the phone of a user is registered here now, and hears when one of them
 * does the same: the network rings where the last registration came from.
 */
export class RegistrationClaim {
  readonly #channel: BroadcastChannel | null;
  /** The same for all phones of this page, which share their session. */
  readonly #tab = String(performance.timeOrigin);
  readonly #owner: string;

  /** `owner` is the user, never a secret; without one nothing is watched. */
  constructor(owner: string, onTaken: () => void) {
    this.#owner = owner;
    this.#channel = owner ? new BroadcastChannel('telnyx-elements:registration') : null;
    this.#channel?.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      if (isClaim(data) && data.owner === owner && data.tab !== this.#tab) onTaken();
    });
  }

  /** To be called when the phone has been registered. */
  announce(): void {
    this.#channel?.postMessage({ owner: this.#owner, tab: this.#tab } satisfies Claim);
  }

  close(): void {
    this.#channel?.close();
  }
}
