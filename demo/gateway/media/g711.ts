const BIAS = 0x84;
const CLIP = 32635;

/** Samples per second of G.711, and bytes per second of its payload. */
export const SAMPLE_RATE = 8000;
/** Milliseconds of sound in one RTP packet. */
export const FRAME_MS = 20;
/** Samples, and bytes, of one packet. */
export const FRAME_SAMPLES = (SAMPLE_RATE * FRAME_MS) / 1000;
/** One packet of silence. */
export const SILENT_FRAME: Uint8Array = new Uint8Array(FRAME_SAMPLES).fill(0xff);

/** Compresses 16-bit samples to µ-law (ITU-T G.711). */
export function encodeMuLaw(samples: Int16Array): Uint8Array {
  return Uint8Array.from(samples, encodeSample);
}

/** Expands µ-law bytes to 16-bit samples. */
export function decodeMuLaw(bytes: Uint8Array): Int16Array {
  return Int16Array.from(bytes, decodeSample);
}

/** Loudness of µ-law bytes as root mean square: 0 is silence, 1 the loudest square wave. */
export function loudness(bytes: Uint8Array): number {
  if (bytes.length === 0) return 0;
  let sum = 0;
  for (const byte of bytes) {
    const sample = (EXPANDED[byte] ?? 0) / 32768;
    sum += sample * sample;
  }
  return Math.sqrt(sum / bytes.length);
}

function encodeSample(sample: number): number {
  const sign = sample < 0 ? 0x80 : 0;
  const magnitude = Math.min(Math.abs(sample), CLIP) + BIAS;
  const exponent = 31 - Math.clz32(magnitude) - 7;
  const mantissa = (magnitude >> (exponent + 3)) & 0x0f;
  return ~(sign | (exponent << 4) | mantissa) & 0xff;
}

function decodeSample(byte: number): number {
  const bits = ~byte & 0xff;
  const magnitude = ((((bits & 0x0f) << 3) + BIAS) << ((bits & 0x70) >> 4)) - BIAS;
  return bits & 0x80 ? -magnitude : magnitude;
}

const EXPANDED = Int16Array.from({ length: 256 }, (_, byte) => decodeSample(byte));
