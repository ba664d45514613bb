/** Taken before any test counts timers. */
const { setTimeout: wait } = globalThis;
const POLL_MS = 20;
/** Less than the limit of a test, so that the report names what did not come about. */
const PATIENCE_MS = 15_000;

/** Resolves with the first value of `probe` that is neither false nor nothing; fails with the sentence. */
export async function eventually<T>(
  sentence: string | (() => string),
  probe: () => T | false | null | undefined,
): Promise<T> {
  const end = performance.now() + PATIENCE_MS;
  for (;;) {
    const value = probe();
    if (value !== false && value !== null && value !== undefined) return value;
    if (performance.now() > end) {
      throw new Error(`It never came about that ${typeof sentence === 'string' ? sentence : sentence()}.`);
    }
    await new Promise((resolve) => wait.call(globalThis, resolve, POLL_MS));
  }
}
