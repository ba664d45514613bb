/** The sounds that come with the package. */
export type ToneName = 'ringtone' | 'ringback';

/**
 * The address of a sound: the page's own, or ours, which lie beside the script. Where that is depends on how this
 * module was delivered: as a chunk, as a module of the package, inside the bundle, or as a source.
 */
export function toneAddress(name: ToneName, value: string, base: string): string | undefined {
  if (value === 'off') return undefined;
  if (value) return URL.canParse(value, base) ? new URL(value, base).href : undefined;
  const folder = import.meta.url
    .replace(/(es\/components\/dialer|chunks)\/[^/]*$/, '')
    .replace(/components\/dialer\/[^/]*$/, 'public/');
  return new URL(`${name}.flac`, folder).href;
}
