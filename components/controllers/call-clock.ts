import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** One tick for every visible duration on the page; none while nothing is timed. */
const running = new Set<ReactiveControllerHost>();
let timer: ReturnType<typeof setInterval> | undefined;

function tick() {
  for (const host of running) host.requestUpdate();
}

function keep() {
  if (running.size > 0) timer ??= setInterval(tick, 1000);
  else {
    clearInterval(timer);
    timer = undefined;
  }
}

/** Draws its element once a second while `isRunning` is set. */
export class CallClock implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #isRunning: () => boolean;

  constructor(host: ReactiveControllerHost, isRunning: () => boolean) {
    this.#host = host;
    this.#isRunning = isRunning;
    host.addController(this);
  }

  hostUpdated() {
    if (this.#isRunning()) running.add(this.#host);
    else running.delete(this.#host);
    keep();
  }

  hostDisconnected() {
    running.delete(this.#host);
    keep();
  }

  hostConnected() {
    this.#host.requestUpdate();
  }
}
