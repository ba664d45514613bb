import type { SessionSnapshot, SubscribeOptions } from '../../src/index.js';

interface Subscribable<S> {
  readonly snapshot: S;
  subscribe(listener: (snapshot: S) => void, options?: SubscribeOptions): () => void;
}

/** Resolves with the first snapshot that means what a test waits for; the present one counts. */
export function until<S = SessionSnapshot>(
  source: Subscribable<S>,
  isMet: (snapshot: S) => boolean,
): Promise<S> {
  return new Promise((resolve) => {
    if (isMet(source.snapshot)) {
      resolve(source.snapshot);
      return;
    }
    const stop = source.subscribe((snapshot) => {
      if (!isMet(snapshot)) return;
      stop();
      resolve(snapshot);
    });
  });
}
