/** What a tone player needs of an audio element; not all browsers can choose its speaker. */
export interface ToneElement {
  loop: boolean;
  volume: number;
  src: string;
  play(): Promise<void>;
  pause(): void;
  setSinkId?(id: string): Promise<void>;
}

export interface ToneOptions {
  readonly url: string;
  /** From 0 to 1. */
  readonly volume: number;
  /** The speaker; `null` for the default. */
  readonly speakerId: string | null;
  /** The tone cannot be played; it is told once, and nothing else follows from it. */
  readonly onFailure: (cause: unknown) => void;
  /** The browser wants a click or key first; `retry` is for that moment. */
  readonly onBlocked: (retry: () => void) => void;
  /** Replaceable for tests. */
  readonly createElement?: (() => ToneElement) | undefined;
}

/** Plays a tone over and over until the signal aborts. Never rejects. */
export function playTone(options: ToneOptions, signal: AbortSignal): void {
  const { url, volume, speakerId, onFailure, onBlocked, createElement = () => new Audio() } = options;
  if (signal.aborted) return;
  const element = createElement();
  const play = () => {
    if (signal.aborted) return;
    element.play().catch((error: unknown) => {
      if (signal.aborted) return;
      if (error instanceof DOMException && error.name === 'NotAllowedError') onBlocked(play);
      else onFailure(error);
    });
  };
  signal.addEventListener(
    'abort',
    () => {
      element.pause();
      // Ends the download too, and what the browser shows of the tone among its media controls.
      element.src = '';
    },
    { once: true },
  );
  element.loop = true;
  element.volume = volume;
  element.src = url;
  // A speaker that is gone must not cost the ringing: then the default one has to do.
  const chosen = speakerId === null ? undefined : element.setSinkId?.(speakerId);
  (chosen ?? Promise.resolve()).then(play, play);
}
