import { randomUUID } from 'node:crypto';

import type { SpokenSentence } from '../call-report.js';
import { FRAME_MS, FRAME_SAMPLES, SILENT_FRAME } from '../media/g711.js';
import type { Utterance } from '../speech/voice.js';
import { streamSound } from './sound-stream.js';

/** Sends one `ai_conversation` message to the client. */
export type Converse = (params: { readonly type: string } & Record<string, unknown>) => void;

/** One sentence on its way to the visitor: each word is sent as text in the moment its sound is sent. */
export class SpokenResponse {
  readonly #utterance: Utterance;
  readonly #converse: Converse;
  readonly #responseId = `resp_${randomUUID()}`;
  readonly #itemId = `item_${randomUUID()}`;
  #framesSent = 0;
  #wordsSent = 0;
  #status: SpokenSentence['status'] = 'speaking';
  #isStreamed = false;

  constructor(utterance: Utterance, converse: Converse) {
    this.#utterance = utterance;
    this.#converse = converse;
  }

  get isOver(): boolean {
    return this.#status !== 'speaking';
  }

  get sentence(): SpokenSentence {
    const words = this.#utterance.words.slice(0, this.#wordsSent);
    return {
      text: this.#utterance.text,
      spokenText: words.map(({ text }) => text).join(''),
      status: this.#status,
    };
  }

  /** `streamsSound` sends the sound ahead of what is heard. */
  begin(streamsSound = false): void {
    this.#converse({
      type: 'response.created',
      response: { id: this.#responseId, status: 'in_progress', output: [] },
    });
    this.#isStreamed = streamsSound;
    if (streamsSound) streamSound(this.#converse, this.#responseId, this.#utterance.sound);
  }

  /** The next 20 ms of sound; when there is none left, the response is over. */
  nextFrame(): Uint8Array | null {
    if (this.isOver) return null;
    const { sound, words } = this.#utterance;
    const start = this.#framesSent * FRAME_SAMPLES;
    if (start >= sound.length) {
      this.#finish('completed');
      return null;
    }
    const elapsedMs = this.#framesSent * FRAME_MS;
    for (
      let word = words[this.#wordsSent];
      word && word.startMs <= elapsedMs;
      word = words[this.#wordsSent]
    ) {
      this.#sendWord(word.text);
    }
    this.#framesSent += 1;
    return wholeFrame(sound.subarray(start, start + FRAME_SAMPLES));
  }

  /** Stops in the middle; words that were not spoken are never sent. */
  interrupt(): void {
    if (!this.isOver) this.#finish('interrupted');
  }

  #sendWord(delta: string): void {
    this.#wordsSent += 1;
    this.#converse({ type: 'response.text.delta', ...this.#place, output_index: 0, content_index: 0, delta });
  }

  #finish(status: 'completed' | 'interrupted'): void {
    if (status === 'completed') {
      for (const { text } of this.#utterance.words.slice(this.#wordsSent)) this.#sendWord(text);
    }
    this.#status = status;
    if (this.#isStreamed) {
      const type = status === 'completed' ? 'response.audio.done' : 'response.audio.interrupted';
      this.#converse({ type, response_id: this.#responseId });
    }
    this.#converse({ type: 'response.text.done', ...this.#place });
    this.#converse({
      type: 'response.done',
      response: {
        id: this.#responseId,
        status: status === 'completed' ? 'completed' : 'cancelled',
        output: [],
      },
    });
  }

  get #place() {
    return { response_id: this.#responseId, item_id: this.#itemId };
  }
}

function wholeFrame(part: Uint8Array): Uint8Array {
  if (part.length === FRAME_SAMPLES) return part;
  const frame = SILENT_FRAME.slice();
  frame.set(part);
  return frame;
}
