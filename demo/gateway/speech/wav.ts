/** Mono 16-bit sound. */
export interface Pcm {
  readonly samples: Int16Array;
  readonly sampleRate: number;
}

/** Reads the sound out of a mono 16-bit RIFF file; throws a `TypeError` for any other. */
export function readWav(file: Uint8Array): Pcm {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const tag = (at: number) => String.fromCharCode(...file.subarray(at, at + 4));
  let sampleRate = 0;
  for (let at = 12; at + 8 <= file.length;) {
    const size = view.getUint32(at + 4, true);
    if (tag(at) === 'fmt ') sampleRate = view.getUint32(at + 12, true);
    if (tag(at) === 'data') return { sampleRate, samples: readSamples(view, at + 8, size) };
    at += 8 + size + (size % 2);
  }
  throw new TypeError('The file holds no sound.');
}

/** Halves the sample rate, with the upper half of the spectrum filtered out first so that nothing folds back. */
export function halveRate({ samples, sampleRate }: Pcm): Pcm {
  const at = (index: number) => samples[index] ?? 0;
  const half = Int16Array.from({ length: Math.floor(samples.length / 2) }, (_, index) => {
    const centre = index * 2;
    return HALF_BAND.reduce((sum, weight, tap) => sum + weight * at(centre + tap - HALF_BAND_CENTRE), 0);
  });
  return { samples: half, sampleRate: sampleRate / 2 };
}

/** A half-band low-pass: windowed sinc of 15 taps. */
const HALF_BAND_CENTRE = 7;
const HALF_BAND = windowedSinc();

function windowedSinc(): readonly number[] {
  const taps = Array.from({ length: HALF_BAND_CENTRE * 2 + 1 }, (_, index) => {
    const x = index - HALF_BAND_CENTRE;
    const sinc = x === 0 ? 0.5 : Math.sin((Math.PI * x) / 2) / (Math.PI * x);
    return sinc * (0.54 + 0.46 * Math.cos((Math.PI * x) / (HALF_BAND_CENTRE + 1)));
  });
  const gain = taps.reduce((sum, tap) => sum + tap, 0);
  return taps.map((tap) => tap / gain);
}

function readSamples(view: DataView, start: number, bytes: number): Int16Array {
  const count = Math.floor(Math.min(bytes, view.byteLength - start) / 2);
  return Int16Array.from({ length: count }, (_, index) => view.getInt16(start + index * 2, true));
}
