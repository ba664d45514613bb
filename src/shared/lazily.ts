import { TelnyxError } from './errors.js';

export interface Lazily<T> {
  (): Promise<T>;
  /** What is there already, for whom the next turn is too late. */
  loaded?: T;
}

/**
 * A part of the core that most pages do without, loaded by the first call and then kept. It rejects with 60014
 * where it cannot be loaded, and the next call tries again.
 */
export function lazily<T>(load: () => Promise<T>): Lazily<T> {
  let part: Promise<T> | null = null;
  const ask: Lazily<T> = () =>
    (part ??= load().then(
      (loaded) => (ask.loaded = loaded),
      (cause: unknown) => {
        part = null;
        throw new TelnyxError(60014, { cause, fatal: false });
      },
    ));
  return ask;
}
