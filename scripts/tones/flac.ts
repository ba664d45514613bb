/** Bits from the highest to the lowest, as FLAC has them. */
class BitWriter {
  readonly bytes: number[] = [];
  #byte = 0;
  #filled = 0;

  write(value: number, bits: number): void {
    for (let bit = bits - 1; bit >= 0; bit -= 1) {
      this.#byte = (this.#byte << 1) | (Math.floor(value / 2 ** bit) & 1);
      this.#filled += 1;
      if (this.#filled < 8) continue;
      this.bytes.push(this.#byte);
      this.#byte = this.#filled = 0;
    }
  }

  align(): void {
    while (this.#filled > 0) this.write(0, 1);
  }
}

const BITS_PER_SAMPLE = 16;
const BLOCK = 4000;

/**
 * A mono FLAC file (RFC 9639) of 16-bit samples: fixed predictors with Rice coding, which is all that pure tones
 * and silence need. Every current browser plays it, and it needs no encoder from elsewhere.
 */
export function encodeFlac(samples: Int16Array, sampleRate: number): Uint8Array {
  const head = new BitWriter();
  for (const letter of 'fLaC') head.write(letter.charCodeAt(0), 8);
  // The only metadata block, STREAMINFO: 34 bytes, no sizes of frames, no checksum of the samples.
  head.write(1, 1);
  head.write(0, 7);
  head.write(34, 24);
  head.write(BLOCK, 16);
  head.write(BLOCK, 16);
  head.write(0, 48);
  head.write(sampleRate, 20);
  head.write(0, 3);
  head.write(BITS_PER_SAMPLE - 1, 5);
  head.write(samples.length, 36);
  for (let i = 0; i < 16; i += 1) head.write(0, 8);
  const frames = Array.from({ length: Math.ceil(samples.length / BLOCK) }, (_, index) =>
    encodeFrame([...samples.subarray(index * BLOCK, (index + 1) * BLOCK)], index),
  );
  return Uint8Array.from([...head.bytes, ...frames.flat()]);
}

function encodeFrame(block: number[], index: number): number[] {
  const frame = new BitWriter();
  frame.write(0b11111111_11111000, 16);
  // Block size from the 16 bits below, sample rate and sample size from STREAMINFO, mono.
  frame.write(0b0111_0000, 8);
  frame.write(0b0000_000_0, 8);
  if (index > 0x7f) throw new RangeError('Longer tones need frame numbers of several bytes.');
  frame.write(index, 8);
  frame.write(block.length - 1, 16);
  frame.write(checksum(frame.bytes, 8, 0x07), 8);
  encodeSubframe(frame, block);
  frame.align();
  frame.write(checksum(frame.bytes, 16, 0x8005), 16);
  return frame.bytes;
}

function encodeSubframe(frame: BitWriter, block: number[]): void {
  if (block.every((sample) => sample === block[0])) {
    frame.write(0, 8);
    frame.write((block[0] ?? 0) & 0xffff, BITS_PER_SAMPLE);
    return;
  }
  // Low bits that are zero in all samples are told once instead of stored.
  let wasted = 0;
  while (block.every((sample) => (sample >> wasted) % 2 === 0)) wasted += 1;
  const shifted = block.map((sample) => sample >> wasted);
  const { order, residual, parameter } = bestPredictor(shifted);
  frame.write(0, 1);
  frame.write(0b001000 | order, 6);
  frame.write(wasted > 0 ? 1 : 0, 1);
  if (wasted > 0) frame.write(1, wasted);
  const bits = BITS_PER_SAMPLE - wasted;
  for (const sample of shifted.slice(0, order)) frame.write(sample & (2 ** bits - 1), bits);
  // One partition, Rice parameters of four bits.
  frame.write(0, 6);
  frame.write(parameter, 4);
  for (const value of residual) {
    const folded = fold(value);
    frame.write(1, (folded >> parameter) + 1);
    frame.write(folded & (2 ** parameter - 1), parameter);
  }
}

function bestPredictor(samples: number[]) {
  let residual = samples;
  const candidates = [0, 1, 2, 3, 4].map((order) => {
    if (order > 0) residual = residual.slice(1).map((sample, i) => sample - (residual[i] ?? 0));
    const own = residual;
    const [parameter, size] = bestParameter(own);
    return { order, residual: own, parameter, size: size + order * BITS_PER_SAMPLE };
  });
  return candidates.reduce((best, candidate) => (candidate.size < best.size ? candidate : best));
}

function bestParameter(residual: number[]): readonly [parameter: number, bits: number] {
  const sizes = Array.from({ length: 15 }, (_, parameter) =>
    residual.reduce((sum, value) => sum + (fold(value) >> parameter) + 1 + parameter, 0),
  );
  const bits = Math.min(...sizes);
  return [sizes.indexOf(bits), bits];
}

/** 0, −1, 1, −2 … as 0, 1, 2, 3 … */
function fold(value: number): number {
  return value < 0 ? -2 * value - 1 : 2 * value;
}

function checksum(bytes: readonly number[], width: 8 | 16, polynomial: number): number {
  const mask = 2 ** width - 1;
  let sum = 0;
  for (const byte of bytes) {
    sum ^= byte << (width - 8);
    for (let bit = 0; bit < 8; bit += 1) {
      sum = ((sum << 1) ^ (sum & (1 << (width - 1)) ? polynomial : 0)) & mask;
    }
  }
  return sum;
}
