/** A promise with its handles outside; `Promise.withResolvers` where it does not exist yet. */
export interface Deferred<T> {
  readonly promise: Promise<T>;
  readonly resolve: (value: T) => void;
  readonly reject: (reason: Error) => void;
}

/**
 * Makes one. Its rejection counts as handled: whoever awaits the promise still sees it, and a page that
 * does not is spared an `unhandledrejection`, since the same failure is reported through `onError`.
 */
export function deferred<T = void>(): Deferred<T> {
  let resolve!: (value: T) => void;
  let reject!: (reason: Error) => void;
  const promise = new Promise<T>((onResolve, onReject) => {
    resolve = onResolve;
    reject = onReject;
  });
  promise.catch(() => undefined);
  return { promise, resolve, reject };
}
