import { TelnyxError } from './errors.js';

/**
 * A part of the core that most pages do without, loaded by the first call and then kept. It rejects with 60014
 * where it cannot be loaded, and the next call tries again.
 */
export function lazily<T>(load: () => Promise<T>): () => Promise<T> {
  let part: Promise<T> | null = null;
  return () =>
    (part ??= load().catch((cause: unknown) => {
      part = null;
      throw new TelnyxError(60014, { cause, fatal: false });
    }));
}
