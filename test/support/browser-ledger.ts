type TimerId = ReturnType<typeof setTimeout>;

/** Counts what a page takes from the browser, until `close()`. */
export class BrowserLedger {
  readonly sockets: WebSocket[] = [];
  readonly microphones: MediaStreamTrack[] = [];
  microphoneRequests = 0;
  frames = 0;
  writes = 0;
  readonly #connections: RTCPeerConnection[] = [];
  readonly #timers = new Map<TimerId, string>();
  readonly #undo: (() => void)[] = [];

  constructor() {
    this.#count(globalThis, 'WebSocket', this.sockets);
    this.#count(globalThis, 'RTCPeerConnection', this.#connections);
    this.#watchMicrophone();
    this.#watchTimers();
    this.#replace(globalThis, 'requestAnimationFrame', (original) => (callback) => {
      this.frames += 1;
      return original.call(globalThis, callback);
    });
    this.#replace(Storage.prototype, 'setItem', (original) => {
      const count = () => (this.writes += 1);
      return function setItem(this: Storage, name, value) {
        count();
        original.call(this, name, value);
      };
    });
  }

  /** Peer connections that were made and not closed. */
  get openConnections(): number {
    return this.#connections.filter(({ connectionState }) => connectionState !== 'closed').length;
  }

  get liveMicrophones(): number {
    return this.microphones.filter(({ readyState }) => readyState === 'live').length;
  }

  get openSockets(): number {
    return this.sockets.filter(({ readyState }) => readyState !== WebSocket.CLOSED).length;
  }

  /** Where our code set the timers that neither ran nor were taken back. */
  get timers(): string[] {
    // The test runner has timers of its own.
    return [...this.#timers.values()].filter((stack) => /\/(src|components)\//.test(stack));
  }

  close(): void {
    for (const undo of this.#undo.reverse()) undo();
  }

  #count<N extends 'WebSocket' | 'RTCPeerConnection'>(
    holder: typeof globalThis,
    name: N,
    made: InstanceType<(typeof globalThis)[N]>[],
  ) {
    this.#replace(holder, name, (original) => {
      return new Proxy(original, {
        construct(target, args, newTarget) {
          const instance = Reflect.construct(target, args, newTarget) as (typeof made)[number];
          made.push(instance);
          return instance;
        },
      });
    });
  }

  #watchMicrophone() {
    this.#replace(navigator.mediaDevices, 'getUserMedia', (original) => async (constraints) => {
      this.microphoneRequests += 1;
      const stream = await original.call(navigator.mediaDevices, constraints);
      this.microphones.push(...stream.getTracks());
      return stream;
    });
  }

  #watchTimers() {
    const timers = this.#timers;
    for (const name of ['setTimeout', 'setInterval'] as const) {
      this.#replace(globalThis, name, (original) => {
        const set = (handler: (...args: unknown[]) => void, ms?: number, ...args: []) => {
          const run = (...given: []) => {
            if (name === 'setTimeout') timers.delete(id);
            handler(...given);
          };
          const id = original.call(globalThis, run, ms, ...args);
          timers.set(id, new Error('A timer was set here.').stack ?? '');
          return id;
        };
        return set as typeof original;
      });
    }
    for (const name of ['clearTimeout', 'clearInterval'] as const) {
      this.#replace(globalThis, name, (original) => (id) => {
        if (id !== undefined) timers.delete(id as TimerId);
        original.call(globalThis, id);
      });
    }
  }

  #replace<T extends object, K extends keyof T>(holder: T, name: K, make: (original: T[K]) => T[K]) {
    const own = Object.getOwnPropertyDescriptor(holder, name);
    const replacement = make(holder[name]);
    Object.defineProperty(holder, name, { value: replacement, configurable: true, writable: true });
    this.#undo.push(() => {
      if (own) Object.defineProperty(holder, name, own);
      else Reflect.deleteProperty(holder, name);
    });
  }
}
