type Callback = (value: unknown, unsubscribe?: () => void) => void;

interface ContextRequest extends Event {
  readonly context: unknown;
  /** Who asks, where that is another than the element the request was sent to. */
  readonly contextTarget?: EventTarget;
  readonly callback: Callback;
  readonly subscribe?: boolean;
}

/**
 * Answers `context-request`, the community protocol that @lit/context speaks, from the first moment on. That
 * one's own provider would weigh on every page before the first gesture. Returns the function that replaces
 * a value.
 */
export function provideContexts(host: HTMLElement, values: Map<unknown, unknown>) {
  const subscribers = new Map<Callback, readonly [context: unknown, unsubscribe: () => void]>();
  host.addEventListener('context-request', (event) => {
    const { context, contextTarget, callback, subscribe } = event as ContextRequest;
    // What the host itself asks for comes from further out.
    if (!values.has(context) || (contextTarget ?? event.composedPath()[0]) === host) return;
    event.stopPropagation();
    const unsubscribe = () => void subscribers.delete(callback);
    if (subscribe) subscribers.set(callback, [context, unsubscribe]);
    callback(values.get(context), unsubscribe);
  });
  return (context: unknown, value: unknown) => {
    values.set(context, value);
    for (const [callback, [wanted, unsubscribe]] of subscribers) {
      if (wanted === context) callback(value, unsubscribe);
    }
  };
}
