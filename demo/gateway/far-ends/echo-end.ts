import type { FarEnd } from './far-end.js';
import { FrameQueue } from './frame-queue.js';

/** Sends back what it hears. */
export function createEcho(): FarEnd {
  const queue = new FrameQueue();
  return {
    name: 'echo',
    spoken: [],
    nextFrame: () => queue.take(),
    hear: (frame) => {
      queue.push(frame);
    },
    onDigits: () => undefined,
    onEnded: () => undefined,
  };
}
