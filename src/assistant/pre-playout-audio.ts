import type { AiEvent } from '../protocol/ai-conversation.js';

/** A step of the agent's speech ahead of its playback, for avatars and lip-sync. */
export type AgentAudioEvent =
  | {
      readonly type: 'chunk';
      readonly responseId: string;
      /** Counts from 0 within a response; a first number above 0 means that its beginning was lost. */
      readonly sequence: number;
      readonly bytes: Uint8Array;
      /** As the server names it, such as `pcm16` or `mulaw`. */
      readonly encoding: string;
      /** In hertz. */
      readonly sampleRate: number;
      readonly channels: number;
    }
  | { readonly type: 'done' | 'interrupted'; readonly responseId: string | null };

export interface PrePlayoutAudioOptions {
  /** Asks for the audio; false without a connection. */
  readonly subscribe: () => boolean;
  readonly onEvent: (event: AgentAudioEvent) => void;
}

/** Telnyx's own demo gives up after as many. */
const MOST_SUBSCRIPTIONS = 10;

/** The copy of the agent's speech that comes over the socket before it is played. */
export class PrePlayoutAudio {
  readonly #options: PrePlayoutAudioOptions;
  #isSubscribed = false;
  #subscriptions = 0;

  constructor(options: PrePlayoutAudioOptions) {
    this.#options = options;
  }

  /** A call is up: asks for its audio, and again with each frame until some comes. */
  begin(): void {
    this.#isSubscribed = false;
    this.#subscriptions = 0;
    this.#subscribe();
  }

  handle(event: AiEvent | null): void {
    switch (event?.type) {
      case 'response.audio_stream.subscribed':
        this.#isSubscribed = true;
        break;
      case 'response.audio.delta': {
        this.#isSubscribed = true;
        const { response_id: responseId, sequence, format } = event;
        const { encoding, sample_rate: sampleRate, channels } = format;
        const bytes = fromBase64(event.delta);
        if (!bytes) break;
        this.#options.onEvent({ type: 'chunk', responseId, sequence, bytes, encoding, sampleRate, channels });
        break;
      }
      case 'response.audio.done':
        this.#options.onEvent({ type: 'done', responseId: event.response_id ?? null });
        break;
      case 'response.audio.interrupted':
        this.#options.onEvent({ type: 'interrupted', responseId: event.response_id ?? null });
        break;
      default:
        this.#subscribe();
    }
  }

  #subscribe(): void {
    if (this.#isSubscribed || this.#subscriptions >= MOST_SUBSCRIPTIONS) return;
    if (this.#options.subscribe()) this.#subscriptions += 1;
  }
}

/** `null` for what is no base64. */
function fromBase64(text: string): Uint8Array | null {
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch {
    return null;
  }
}
