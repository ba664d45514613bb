/**
 * Calls a listener of the page. What it throws belongs in the page's console: no call, session or other
 * listener suffers from it.
 */
export function tell<T>(listener: ((value: T) => void) | undefined, value: T): void {
  try {
    listener?.(value);
  } catch (error) {
    queueMicrotask(() => {
      throw error;
    });
  }
}
