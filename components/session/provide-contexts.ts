type Callback = (value: unknown, unsubscribe?: () => void) => void;

interface ContextRequest extends Event {
  readonly context: unknown;
  /** Who asks, where that is another than the element the request was sent to. */
  readonly contextTarget?: EventTarget;
  readonly callback: Callback;
  readonly subscribe?: boolean;
}

interface Subscription {
  readonly context: unknown;
  readonly consumer: EventTarget | undefined;
  /** Where the request was sent, which for a part with `for` is the element it names. */
  readonly origin: EventTarget | undefined;
  readonly unsubscribe: () => void;
}

/**
 * Answers `context-request`, the community protocol that @lit/context speaks, from the first moment on. That
 * one's own provider would weigh on every page before the first gesture. Returns the function that replaces
 * a value.
 */
export function provideContexts(host: HTMLElement, values: Map<unknown, unknown>) {
  const subscribers = new Map<Callback, Subscription>();
  host.addEventListener('context-request', (event) => {
    const { context, contextTarget, callback, subscribe } = event as ContextRequest;
    const origin = event.composedPath()[0];
    const consumer = contextTarget ?? origin;
    // What the host itself asks for comes from further out.
    if (!values.has(context) || consumer === host) return;
    event.stopPropagation();
    const unsubscribe = () => {
      // Who is served anew ends afterwards what was before.
      if (subscribers.get(callback)?.unsubscribe === unsubscribe) subscribers.delete(callback);
    };
    if (subscribe) subscribers.set(callback, { context, consumer, origin, unsubscribe });
    callback(values.get(context), unsubscribe);
  });
  host.addEventListener('context-provider', (event) => {
    // One further in came later: whoever stands in it is to be served by that one.
    for (const [callback, { context, consumer, origin }] of event.composedPath()[0] === host
      ? []
      : [...subscribers]) {
      if (context !== (event as Event & Pick<ContextRequest, 'context'>).context) continue;
      subscribers.delete(callback);
      send('context-request', origin, { context, contextTarget: consumer, callback, subscribe: true });
    }
  });
  return (context: unknown, value: unknown) => {
    values.set(context, value);
    for (const [callback, { context: wanted, unsubscribe }] of subscribers) {
      if (wanted === context) callback(value, unsubscribe);
    }
  };
}

/** Lets those ask again who were there earlier, or have been served from further out. */
export function announce(host: HTMLElement, context: unknown) {
  send('context-provider', host, { context, contextTarget: host });
}

function send(type: string, target: EventTarget | undefined, detail: object) {
  target?.dispatchEvent(Object.assign(new Event(type, { bubbles: true, composed: true }), detail));
}
