/** Where clicks and keys of the page can be heard; `globalThis` in a browser. */
export type GestureSource = Pick<EventTarget, 'addEventListener'>;

/** What browsers count as a gesture that allows sound; a touch counts when it ends. */
const GESTURES = ['click', 'keydown', 'mousedown', 'touchend'];

/** Calls back in each gesture of the page until the signal aborts; nothing is left behind then. */
export function onGesture(source: GestureSource, act: () => void, signal: AbortSignal): void {
  // In the capture phase: a page that stops its own events must not cost its visitor the sound.
  for (const type of GESTURES) source.addEventListener(type, act, { capture: true, passive: true, signal });
}
