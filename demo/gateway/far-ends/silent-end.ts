import type { FarEnd } from './far-end.js';

/** Somebody who neither speaks nor listens: a line that is busy, or never answered. */
export function createSilence(name: 'busy' | 'silent' | 'unknown'): FarEnd {
  return {
    name,
    spoken: [],
    nextFrame: () => null,
    hear: () => undefined,
    onDigits: () => undefined,
    onEnded: () => undefined,
  };
}
