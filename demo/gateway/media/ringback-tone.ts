import { encodeMuLaw, FRAME_SAMPLES, SILENT_FRAME } from './g711.js';

/** Ringing as callers in North America hear it: 440 and 480 Hz, two seconds of every six. */
const FREQUENCIES = [440, 480];
const SAMPLE_RATE = 8000;
const ON_FRAMES = 100;
const PERIOD_FRAMES = 300;
const AMPLITUDE = 4000;

/** Makes the sound of a far end that rings, packet by packet. */
export function createRingback(): () => Uint8Array {
  let frame = 0;
  return () => {
    const start = frame * FRAME_SAMPLES;
    const isOn = frame % PERIOD_FRAMES < ON_FRAMES;
    frame += 1;
    return isOn
      ? encodeMuLaw(Int16Array.from({ length: FRAME_SAMPLES }, (_, n) => tone(start + n)))
      : SILENT_FRAME;
  };
}

function tone(sample: number): number {
  const waves = FREQUENCIES.map((hertz) => Math.sin((2 * Math.PI * hertz * sample) / SAMPLE_RATE));
  return AMPLITUDE * waves.reduce((sum, wave) => sum + wave, 0);
}
