import type { Tones } from '../../src/index.js';

/** The sounds that come with the package. */
type ToneName = 'ringtone' | 'ringback';

/** What may name other sounds; absent where nothing can. */
type ToneSource = Element & Readonly<Partial<Record<ToneName, string>>>;

/** The sounds of a phone, as its attributes name them whenever it rings: others do not make another session. */
export const tonesOf = (host: ToneSource): Tones => ({
  get ringtone() {
    return toneAddress('ringtone', host.ringtone, host.baseURI);
  },
  get ringback() {
    return toneAddress('ringback', host.ringback, host.baseURI);
  },
});

/**
 * The address of a sound: the page's own, or ours, which lie beside the script. Where that is depends on how this
 * module was delivered: as a chunk, as a module of the package, inside the bundle, or as a source.
 */
function toneAddress(name: ToneName, value: string | undefined, base: string): string | undefined {
  if (value === 'off') return undefined;
  if (value) return URL.canParse(value, base) ? new URL(value, base).href : undefined;
  const folder = import.meta.url
    .replace(/(es\/components\/dialer|chunks)\/[^/]*$/, '')
    .replace(/components\/dialer\/[^/]*$/, 'public/');
  return new URL(`${name}.flac`, folder).href;
}
