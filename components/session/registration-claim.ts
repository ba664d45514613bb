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

  /** `owner` is the user, never a secret; without one nothing is watched. Tells the others at once. */
  constructor(owner: string, onTaken: () => void) {
    // The same for all phones of this page, which share their session.
    const tab = String(performance.timeOrigin);
    this.#channel = owner ? openChannel() : null;
    this.#channel?.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      if (isClaim(data) && data.owner === owner && data.tab !== tab) onTaken();
    });
    this.#channel?.postMessage({ owner, tab } satisfies Claim);
  }

  close(): void {
    this.#channel?.close();
  }
}

function openChannel(): BroadcastChannel | null {
  try {
    return new BroadcastChannel('telnyx-elements:registration');
  } catch {
    // Closed to pages that may store nothing: then no tab hears of another.
    return null;
  }
}
