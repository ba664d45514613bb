import type { Converse } from './spoken-response.js';

/** 200 ms of µ-law sound. */
const CHUNK_BYTES = 1600;

/** What the chunks are: the very samples that are heard later. */
const FORMAT = { encoding: 'pcmu', sample_rate: 8000, channels: 1 };

/** Sends the sound of a response ahead of what is heard, for clients that asked for it. */
export function streamSound(converse: Converse, responseId: string, sound: Uint8Array): void {
  for (let start = 0; start < sound.length; start += CHUNK_BYTES) {
    const chunk = sound.subarray(start, start + CHUNK_BYTES);
    converse({
      type: 'response.audio.delta',
      response_id: responseId,
      sequence: start / CHUNK_BYTES,
      delta: Buffer.from(chunk).toString('base64'),
      format: FORMAT,
    });
  }
}
