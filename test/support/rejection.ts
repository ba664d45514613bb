import { TelnyxError } from '../../src/shared/errors.js';

/** The error a promise rejects with. Fails the test when it resolves, or rejects with anything but our own. */
export async function rejection(promise: Promise<unknown>): Promise<TelnyxError> {
  const reason: unknown = await promise.then(
    () => new Error('The promise resolved.'),
    (error: unknown) => error,
  );
  if (reason instanceof TelnyxError) return reason;
  throw reason;
}

/** The error a function throws. Fails the test when it throws nothing, or anything but our own. */
export function thrown(action: () => unknown): TelnyxError {
  try {
    action();
  } catch (error) {
    if (error instanceof TelnyxError) return error;
    throw error;
  }
  throw new Error('Nothing was thrown.');
}
