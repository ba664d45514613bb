type Target = Pick<EventTarget, 'addEventListener' | 'removeEventListener'>;

/** Counts the listeners on a target that are there to stay, until `close()`. */
export function countListeners(target: Target) {
  const listeners = new Set<string>();
  const keys = new WeakMap<object, number>();
  let lastKey = 0;
  const { addEventListener: add, removeEventListener: remove } = target;
  const nameOf = (type: string, listener: object | null) => {
    if (!listener) return type;
    if (!keys.has(listener)) keys.set(listener, (lastKey += 1));
    return `${type} ${keys.get(listener) ?? 0}`;
  };
  target.addEventListener = function (type, listener, options) {
    const name = nameOf(type, listener);
    const signal = typeof options === 'object' ? options.signal : undefined;
    listeners.add(name);
    if (signal?.aborted) listeners.delete(name);
    signal?.addEventListener('abort', () => listeners.delete(name));
    add.call(target, type, listener, options);
  };
  target.removeEventListener = function (type, listener, options) {
    listeners.delete(nameOf(type, listener));
    remove.call(target, type, listener, options);
  };
  const close = () => {
    Object.assign(target, { addEventListener: add, removeEventListener: remove });
  };
  return { listeners, close };
}
