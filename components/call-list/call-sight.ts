import type { CallSnapshot } from '../../src/index.js';

/** How long a call that is over stays in sight, so that one sees how it ended. */
const AFTERMATH_MS = 4000;

/** True for calls that go on and for those that ended just now. */
export const isInSight = ({ endedAt }: CallSnapshot): boolean =>
  endedAt === null || Date.now() - endedAt < AFTERMATH_MS;

/** Calls back whenever a call goes out of sight. One at a time; nothing runs while nothing is to go. */
export class SightTimer {
  #timer: ReturnType<typeof setTimeout> | undefined;

  set(calls: readonly CallSnapshot[], onGone: () => void): void {
    this.clear();
    const waits = calls
      .filter(isInSight)
      .flatMap(({ endedAt }) => (endedAt === null ? [] : [endedAt + AFTERMATH_MS - Date.now()]));
    if (waits.length === 0) return;
    this.#timer = setTimeout(
      () => {
        this.set(calls, onGone);
        onGone();
      },
      Math.min(...waits),
    );
  }

  clear(): void {
    clearTimeout(this.#timer);
  }
}
