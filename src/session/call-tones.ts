import { onGesture } from '../media/gesture.js';
import { playTone } from '../media/tone-player.js';
import { TelnyxError } from '../shared/errors.js';
import { pageOf } from './page.js';
import type { TelnyxSessionOptions } from './session-options.js';
import type { SessionSnapshot } from './session-snapshot.js';
import type { SessionState } from './session-state.js';

type ToneName = 'ringtone' | 'ringback';

/** While somebody talks on another call, a ring is only a hint. */
const HINT_VOLUME = 0.2;

/** One tone at a time: the ring of calls that come in, or what a caller hears while the far end is rung. */
export class CallTones {
  readonly #options: TelnyxSessionOptions;
  readonly #state: SessionState;
  readonly #failed = new Set<string>();
  /** Whether the page knows that what rings now is held back. */
  #isTold = false;
  #playing: { readonly key: string; readonly lifetime: AbortController } | null = null;

  constructor(options: TelnyxSessionOptions, state: SessionState) {
    this.#options = options;
    this.#state = state;
    state.store.subscribe((snapshot) => {
      this.#follow(snapshot);
    });
    this.#follow(state.snapshot);
  }

  #follow({ calls, devices }: SessionSnapshot): void {
    const ringing = calls.filter(({ state }) => state === 'ringing');
    const isInbound = ringing.some(({ direction }) => direction === 'inbound');
    const name: ToneName | null = isInbound ? 'ringtone' : ringing.length > 0 ? 'ringback' : null;
    const url = name && this.#options.tones?.[name];
    const isTalking = calls.some(({ state }) => state === 'active');
    const volume = isTalking ? HINT_VOLUME : 1;
    // Who calls hears the far end's ring where the far end's voice will come from.
    const speakerId = isInbound ? (devices.ringerId ?? devices.speakerId) : devices.speakerId;
    const key = url ? `${url} ${volume} ${String(speakerId)}` : '';
    if (key === (this.#playing?.key ?? '')) return;
    this.#playing?.lifetime.abort();
    this.#playing = url ? { key, lifetime: new AbortController() } : null;
    if (url) this.#play(name, url, volume, speakerId);
    else this.#isTold = false;
  }

  #play(name: ToneName, url: string, volume: number, speakerId: string | null): void {
    const signal = this.#playing?.lifetime.signal;
    if (!signal || this.#failed.has(url)) return;
    playTone(
      {
        url,
        volume,
        speakerId,
        createElement: this.#options.tones?.createElement,
        onBlocked: (retry) => {
          // Not every key that is pressed counts for the browser, and the next one may be refused again.
          if (!this.#isTold) this.#state.warn(new TelnyxError(60011, { context: { tone: name } }));
          this.#isTold = true;
          const page = pageOf(this.#options);
          if (page) onGesture(page, retry, signal);
        },
        onFailure: (cause) => {
          // Once for each file: a call that cannot ring is told by the page in other ways.
          this.#failed.add(url);
          this.#state.warn(new TelnyxError(60022, { cause }));
        },
      },
      signal,
    );
  }
}
